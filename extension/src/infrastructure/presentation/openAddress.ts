import * as vscode from 'vscode';

/**
 * Opens an address in the user's browser, exactly as it is written. A `Uri` is formatted again by VS Code: it decodes
 * `%2F` and encodes other characters twice, which breaks addresses that contain other addresses. A string is passed on
 * unchanged, although the type does not tell (microsoft/vscode#85930). Addresses of this machine are forwarded from a
 * remote, also those in the query.
 */
export function openAddress(url: string): Thenable<boolean> {
  return vscode.env.openExternal(url as unknown as vscode.Uri);
}
