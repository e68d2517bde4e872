import type * as vscode from 'vscode';
import { PromptClosedError } from '../errors/operationError.ts';
import { createInputBox, showQuickPick } from '../presentation/widgets.ts';
import { showPrompt, type Prompt } from './showPrompt.ts';

/** Lets the user pick one item. */
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
  /** Whether blanks at the ends belong to the answer, as in a passphrase. */
  readonly isExact?: boolean;
  /** The prompt. It is evaluated every second, because it may contain a countdown. */
  readonly prompt: () => string;
  /** The error of the previous answer, shown until the user types. It is evaluated every second, too. */
  readonly initialError?: (() => string) | undefined;
  /** Returns the error of an answer, if any. */
  readonly validate?: ((text: string) => string | undefined) | undefined;
}

/** The user's answer: a text, or a button of the prompt. */
export type Answer = { readonly text: string } | { readonly button: vscode.QuickInputButton };

/** Asks for a text. Validates it when the user accepts it, not while they type. */
export async function ask(question: Question): Promise<Answer> {
  const { password = false, isExact = false, prompt, initialError, validate } = question;
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
        const text = isExact ? input.value : input.value.trim();
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
