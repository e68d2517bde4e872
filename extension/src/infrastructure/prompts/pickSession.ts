import * as vscode from 'vscode';
import { sessionIdOf } from '../commands/arguments.ts';
import { OperationError } from '../errors/operationError.ts';
import { errorActions } from '../errors/errorActions.ts';
import type { SessionInfo } from '../rpc/contract.generated.ts';
import { markIcon, markLabel } from '../presentation/marks.ts';
import { agentName } from '../presentation/agentText.ts';
import { joinParts } from '../text/joinParts.ts';
import { sessionName } from '../presentation/sessionText.ts';
import { pick } from './prompts.ts';

/** Lets the user pick a session. Returns the only session without asking, and undefined if there is none. */
export async function pickSession(sessions: readonly SessionInfo[], title: string): Promise<SessionInfo | undefined> {
  if (sessions.length <= 1) {
    return sessions[0];
  }
  const items = sessions.map((session) => ({
    iconPath: new vscode.ThemeIcon(markIcon(session) ?? 'key'),
    label: sessionName(session),
    description: joinParts(' · ', markLabel(session), session.agent && agentName(session.agent), session.account),
    detail: session.arn,
    session,
  }));
  const { session } = await pick(items, {
    title,
    placeHolder: vscode.l10n.t('Select a session'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return session;
}

/** Gets the session that a command applies to: that of its argument, or one that the user picks. */
export async function sessionFor(
  argument: unknown,
  sessions: readonly SessionInfo[],
  title: string,
): Promise<SessionInfo> {
  const sessionId = sessionIdOf(argument);
  const session =
    sessionId === undefined
      ? await pickSession(sessions, title)
      : sessions.find((candidate) => candidate.sessionId === sessionId);
  if (!session) {
    throw new OperationError(
      sessionId === undefined ? vscode.l10n.t('There are no sessions.') : vscode.l10n.t('The session has ended.'),
      undefined,
      [errorActions.assumeRole()],
    );
  }
  return session;
}
