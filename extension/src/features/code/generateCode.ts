import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { choiceStep, type Choice, type Step } from '../../infrastructure/prompts/wizard.ts';
import { Methods, type CodeLanguageInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { namesOf, type CodeChoices } from './codeChoices.ts';
import type { CodeAnswers } from './codeSteps.ts';
import { showNotes } from './codeNotes.ts';

/** Writes credential code to a new document or at the cursor of the open one. */
export async function generateCode(host: HostApi, choices: CodeChoices): Promise<void> {
  const title = vscode.l10n.t('Generate Credential Code');
  const editor = vscode.window.activeTextEditor;
  const { params, language, profiles, isForCursor } = await choices.ask(title, {
    editorLanguage: editor?.document.languageId,
    requiresFileLanguage: false,
    finalSteps: editor ? [placeStep()] : [],
  });
  const result = await withProgress(title, (token) => host.request(Methods.generateCode, params, token));
  if (editor && isForCursor) {
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
  showNotes(result, profiles);
}

function placeStep(): Step<CodeAnswers> {
  const place = (label: string, isForCursor: boolean): Choice<CodeAnswers> => ({
    label,
    isCurrent: (answers) => answers.isForCursor === isForCursor,
    answer: (answers) => ({ ...answers, isForCursor }),
  });
  return choiceStep({
    placeholder: vscode.l10n.t('Select where to put the code'),
    choices: () => [place(vscode.l10n.t('New file'), false), place(vscode.l10n.t('At the cursor'), true)],
  });
}

/** Returns the editor's ID of a language, or plain text if the editor does not know the language. */
async function editorLanguageOf(language: CodeLanguageInfo): Promise<string> {
  const known = await vscode.languages.getLanguages();
  return namesOf(language).find((name) => known.includes(name)) ?? 'plaintext';
}
