import * as vscode from 'vscode';
import { OperationError, PromptClosedError, UserCancelledError } from '../errors/operationError.ts';
import { Methods, type VaultStatus } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';
import { isHostError, sentencesForEditor, type HostError } from '../rpc/hostErrors.ts';
import { joinParts } from '../text/joinParts.ts';
import { withProgress } from './progress.ts';
import { ask } from './prompts.ts';

const minPassphraseCharacters = 8;

/** Unlocks the vault. Asks for its passphrase, or lets the keyring ask for its password. */
export async function unlockVault(host: HostApi): Promise<VaultStatus> {
  return unlock(host, await vaultStatus(host));
}

/** Unlocks the vault, or creates it with a new passphrase if this machine has none. */
export async function openVault(host: HostApi): Promise<VaultStatus> {
  const status = await vaultStatus(host);
  return status.state === 'unavailable' && status.canCreateFile ? createVault(host, status) : unlock(host, status);
}

/** Gets the state of the vault, with an explanation that fits the editor. */
export async function vaultStatus(host: HostApi): Promise<VaultStatus> {
  const status = await withProgress(vscode.l10n.t('Looking at the vault'), (token) =>
    host.request(Methods.getVaultStatus, {}, token),
  );
  return { ...status, why: sentencesForEditor(status.why) };
}

function unlock(host: HostApi, status: VaultStatus): Promise<VaultStatus> | VaultStatus {
  switch (status.state) {
    case 'open':
      return status;
    case 'locked':
      return status.needsPassphrase ? unlockWithPassphrase(host) : unlockKeyring(host);
    case 'unavailable':
      throw new OperationError(vscode.l10n.t('There is no vault that RoleAssist can use.'), status.why);
  }
}

/** The keyring shows its own prompt, and the host waits for it. */
async function unlockKeyring(host: HostApi): Promise<VaultStatus> {
  try {
    return await withProgress(vscode.l10n.t("Answer the keyring's prompt"), (token) =>
      host.request(Methods.unlockVault, {}, token),
    );
  } catch (error) {
    throw error instanceof UserCancelledError ? new PromptClosedError() : error;
  }
}

async function unlockWithPassphrase(host: HostApi): Promise<VaultStatus> {
  let rejection: HostError | undefined;
  for (;;) {
    const passphrase = await askPassphrase(rejection);
    try {
      return await withProgress(vscode.l10n.t('Unlocking the vault'), (token) =>
        host.request(Methods.unlockVault, { passphrase }, token),
      );
    } catch (error) {
      if (!isHostError(error, 'VaultLocked')) {
        throw error;
      }
      rejection = error;
    }
  }
}

async function askPassphrase(rejection: HostError | undefined): Promise<string> {
  const reply = await ask({
    title: vscode.l10n.t('Unlock Vault'),
    placeholder: vscode.l10n.t('Passphrase'),
    password: true,
    isExact: true,
    prompt: () => vscode.l10n.t('Enter the passphrase of the vault'),
    initialError: rejection && (() => rejection.explanation),
    validate: (text) => (text === '' ? vscode.l10n.t('Enter the passphrase of the vault') : undefined),
  });
  return 'text' in reply ? reply.text : '';
}

async function createVault(host: HostApi, { why }: VaultStatus): Promise<VaultStatus> {
  const passphrase = await askNewPassphrase(why);
  return withProgress(vscode.l10n.t('Creating the vault'), (token) =>
    host.request(Methods.createVault, { passphrase }, token),
  );
}

/** Asks twice. The user can go back, because the field does not show what they typed. */
async function askNewPassphrase(why: string): Promise<string> {
  const frame = { title: vscode.l10n.t('Create Vault'), password: true, isExact: true } as const;
  for (;;) {
    const first = await ask({
      ...frame,
      step: { number: 1, of: 2 },
      placeholder: vscode.l10n.t('New passphrase'),
      prompt: () =>
        joinParts(
          ' ',
          why,
          vscode.l10n.t('Choose a passphrase for a file that holds your keys sealed. It cannot be recovered.'),
        ),
      validate: (text) =>
        Array.from(text).length < minPassphraseCharacters
          ? vscode.l10n.t('The passphrase needs at least {0} characters.', minPassphraseCharacters)
          : undefined,
    });
    const chosen = 'text' in first ? first.text : '';
    const second = await ask({
      ...frame,
      step: { number: 2, of: 2 },
      buttons: [vscode.QuickInputButtons.Back],
      placeholder: vscode.l10n.t('The same passphrase'),
      prompt: () => vscode.l10n.t('Enter the passphrase again'),
      validate: (text) => (text === chosen ? undefined : vscode.l10n.t('This is not the same passphrase.')),
    });
    if ('text' in second) {
      return chosen;
    }
  }
}
