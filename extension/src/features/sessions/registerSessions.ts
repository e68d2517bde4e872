import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { NewTerminalSessions } from '../../infrastructure/state/newTerminalSessions.ts';
import { copyIdentity } from './copyIdentity.ts';
import { endSession } from './endSession.ts';
import { notifyEndedSessions } from './notifyEndedSessions.ts';
import { handleHostStop } from './handleHostStop.ts';
import { notifyStuckSessions } from './notifyStuckSessions.ts';
import { refreshSession, type Refresher } from './refreshSession.ts';
import { SessionsView } from './sessionsView.ts';
import { showTerminal } from './showTerminal.ts';

/** @param isInUse whether a session is in use, so that the user is told when it cannot be renewed. */
export function registerSessions(
  platform: Platform,
  refresher: Refresher,
  newTerminals: NewTerminalSessions,
  isInUse: (session: SessionInfo) => boolean,
): void {
  const { api, commands, context, host, sessions, terminals } = platform;
  commands.register('roleassist.refreshSession', (row) => refreshSession(refresher, sessions, row));
  commands.register('roleassist.endSession', (row) => endSession(api, sessions, row));
  commands.register('roleassist.copyArn', (row) => copyIdentity('arn', sessions, row));
  commands.register('roleassist.copyAccount', (row) => copyIdentity('account', sessions, row));
  commands.register('roleassist.showTerminal', showTerminal);
  context.subscriptions.push(
    new SessionsView(sessions, terminals, newTerminals, platform),
    handleHostStop(host, sessions),
    notifyEndedSessions(sessions, terminals),
    notifyStuckSessions(sessions, isInUse),
  );
}
