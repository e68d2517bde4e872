import * as vscode from 'vscode';

/** In characters; a longer line is generated and would be slow to search. */
const maxLineLength = 10_000;

/** An ARN ends at what cannot be part of one in text, code or JSON. */
const arnPattern = /arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws)?:[^\s"'`<>()[\]{}|\\,;]+/g;

/** The part of an editor that has the cursor. */
export interface CursorPlace {
  readonly document: { lineAt(line: number): { readonly text: string } };
  readonly selection: { readonly active: { readonly line: number; readonly character: number } };
}

/** Returns the ARN at the cursor, without the punctuation of a sentence after it. */
export function arnAtCursor({ document, selection }: CursorPlace): string | undefined {
  const { line, character } = selection.active;
  const { text } = document.lineAt(line);
  if (text.length > maxLineLength) {
    return undefined;
  }
  const match = [...text.matchAll(arnPattern)].find(
    ({ index, 0: arn }) => index <= character && character <= index + arn.length,
  );
  return match?.[0].replace(/[.:!?]+$/, '');
}

/** Returns the account in an ARN, if it has one. */
export function accountOf(arn: string): string | undefined {
  const account = arn.split(':')[4];
  return account && /^\d{12}$/.test(account) ? account : undefined;
}

/** Updates the context key of the editor's menu: whether there is an ARN at the cursor. */
export function maintainArnKey(): vscode.Disposable {
  let isSet = false;
  const update = (editor: CursorPlace | undefined) => {
    const hasArn = editor !== undefined && arnAtCursor(editor) !== undefined;
    if (hasArn !== isSet) {
      isSet = hasArn;
      void vscode.commands.executeCommand('setContext', 'roleassist.arnAtCursor', hasArn);
    }
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      update(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}
