import path from 'node:path';
import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { confirmInDialog } from '../../infrastructure/presentation/messages.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import { Methods, type PlainKeyInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { AwsFiles } from './awsFiles.ts';
import { showMoved } from './moveResult.ts';

interface Services {
  readonly host: HostApi;
  readonly requests: PromptedRequests;
  readonly files: AwsFiles;
}

interface KeyItem extends SearchItem {
  readonly key: PlainKeyInfo;
}

/**
 * Moves keys from the AWS files to the vault. Asks which ones, and opens the vault first, which may ask for a
 * passphrase.
 * @param profile the profile whose key is selected at first; by default all are
 */
export async function moveKeys({ host, requests, files }: Services, profile?: string): Promise<void> {
  const profiles = await pickProfiles(await listPlainKeys(host, files), profile);
  await requests.openVault();
  const result = await requests.sendUnlocked(() =>
    withProgress(vscode.l10n.t('Moving keys to the vault'), (token) =>
      host.request(Methods.importKeys, { profiles }, token),
    ),
  );
  showMoved(result);
}

/** The host changes the files on disk, so what the user has typed into them must be there before. */
async function listPlainKeys(host: HostApi, files: AwsFiles): Promise<readonly PlainKeyInfo[]> {
  const list = () =>
    withProgress(vscode.l10n.t('Looking for keys in plain text'), (token) =>
      host.request(Methods.listVaultKeys, {}, token),
    );
  await saveDocuments(files);
  const { plainKeys } = await list();
  files.add(plainKeys.map(({ file }) => file));
  return (await saveDocuments(files)) ? (await list()).plainKeys : plainKeys;
}

/** Saves the AWS files that have unsaved changes, if the user agrees. Returns whether there were any. */
async function saveDocuments(files: AwsFiles): Promise<boolean> {
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && files.has(uri));
  for (const document of unsaved) {
    const name = path.basename(document.uri.fsPath);
    const isAgreed = await confirmInDialog(
      vscode.l10n.t('Save {0} first?', name),
      vscode.l10n.t('Moving keys changes the file on disk. It has changes that are not saved.'),
      { decline: vscode.l10n.t('Do Not Save'), confirm: vscode.l10n.t('Save and Continue') },
    );
    if (!isAgreed) {
      throw new UserCancelledError();
    }
    if (!(await document.save())) {
      throw new OperationError(vscode.l10n.t('{0} could not be saved.', name));
    }
  }
  return unsaved.length > 0;
}

async function pickProfiles(keys: readonly PlainKeyInfo[], profile: string | undefined): Promise<string[]> {
  const wanted = profile === undefined ? undefined : keys.find((key) => key.profile === profile);
  if (keys.length === 0 || (profile !== undefined && !wanted)) {
    throw new OperationError(
      profile === undefined
        ? vscode.l10n.t('There are no keys in plain text in the AWS files.')
        : vscode.l10n.t('The key of {0} is not in plain text in the AWS files.', profile),
      undefined,
      [],
      'information',
    );
  }
  const answer = await showList<KeyItem>({
    title: vscode.l10n.t('Move Keys to the Vault'),
    placeholder: vscode.l10n.t(
      'Select keys. Each leaves the file, and AWS tools get temporary credentials of its profile from RoleAssist',
    ),
    canPickMany: true,
    ignoreFocusOut: true,
    // The profiles with the same key: it would stay in plain text if only one of them was moved.
    isSelected: ({ key }) => !wanted || key.accessKeyId === wanted.accessKeyId,
    items: () => Promise.resolve(keys.map(toItem)),
  });
  return 'picked' in answer ? answer.picked.map(({ key }) => key.profile) : [];
}

function toItem(key: PlainKeyInfo): KeyItem {
  return {
    iconPath: new vscode.ThemeIcon('key'),
    label: key.profile,
    description: key.accessKeyId,
    detail: vscode.l10n.t('{0}, line {1}', key.file, key.line),
    key,
  };
}
