import * as vscode from 'vscode';
import { sessionFor } from '../../infrastructure/prompts/pickSession.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Renews sessions; may ask for an MFA code. */
export interface Refresher {
  assume(wish: { readonly session: SessionInfo }): Promise<SessionInfo>;
}

/** Renews the session that the command applies to. */
export async function refreshSession(refresher: Refresher, store: SessionStore, argument?: unknown): Promise<void> {
  const session = await sessionFor(argument, store.sessions, vscode.l10n.t('Refresh Session'));
  await refresher.assume({ session });
}
