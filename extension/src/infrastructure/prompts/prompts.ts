import type * as vscode from 'vscode';
import { PromptClosedError } from '../errors/operationError.ts';
import { createInputBox, showQuickPick } from '../presentation/widgets.ts';
import { showPrompt, type Prompt } from './showPrompt.ts';

/** Lets the person pick one item. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions & { title: string; placeHolder: string },
): Promise<T> {
  const picked = await showQuickPick(items, options);
  if (!picked) {
    throw new PromptClosedError();
  }
  return picked;
}

export interface Question extends Prompt {
  readonly password?: boolean;
  /** What is asked for. It is asked anew each second, as it may hold a countdown. */
  readonly prompt: () => string;
  /** What was wrong with the last answer: shown from the start, until something is typed; asked anew each second too. */
  readonly initialError?: (() => string) | undefined;
  /** What is wrong with an answer, if anything is. */
  readonly validate?: ((text: string) => string | undefined) | undefined;
}

/** What the person did: typed a text, or pressed a button of the prompt. */
export type Answer = { readonly text: string } | { readonly button: vscode.QuickInputButton };

/** Lets the person type a text. What they type is judged when they are done, not while they are typing. */
export async function ask(question: Question): Promise<Answer> {
  const { password = false, prompt, initialError, validate } = question;
  const input = createInputBox();
  input.password = password;
  let currentError = initialError;
  const render = () => {
    input.prompt = prompt();
    input.validationMessage = currentError?.();
  };
  render();
  const clock = setInterval(render, 1000);
  try {
    return await showPrompt<Answer>(input, { ignoreFocusOut: true, ...question }, (answer) => {
      input.onDidChangeValue(() => {
        currentError = undefined;
        render();
      });
      input.onDidAccept(() => {
        const text = input.value.trim();
        const invalid = validate?.(text);
        currentError = invalid === undefined ? undefined : () => invalid;
        render();
        if (!currentError) {
          answer({ text });
        }
      });
    });
  } finally {
    clearInterval(clock);
  }
}
