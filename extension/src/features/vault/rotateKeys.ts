import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { confirmInDialog } from '../../infrastructure/presentation/messages.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { isOldKey, keyAge } from '../../infrastructure/presentation/profileText.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import {
  Methods,
  type RotateKeyResult,
  type VaultKeyInfo,
  type VaultKeyList,
} from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { sentencesForEditor } from '../../infrastructure/rpc/hostErrors.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';

/** The step of a key that is not being rotated, and of a rotation that is complete. */
const noStep = 'none';

interface KeyItem extends SearchItem {
  readonly key: VaultKeyInfo;
}

/** Replaces the key of a profile by a new one, or goes on with a rotation that was interrupted. */
export async function rotateKeys(host: HostApi, requests: PromptedRequests, profile?: string): Promise<void> {
  const list = await withProgress(vscode.l10n.t('Looking at the vault'), (token) =>
    host.request(Methods.listVaultKeys, {}, token),
  );
  const key = await keyOf(list, profile);
  const name = profile ?? key.profiles[0] ?? key.accessKeyId;
  await confirm(key, name);
  const result = await requests.send(name, (tokenCode) =>
    withProgress(vscode.l10n.t('Rotating the key of {0}', name), (token) =>
      host.request(Methods.rotateKey, { profile: name, ...(tokenCode === undefined ? {} : { tokenCode }) }, token),
    ),
  );
  showRotated(result);
}

async function keyOf({ keys, plainKeys }: VaultKeyList, profile: string | undefined): Promise<VaultKeyInfo> {
  const rotatable = keys.filter(({ profiles }) =>
    profile === undefined ? profiles.length > 0 : profiles.includes(profile),
  );
  const [only] = rotatable;
  if (!only) {
    throw new OperationError(
      profile === undefined
        ? vscode.l10n.t('There are no keys in the vault.')
        : vscode.l10n.t('The key of {0} is not in the vault.', profile),
      undefined,
      plainKeys.length > 0 ? [errorActions.moveKeys()] : [],
      'information',
    );
  }
  return profile === undefined ? pickKey(rotatable) : only;
}

/** Rotations that are under way come first, then the oldest keys. */
async function pickKey(keys: readonly VaultKeyInfo[]): Promise<VaultKeyInfo> {
  const sorted = keys.toSorted(
    (a, b) => Number(b.step !== noStep) - Number(a.step !== noStep) || b.ageDays - a.ageDays,
  );
  const answer = await showList<KeyItem>({
    title: vscode.l10n.t('Rotate Keys'),
    placeholder: vscode.l10n.t('Select the profile whose key to replace by a new one'),
    items: () => Promise.resolve(sorted.map(toItem)),
  });
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new UserCancelledError();
  }
  return item.key;
}

function toItem(key: VaultKeyInfo): KeyItem {
  const { profiles, accessKeyId, user, ageDays, step } = key;
  const isUnderWay = step !== noStep;
  return {
    iconPath: new vscode.ThemeIcon(isUnderWay ? 'sync' : isOldKey(ageDays) ? 'warning' : 'key'),
    label: profiles.join(', '),
    description: joinParts(' · ', isUnderWay ? vscode.l10n.t('rotation not complete') : undefined, keyAge(ageDays)),
    detail: joinParts(' · ', accessKeyId, user),
    key,
  };
}

async function confirm({ profiles, step }: VaultKeyInfo, name: string): Promise<void> {
  const question =
    step === noStep
      ? vscode.l10n.t('Rotate the key of {0}?', name)
      : vscode.l10n.t('Continue the rotation of the key of {0}?', name);
  const others = profiles.filter((profile) => profile !== name);
  const detail = joinParts(
    ' ',
    vscode.l10n.t('A new key is made, proved, and the old one is deactivated.'),
    others.length > 0 ? vscode.l10n.t('These profiles use the same key: {0}.', others.join(', ')) : undefined,
    vscode.l10n.t('Other machines that have the old key lose access.'),
  );
  const labels = { decline: vscode.l10n.t('Do Not Rotate'), confirm: vscode.l10n.t('Rotate Key') };
  if (!(await confirmInDialog(question, detail, labels))) {
    throw new UserCancelledError();
  }
}

function showRotated({ profile, accessKeyId, oldAccessKeyId, step, notes: allNotes }: RotateKeyResult): void {
  const notes = allNotes.map(sentencesForEditor);
  if (step !== noStep) {
    const text = vscode.l10n.t('The rotation of the key of {0} is not complete.', profile);
    const again = { ...errorActions.rotateKeys(profile), title: vscode.l10n.t('Continue…') };
    notify('warning', joinParts(' ', text, ...notes), [again]);
    return;
  }
  const text =
    oldAccessKeyId === undefined
      ? vscode.l10n.t('The key of {0} is {1}.', profile, accessKeyId)
      : vscode.l10n.t('The key of {0} is now {1}. It replaces {2}.', profile, accessKeyId, oldAccessKeyId);
  notify('information', joinParts(' ', text, ...notes), []);
}
