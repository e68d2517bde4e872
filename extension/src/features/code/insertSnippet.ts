import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { CodeChoices } from './codeChoices.ts';
import { showNotes } from './codeNotes.ts';

/** Inserts credential code at the cursor, with a tab stop at each value. */
export async function insertSnippet(host: HostApi, choices: CodeChoices): Promise<void> {
  const title = vscode.l10n.t('Insert Credential Snippet');
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new OperationError(vscode.l10n.t('Open a file to insert a snippet.'));
  }
  const { params, profiles } = await choices.ask(title, {
    editorLanguage: editor.document.languageId,
    requiresFileLanguage: true,
    finalSteps: [],
  });
  const result = await withProgress(title, (token) =>
    host.request(Methods.generateCode, { ...params, asSnippet: true }, token),
  );
  await editor.insertSnippet(new vscode.SnippetString(result.code));
  showNotes(result, profiles);
}
