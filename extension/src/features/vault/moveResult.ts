import * as vscode from 'vscode';
import { errorActions, type CommandAction } from '../../infrastructure/errors/errorActions.ts';
import { notify, type CallbackAction } from '../../infrastructure/presentation/notify.ts';
import type { FailedImport, ImportedKey, ImportKeysResult } from '../../infrastructure/rpc/contract.generated.ts';
import { hintForEditor, sentencesForEditor } from '../../infrastructure/rpc/hostErrors.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { plain } from '../../infrastructure/text/plainText.ts';

/** With more failures, the message only lists the profiles. */
const maxReasons = 2;

/** Shows which keys were moved, and which were not and why. */
export function showMoved(result: ImportKeysResult): void {
  const { imported, failed } = result;
  const [first] = imported;
  notify(failed.length === 0 ? 'information' : first ? 'warning' : 'error', summaryOf(result), [
    ...(first ? [errorActions.rotateKeys(imported.length === 1 ? first.profile : undefined)] : []),
    detailsAction(result),
  ]);
}

function summaryOf({ imported, failed }: ImportKeysResult): string {
  return joinParts(
    ' ',
    movedText(imported),
    ...(failed.length > maxReasons ? [failuresText(failed)] : failed.map(failureText)),
    imported.length > 0
      ? vscode.l10n.t('Backups and editors may still have the old text, so rotate what was moved.')
      : undefined,
  );
}

function movedText(imported: readonly ImportedKey[]): string | undefined {
  const [first] = imported;
  if (!first) {
    return undefined;
  }
  return imported.length === 1
    ? vscode.l10n.t('The key of {0} is in the vault and no longer in the file.', first.profile)
    : vscode.l10n.t('{0} keys are in the vault and no longer in the files: {1}.', imported.length, names(imported));
}

/** The message often names the profile, and that its key was not moved. */
function failureText({ profile, message, hint }: FailedImport): string {
  const reason = joinParts(' ', message, hintForEditor(hint));
  return message.includes(profile) ? reason : vscode.l10n.t('The key of {0} was not moved: {1}', profile, reason);
}

function failuresText(failed: readonly FailedImport[]): string {
  return vscode.l10n.t('{0} keys were not moved: {1}. The details say why.', failed.length, names(failed));
}

function names(keys: readonly { readonly profile: string }[]): string {
  return keys.map(({ profile }) => profile).join(', ');
}

function detailsAction(result: ImportKeysResult): CommandAction | CallbackAction {
  return {
    title: vscode.l10n.t('Details'),
    run: async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: detailsOf(result) });
      await vscode.window.showTextDocument(document);
    },
  };
}

/** A text with a line for each key and note. */
function detailsOf({ imported, failed, notes }: ImportKeysResult): string {
  return [
    ...section(
      vscode.l10n.t('In the vault'),
      imported.map(({ profile, accessKeyId, arn }) => `${profile}: ${accessKeyId}, ${arn}`),
    ),
    ...section(
      vscode.l10n.t('Not moved'),
      failed.map(({ profile, message, hint }) => `${profile}: ${joinParts(' ', message, hintForEditor(hint))}`),
    ),
    ...section(vscode.l10n.t('What else to know'), notes.map(sentencesForEditor).filter(Boolean)),
  ].join('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [heading, ...lines.map((line) => `  ${plain(line)}`), ''] : [];
}
