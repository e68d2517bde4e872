import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import type { CodeLanguageInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { namesOf, type CodeChoices } from './codeChoices.ts';
import { tellNotes } from './codeNotes.ts';

/** Writes credential code into a new document, or at the cursor of the one that is open. */
export async function generateCode(host: HostApi, choices: CodeChoices): Promise<void> {
  const title = vscode.l10n.t('Generate Credential Code');
  const editor = vscode.window.activeTextEditor;
  const { params, language, profiles } = await choices.ask(title, editor?.document.languageId, false);
  const isForCursor = editor !== undefined && (await wantsCursor(title));

  const result = await withProgress(title, (token) => host.generateCode(params, token));
  if (isForCursor) {
    await editor.edit((edit) => {
      edit.replace(editor.selection, result.code);
    });
  } else {
    const document = await vscode.workspace.openTextDocument({
      content: result.code,
      language: await editorLanguageOf(language),
    });
    await vscode.window.showTextDocument(document);
  }
  tellNotes(result, profiles);
}

async function wantsCursor(title: string): Promise<boolean> {
  const document = { label: vscode.l10n.t('New file'), isForCursor: false };
  const cursor = { label: vscode.l10n.t('At the cursor'), isForCursor: true };
  const placeHolder = vscode.l10n.t('Pick where the code goes');
  return (await pick([document, cursor], { title, placeHolder })).isForCursor;
}

/** What the editor calls a language; one that it does not know is plain text to it. */
async function editorLanguageOf(language: CodeLanguageInfo): Promise<string> {
  const known = await vscode.languages.getLanguages();
  return namesOf(language).find((name) => known.includes(name)) ?? 'plaintext';
}
