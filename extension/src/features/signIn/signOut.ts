import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { sentencesForEditor } from '../../infrastructure/rpc/hostErrors.ts';

/** Signs out of one session, and tells what this leaves. */
export async function signOut(host: HostApi, name: string): Promise<void> {
  const ended = await withProgress(vscode.l10n.t('Signing out of {0}', name), (token) =>
    host.request(Methods.endSignIn, { name }, token),
  );
  const notes = ended.notes.map(sentencesForEditor).filter(Boolean);
  const outcome = ended.wasSignedIn ? [vscode.l10n.t('Signed out of {0}.', ended.name)] : [];
  notify('information', [...outcome, ...notes].join(' '), []);
}
