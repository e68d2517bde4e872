import * as vscode from 'vscode';
import { pickSession } from '../../infrastructure/prompts/pickSession.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { isExpired } from '../../infrastructure/state/expiry.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import { roleTerminalOptions } from './roleTerminalOptions.ts';

/** Opens a terminal with a session's credentials; without a session that is good, one is assumed first. */
export async function openRoleTerminal(
  host: HostApi,
  store: SessionStore,
  assumeRole: (profile?: string) => Promise<SessionInfo>,
): Promise<void> {
  const title = vscode.l10n.t('Open Role Terminal');
  const picked = await pickSession(store.sessions, title);
  const session = picked && !isExpired(picked, Date.now()) ? picked : await assumeRole(picked?.profile);

  const { sessionId } = session;
  const { variables } = await withProgress(title, (token) => host.getTerminalEnvironment({ sessionId }, token));
  vscode.window.createTerminal(roleTerminalOptions(session, variables)).show();
}
