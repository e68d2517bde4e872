import * as vscode from 'vscode';
import type { SessionInfo } from '../rpc/contract.generated.ts';
import { pick } from './prompts.ts';

/** Lets the person pick a session. A single one is taken without asking; undefined when there is none. */
export async function pickSession(sessions: readonly SessionInfo[], title: string): Promise<SessionInfo | undefined> {
  if (sessions.length <= 1) {
    return sessions[0];
  }
  const items = sessions.map((session) => ({
    label: session.profile,
    description: session.account,
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
