import * as vscode from 'vscode';
import type { Remedy } from './remedies.ts';

/** A place in a file; line and column count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Opens the file at the place, where there is one. */
export function openAt({ file, line = 1, column = 1 }: Place): (Remedy & vscode.Command) | undefined {
  if (!file) {
    return undefined;
  }
  const position = new vscode.Position(line - 1, column - 1);
  return {
    title: vscode.l10n.t('Open at Line'),
    command: 'vscode.open',
    arguments: [vscode.Uri.file(file), { selection: new vscode.Range(position, position) }],
  };
}

/** Goes there, and says whether there was somewhere to go. */
export async function goTo(place: Place): Promise<boolean> {
  const open = openAt(place);
  if (open) {
    await vscode.commands.executeCommand(open.command, ...(open.arguments ?? []));
  }
  return open !== undefined;
}
