import { CancellationTokenSource } from 'vscode';
import type { Platform } from '../../infrastructure/platform.ts';
import { Methods, type SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { WindowSession, WindowState } from './sessionMemory.ts';

/**
 * Lets the host take over the sessions of its predecessor, and new terminals use them again.
 *
 * @returns the sessions that could not be restored.
 */
export async function restoreSessions(
  { api, log }: Pick<Platform, 'api' | 'log'>,
  { hostId, sessions, newTerminals }: WindowState,
  useInNewTerminals: (session: SessionInfo, folders: readonly (string | undefined)[]) => Promise<void>,
): Promise<readonly WindowSession[]> {
  if (hostId === undefined) {
    return sessions;
  }
  let restored: readonly SessionInfo[];
  try {
    ({ sessions: restored } = await api.request(
      Methods.restoreSessions,
      { hostId },
      new CancellationTokenSource().token,
    ));
  } catch (error) {
    // The host cannot be started. The next command of the user reports why.
    log.warn(`Sessions were not restored: ${String(error)}`);
    return sessions;
  }
  for (const session of restored) {
    const folders = newTerminals.filter((use) => use.sessionId === session.sessionId).map(({ folder }) => folder);
    if (folders.length > 0) {
      await useInNewTerminals(session, folders);
    }
  }
  const ids = new Set(restored.map(({ sessionId }) => sessionId));
  return sessions.filter(({ sessionId }) => !ids.has(sessionId));
}
