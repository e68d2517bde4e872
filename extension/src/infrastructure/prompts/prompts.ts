import * as vscode from 'vscode';
import { UserCancelledError } from '../commands/errors.ts';

/** Lets the person pick one item. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions & { title: string; placeHolder: string },
): Promise<T> {
  const picked = await vscode.window.showQuickPick(items, options);
  if (!picked) {
    throw new UserCancelledError();
  }
  return picked;
}

export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly password: boolean;
  /** What was wrong with the last answer: shown from the start, until something is typed. */
  readonly objection?: string | undefined;
  /** What is wrong with an answer, if anything is. */
  readonly validate: (value: string) => string | undefined;
}

/** Lets the person type a text. What they type is judged when they are done, not while they are typing. */
export async function ask({ title, prompt, placeholder, password, objection, validate }: Question): Promise<string> {
  const input = vscode.window.createInputBox();
  // People turn to another window, or to their phone, to find the answer.
  Object.assign(input, { title, prompt, placeholder, password, ignoreFocusOut: true, validationMessage: objection });
  try {
    return await new Promise((resolve, reject) => {
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      });
      input.onDidAccept(() => {
        input.validationMessage = validate(input.value);
        if (!input.validationMessage) {
          resolve(input.value);
        }
      });
      input.onDidHide(() => {
        reject(new UserCancelledError());
      });
      input.show();
    });
  } finally {
    input.dispose();
  }
}
