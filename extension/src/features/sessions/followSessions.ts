import * as vscode from 'vscode';
import { remedies, tell } from '../../infrastructure/commands/remedies.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/**
 * Says once when a session comes to need a person, where that matters to somebody. One that recovers says nothing; only
 * when it has recovered can it come to need a person again.
 */
export function followSessions(store: SessionStore, matters: (session: SessionInfo) => boolean): vscode.Disposable {
  let stuck = new Set<string>();
  return store.onDidChange(() => {
    const before = stuck;
    stuck = new Set();
    for (const session of store.sessions) {
      const needsPerson = session.state === 'needsMfa' || session.state === 'failed';
      const wasStuck = before.has(session.sessionId);
      if (needsPerson || (wasStuck && session.state !== 'active')) {
        stuck.add(session.sessionId);
      }
      if (needsPerson && !wasStuck && matters(session)) {
        tellOf(session);
      }
    }
  });
}

function tellOf({ profile, state, remark = '' }: SessionInfo): void {
  const text = vscode.l10n.t('The session of {0}, which a terminal uses, could not be renewed. {1}', profile, remark);
  const again = remedies.assumeRole(profile);
  tell('warning', text.trimEnd(), [
    state === 'needsMfa'
      ? { ...again, title: vscode.l10n.t('Enter Code') }
      : { ...again, title: vscode.l10n.t('Try Again') },
  ]);
}
