import * as vscode from 'vscode';
import { PromptClosedError } from '../commands/errors.ts';

/** Lets the person pick one item. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions & { title: string; placeHolder: string },
): Promise<T> {
  const picked = await vscode.window.showQuickPick(items, options);
  if (!picked) {
    throw new PromptClosedError();
  }
  return picked;
}

/** Lets the person pick any number of items, none included. */
export async function pickMany<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions & { title: string; placeHolder: string },
): Promise<readonly T[]> {
  const picked = await vscode.window.showQuickPick(items, { ...options, canPickMany: true });
  if (!picked) {
    throw new PromptClosedError();
  }
  return picked;
}

export interface Question {
  readonly title: string;
  readonly placeholder: string;
  readonly password: boolean;
  /** What is asked for. It is asked anew each second, as it may hold a countdown. */
  readonly prompt: () => string;
  /** What was wrong with the last answer: shown from the start, until something is typed; asked anew each second too. */
  readonly objection?: (() => string) | undefined;
  /** What is wrong with an answer, if anything is. */
  readonly validate: (value: string) => string | undefined;
  /** A button that fetches the answer, where there is somewhere to fetch it from. */
  readonly source?: { readonly tooltip: string; readonly fetch: () => Promise<string> } | undefined;
}

/** Lets the person type a text. What they type is judged when they are done, not while they are typing. */
export async function ask(question: Question): Promise<string> {
  const { title, placeholder, password, prompt, objection, validate, source } = question;
  const input = vscode.window.createInputBox();
  // People turn to another window, or to their phone, to find the answer.
  Object.assign(input, { title, placeholder, password, ignoreFocusOut: true });
  if (source) {
    input.buttons = [{ iconPath: new vscode.ThemeIcon('wand'), tooltip: source.tooltip }];
  }
  let words = objection;
  const render = () => {
    input.prompt = prompt();
    input.validationMessage = words?.();
  };
  render();
  const clock = setInterval(render, 1000);
  try {
    return await new Promise((resolve, reject) => {
      input.onDidChangeValue(() => {
        words = undefined;
        render();
      });
      input.onDidAccept(() => {
        const fault = validate(input.value);
        words = fault === undefined ? undefined : () => fault;
        render();
        if (!words) {
          resolve(input.value);
        }
      });
      input.onDidTriggerButton(() => {
        source?.fetch().then(resolve, reject);
      });
      input.onDidHide(() => {
        reject(new PromptClosedError());
      });
      input.show();
    });
  } finally {
    clearInterval(clock);
    input.dispose();
  }
}
