import * as vscode from 'vscode';
import type { CommandAction } from '../errors/errorActions.ts';

/** A location in a file. Line and column are 1-based. */
export interface FileLocation {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Creates the action that opens a file at a location, if the location has a file. */
export function openLocationAction({
  file,
  line = 1,
  column = 1,
}: FileLocation): (CommandAction & vscode.Command) | undefined {
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

/** Opens the location. Returns whether it has a file. */
export async function openLocation(location: FileLocation): Promise<boolean> {
  const open = openLocationAction(location);
  if (open) {
    await vscode.commands.executeCommand(open.command, ...(open.arguments ?? []));
  }
  return open !== undefined;
}
