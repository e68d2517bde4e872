import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import { pickSession } from '../../infrastructure/prompts/pickSession.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Ends the session that the person picks. */
export async function endSession(host: HostApi, store: SessionStore): Promise<void> {
  const title = vscode.l10n.t('End Session');
  const session = await pickSession(store.sessions, title);
  if (!session) {
    throw new OperationError(vscode.l10n.t('There is no session to end.'));
  }
  await withProgress(title, (token) => host.endSession({ sessionId: session.sessionId }, token));
}
