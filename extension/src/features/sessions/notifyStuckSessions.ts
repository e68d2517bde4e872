import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/**
 * Tells the user once when a session that is in use needs an MFA code or a sign-in, or has failed. Tells them again only
 * after the session has recovered. For each MFA device and each sign-in it shows one message, because one code or
 * sign-in renews all of their sessions.
 */
export function notifyStuckSessions(
  store: SessionStore,
  isInUse: (session: SessionInfo) => boolean,
): vscode.Disposable {
  let stuck = new Set<string>();
  let asked = new Map<string, string>();
  return store.onDidChange(() => {
    const before = stuck;
    stuck = new Set();
    for (const session of store.sessions) {
      const needsUser = session.state === 'needsMfa' || session.state === 'failed' || session.signIn !== undefined;
      const wasStuck = before.has(session.sessionId);
      if (needsUser || (wasStuck && session.state !== 'active')) {
        stuck.add(session.sessionId);
      }
      if (needsUser && !wasStuck && isInUse(session) && !isAsked(asked, session)) {
        notifyStuck(session);
        asked.set(session.sessionId, needOf(session) ?? '');
      }
    }
    asked = new Map([...asked].filter(([sessionId]) => stuck.has(sessionId)));
  });
}

function isAsked(asked: ReadonlyMap<string, string>, session: SessionInfo): boolean {
  const need = needOf(session);
  return need !== undefined && [...asked.values()].includes(need);
}

/** What several sessions can need at the same time. */
function needOf({ mfaSerial, signIn }: SessionInfo): string | undefined {
  return mfaSerial ?? (signIn === undefined ? undefined : `sign-in ${signIn}`);
}

function notifyStuck(session: SessionInfo): void {
  const { sessionId, state, signIn, remark = '' } = session;
  const name = sessionName(session);
  const text = vscode.l10n.t(
    'The session of {0}, which is used in a terminal, could not be renewed. {1}',
    name,
    remark,
  );
  const refresh = errorActions.refreshSession(sessionId);
  if (signIn !== undefined) {
    notify('warning', text.trimEnd(), [errorActions.signIn(signIn)]);
    return;
  }
  notify('warning', text.trimEnd(), [
    state === 'needsMfa'
      ? { ...refresh, title: vscode.l10n.t('Enter Code') }
      : { ...refresh, title: vscode.l10n.t('Try Again') },
  ]);
}
