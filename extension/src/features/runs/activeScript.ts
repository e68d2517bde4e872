import path from 'node:path';
import * as vscode from 'vscode';

/** The endings of scripts that the host knows how to run. */
const endings = new Set(['.ps1', '.py', '.sh', '.cs', '.js', '.mjs', '.cjs']);

/** The document in front, if it is a script. In a workspace that is not trusted, none is offered. */
export function activeScript(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.scheme === 'file' &&
    vscode.workspace.isTrusted &&
    endings.has(path.extname(document.uri.fsPath).toLowerCase())
    ? document
    : undefined;
}

/** The folder to run in: that of the workspace, else that of the script. */
export function folderFor(script: string | undefined): string | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) => uri)
    .filter(({ scheme }) => scheme === 'file');
  const around = folders.find(({ fsPath }) => script?.startsWith(`${fsPath}${path.sep}`));
  return (around ?? folders[0])?.fsPath ?? (script === undefined ? undefined : path.dirname(script));
}
