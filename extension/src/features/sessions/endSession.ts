import * as vscode from 'vscode';
import { sessionFor } from '../../infrastructure/prompts/pickSession.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Ends the session that the command applies to. */
export async function endSession(host: HostApi, store: SessionStore, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t('End Session');
  const { sessionId } = await sessionFor(argument, [...store.sessions, ...store.agentSessions], title);
  await withProgress(title, (token) => host.request(Methods.endSession, { sessionId }, token));
}
