import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { CodeChoices } from './codeChoices.ts';
import { tellNotes } from './codeNotes.ts';

/** Inserts credential code at the cursor, with a tab stop at each value. */
export async function insertSnippet(host: HostApi, choices: CodeChoices): Promise<void> {
  const title = vscode.l10n.t('Insert Credential Snippet');
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new OperationError(vscode.l10n.t('No file is open to insert a snippet into.'));
  }
  const { params, profiles } = await choices.ask(title, {
    editorLanguage: editor.document.languageId,
    isFixed: true,
    last: [],
  });
  const result = await withProgress(title, (token) => host.generateCode({ ...params, asSnippet: true }, token));
  await editor.insertSnippet(new vscode.SnippetString(result.code));
  tellNotes(result, profiles);
}
