import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { showBriefly } from '../../infrastructure/presentation/messages.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import { vaultStatus } from '../../infrastructure/prompts/vaultPrompts.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

const confirmationMilliseconds = 8000;

/** Unlocks the vault, so that what runs in the background can use its keys. */
export async function unlockVault(host: HostApi, requests: PromptedRequests): Promise<void> {
  const status = await vaultStatus(host);
  if (status.state === 'unavailable' && status.canCreateFile) {
    throw new OperationError(
      vscode.l10n.t('There is no vault yet.'),
      status.why,
      [errorActions.moveKeys()],
      'information',
    );
  }
  if (status.state === 'open') {
    showBriefly('unlock', vscode.l10n.t('The vault is not locked.'), confirmationMilliseconds);
    return;
  }
  await requests.openVault();
  showBriefly('unlock', vscode.l10n.t('The vault is unlocked.'), confirmationMilliseconds);
}

/** Makes RoleAssist forget what it has opened. A keychain of the operating system stays open for other programs. */
export async function lockVault(host: HostApi): Promise<void> {
  const { state, storeName } = await withProgress(vscode.l10n.t('Locking the vault'), (token) =>
    host.request(Methods.lockVault, {}, token),
  );
  if (state !== 'open') {
    showBriefly('lock', vscode.l10n.t('The vault is locked.'), confirmationMilliseconds);
    return;
  }
  notify(
    'information',
    vscode.l10n.t(
      'RoleAssist has forgotten what it had opened. {0} stays open as long as your desktop keeps it open.',
      storeName ?? vscode.l10n.t('The vault'),
    ),
    [],
  );
}
