import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { NewTerminalSessions } from '../../infrastructure/state/contextKeys.ts';
import { copyIdentity } from './copyIdentity.ts';
import { endSession } from './endSession.ts';
import { followEnds } from './followEnds.ts';
import { followHost } from './followHost.ts';
import { followSessions } from './followSessions.ts';
import { refreshSession, type Refresher } from './refreshSession.ts';
import { SessionsView } from './sessionsView.ts';
import { showTerminal } from './showTerminal.ts';

/** @param matters whether somebody would miss a session that needs a person. */
export function registerSessions(
  { api, commands, context, host, sessions, terminals }: Platform,
  refresher: Refresher,
  newTerminals: NewTerminalSessions,
  matters: (session: SessionInfo) => boolean,
): void {
  commands.register('roleassist.refreshSession', (row) => refreshSession(refresher, sessions, row));
  commands.register('roleassist.endSession', (row) => endSession(api, sessions, row));
  commands.register('roleassist.copyArn', (row) => copyIdentity('arn', sessions, row));
  commands.register('roleassist.copyAccount', (row) => copyIdentity('account', sessions, row));
  commands.register('roleassist.showTerminal', showTerminal);
  context.subscriptions.push(
    new SessionsView(sessions, terminals, newTerminals),
    followHost(host, sessions),
    followEnds(sessions, terminals),
    followSessions(sessions, matters),
  );
}
