import * as vscode from 'vscode';
import { sessionFor } from '../../infrastructure/prompts/pickSession.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Makes sessions anew, with a code if need be. */
export interface Refresher {
  assume(wish: { readonly session: SessionInfo }): Promise<SessionInfo>;
}

/** Makes the session anew that the command is meant for. */
export async function refreshSession(refresher: Refresher, store: SessionStore, argument?: unknown): Promise<void> {
  const session = await sessionFor(argument, store.sessions, vscode.l10n.t('Refresh Session'));
  await refresher.assume({ session });
}
