import * as vscode from 'vscode';
import { plain } from '../text/plainText.ts';

const show = {
  error: <T extends vscode.MessageItem>(text: string, items: T[]) => vscode.window.showErrorMessage(text, ...items),
  warning: <T extends vscode.MessageItem>(text: string, items: T[]) => vscode.window.showWarningMessage(text, ...items),
  information: <T extends vscode.MessageItem>(text: string, items: T[]) =>
    vscode.window.showInformationMessage(text, ...items),
};

/** Shows a notification and resolves to the button that the user presses. */
export async function showMessage<T extends vscode.MessageItem>(
  severity: keyof typeof show,
  message: string,
  buttons: readonly T[],
): Promise<T | undefined> {
  const items = buttons.map(({ title }, index) => ({ title: plain(title), index }));
  const pressed = await show[severity](plain(message), items);
  return pressed && buttons[pressed.index];
}

/**
 * Asks for confirmation in a modal dialog and resolves to whether the user confirms. The first button declines, because
 * Enter presses it.
 */
export async function confirmInDialog(
  question: string,
  detail: string,
  labels: { readonly decline: string; readonly confirm: string },
): Promise<boolean> {
  const confirm = plain(labels.confirm);
  const options = { modal: true, detail: plain(detail) };
  return (await vscode.window.showWarningMessage(plain(question), options, plain(labels.decline), confirm)) === confirm;
}

/**
 * Asks in a modal dialog and resolves to the index of the button that the user presses, or to undefined if they close
 * it. Enter presses the first button, so that is the one that does nothing.
 * @param details the lines below the question, each of which is plain text of its own
 */
export async function chooseInDialog(
  question: string,
  details: readonly (string | undefined)[],
  labels: readonly string[],
): Promise<number | undefined> {
  const buttons = labels.map(plain);
  const options = { modal: true, detail: details.flatMap((line) => (line ? [plain(line)] : [])).join('\n') };
  const pressed = await vscode.window.showWarningMessage(plain(question), options, ...buttons);
  return pressed === undefined ? undefined : buttons.indexOf(pressed);
}

/** Shows a text with an icon in the status bar for a short time. */
export function showBriefly(icon: string, text: string, milliseconds: number): vscode.Disposable {
  return vscode.window.setStatusBarMessage(`$(${icon}) ${plain(text)}`, milliseconds);
}

/** Shows a progress bar in a view. */
export function showViewProgress(viewId: string, work: () => Promise<unknown>): void {
  void vscode.window.withProgress({ location: { viewId } }, work);
}

/** Shows two documents side by side. */
export async function showComparison(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', left, right, plain(title));
}

/** Closes a comparison, if it is still open. */
export async function closeComparison(right: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === right.toString());
  await vscode.window.tabGroups.close(tabs, true);
}

/** Shows a progress notification with a Cancel button. */
export function showProgress(
  title: string,
  work: (token: vscode.CancellationToken) => Promise<unknown>,
): Thenable<unknown> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plain(title), cancellable: true },
    (_, token) => work(token),
  );
}
