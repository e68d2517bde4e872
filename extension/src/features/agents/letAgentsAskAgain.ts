import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** Lets agents ask again for what the user has just denied. After a no, they are refused for a while without a question. */
export async function letAgentsAskAgain(api: HostApi): Promise<void> {
  const { count } = await withProgress(vscode.l10n.t('Letting agents ask again'), (token) =>
    api.request(Methods.letAgentsAskAgain, {}, token),
  );
  notify(
    'information',
    count === 0
      ? vscode.l10n.t('No agent is kept from asking in this window.')
      : vscode.l10n.t('Agents may ask again for what you have denied.'),
    [],
  );
}
