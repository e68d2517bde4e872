import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** Gives the config file back as it was before the last profiles of a session were added. */
export async function undoAddProfiles(host: HostApi, session: string): Promise<void> {
  const { file } = await withProgress(vscode.l10n.t('Taking back profiles of {0}', session), (token) =>
    host.request(Methods.undoPopulate, { session }, token),
  );
  notify('information', vscode.l10n.t('{0} is what it was before.', file), []);
}
