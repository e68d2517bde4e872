import * as vscode from 'vscode';
import { confirmProduction } from '../../infrastructure/prompts/confirmProduction.ts';
import { pickSession, sessionFor } from '../../infrastructure/prompts/pickSession.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { isReady } from '../../infrastructure/state/expiry.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { RoleTerminals } from './roleTerminals.ts';

/** Opens a terminal with a session's credentials; a session that is not ready is assumed first, with a code if need be. */
export async function openRoleTerminal(
  host: HostApi,
  store: SessionStore,
  terminals: RoleTerminals,
  assumeRole: (profile?: string) => Promise<SessionInfo>,
  argument?: unknown,
): Promise<void> {
  const title = vscode.l10n.t('Open Role Terminal');
  const picked = argument
    ? await sessionFor(argument, store.sessions, title)
    : await pickSession(store.sessions, title);
  const session = picked && isReady(picked, Date.now()) ? picked : await assumeRole(picked?.profile);

  await confirmProduction(session, 'terminal');

  const { sessionId } = session;
  const { variables } = await withProgress(title, (token) => host.getTerminalEnvironment({ sessionId }, token));
  terminals.open(session, variables);
}
