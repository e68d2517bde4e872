import * as vscode from 'vscode';
import { sessionIdOf } from '../commands/arguments.ts';
import { OperationError } from '../errors/operationError.ts';
import { errorActions } from '../errors/errorActions.ts';
import type { SessionInfo } from '../rpc/contract.generated.ts';
import { markIcon, markLabel } from '../presentation/marks.ts';
import { joinParts } from '../text/joinParts.ts';
import { sessionName } from '../presentation/sessionText.ts';
import { pick } from './prompts.ts';

/** Lets the person pick a session. A single one is taken without asking; undefined when there is none. */
export async function pickSession(sessions: readonly SessionInfo[], title: string): Promise<SessionInfo | undefined> {
  if (sessions.length <= 1) {
    return sessions[0];
  }
  const items = sessions.map((session) => ({
    iconPath: new vscode.ThemeIcon(markIcon(session) ?? 'key'),
    label: sessionName(session),
    description: joinParts(' · ', markLabel(session), session.account),
    detail: session.arn,
    session,
  }));
  const { session } = await pick(items, {
    title,
    placeHolder: vscode.l10n.t('Pick a session'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return session;
}

/** The session that a command is meant for: the one that it is given, or the one that the person picks. */
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
      sessionId === undefined ? vscode.l10n.t('There is no session.') : vscode.l10n.t('The session has ended.'),
      undefined,
      [errorActions.assumeRole()],
    );
  }
  return session;
}
