import * as vscode from 'vscode';

/** A longer command would push the buttons off the screen. */
const maxAtOnce = 600;
const headLength = 300;
const tailLength = 200;
const pageLength = 1200;

/** Returns a command as the first question shows it: whole, or its beginning and end and how much is between them. */
export function summaryOf(command: string): string {
  const characters = Array.from(command);
  if (characters.length <= maxAtOnce) {
    return command;
  }
  const head = characters.slice(0, headLength).join('');
  const tail = characters.slice(-tailLength).join('');
  return `${head} ${vscode.l10n.t('[… {0} more characters …]', characters.length - headLength - tailLength)} ${tail}`;
}

/** Returns all of a command in parts that fit into a dialog. */
export function pagesOf(command: string): string[] {
  const characters = Array.from(command);
  return Array.from({ length: Math.ceil(characters.length / pageLength) }, (_, index) =>
    characters.slice(index * pageLength, (index + 1) * pageLength).join(''),
  );
}
