import * as vscode from 'vscode';
import { remedies, tell } from '../../infrastructure/commands/remedies.ts';
import { sessionName } from '../../infrastructure/presentation/sessionWords.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/**
 * Says once when a session comes to need a person, where that matters to somebody. One that recovers says nothing; only
 * when it has recovered can it come to need a person again. A device whose code is asked for already is not asked for
 * once more: one code brings back every session behind it.
 */
export function followSessions(store: SessionStore, matters: (session: SessionInfo) => boolean): vscode.Disposable {
  let stuck = new Set<string>();
  let asked = new Map<string, string>();
  return store.onDidChange(() => {
    const before = stuck;
    stuck = new Set();
    for (const session of store.sessions) {
      const needsPerson = session.state === 'needsMfa' || session.state === 'failed';
      const wasStuck = before.has(session.sessionId);
      if (needsPerson || (wasStuck && session.state !== 'active')) {
        stuck.add(session.sessionId);
      }
      if (needsPerson && !wasStuck && matters(session) && !isAsked(asked, session)) {
        tellOf(session);
        asked.set(session.sessionId, session.mfaSerial ?? '');
      }
    }
    asked = new Map([...asked].filter(([sessionId]) => stuck.has(sessionId)));
  });
}

function isAsked(asked: ReadonlyMap<string, string>, { mfaSerial }: SessionInfo): boolean {
  return mfaSerial !== undefined && [...asked.values()].includes(mfaSerial);
}

function tellOf(session: SessionInfo): void {
  const { sessionId, state, remark = '' } = session;
  const name = sessionName(session);
  const text = vscode.l10n.t('The session of {0}, which a terminal uses, could not be renewed. {1}', name, remark);
  const again = remedies.refreshSession(sessionId);
  tell('warning', text.trimEnd(), [
    state === 'needsMfa'
      ? { ...again, title: vscode.l10n.t('Enter Code') }
      : { ...again, title: vscode.l10n.t('Try Again') },
  ]);
}
