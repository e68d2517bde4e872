import * as vscode from 'vscode';

/**
 * Opens an address in the user's browser, exactly as it is; in a remote window VS Code forwards the port of a loopback
 * address. Resolves to false if the user declines.
 *
 * VS Code opens a string unchanged. A `Uri` would be encoded once more, so that `%2B` becomes `+`
 * (https://github.com/microsoft/vscode/issues/85930); the type of the API allows no string.
 */
export function openAddress(url: string): Thenable<boolean> {
  return vscode.env.openExternal(url as unknown as vscode.Uri);
}
