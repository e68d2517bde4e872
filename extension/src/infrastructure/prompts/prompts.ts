import * as vscode from 'vscode';
import { UserCancelledError } from '../commands/errors.ts';

/** Lets the person pick one item. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions & { title: string; placeHolder: string },
): Promise<T> {
  return (await vscode.window.showQuickPick(items, options)) ?? cancelled();
}

/** Lets the person type a text. */
export async function ask(options: vscode.InputBoxOptions & { title: string }): Promise<string> {
  return (await vscode.window.showInputBox(options)) ?? cancelled();
}

function cancelled(): never {
  throw new UserCancelledError();
}
