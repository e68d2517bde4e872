import * as vscode from 'vscode';
import type { SessionInfo, SessionsSnapshot } from '../rpc/contract.generated.ts';

/** The sessions as the host last told them: the only state that the extension has. */
export class SessionStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly ended = new vscode.EventEmitter<readonly SessionInfo[]>();
  private revision = -1;
  private current: readonly SessionInfo[] = [];

  readonly onDidChange = this.changed.event;

  /** Sessions that the host does not have any more, while it goes on. */
  readonly onDidEnd = this.ended.event;

  /** The sessions, the most recently assumed first. */
  get sessions(): readonly SessionInfo[] {
    return this.current;
  }

  /**
   * Takes a snapshot, unless a newer one has come before it. A session that is assumed for the first time is none yet:
   * the command that waits for it shows how it goes.
   */
  apply(snapshot: SessionsSnapshot): void {
    if (snapshot.revision > this.revision) {
      this.revision = snapshot.revision;
      const before = this.current;
      this.set(snapshot.sessions.filter(({ state, expiration }) => state !== 'assuming' || expiration));
      const kept = new Set(this.current.map(({ sessionId }) => sessionId));
      const ended = before.filter(({ sessionId }) => !kept.has(sessionId));
      if (ended.length > 0) {
        this.ended.fire(ended);
      }
    }
  }

  /** Forgets everything: the host has ended, and the next one counts its revisions anew. */
  reset(): void {
    this.revision = -1;
    this.set([]);
  }

  dispose(): void {
    vscode.Disposable.from(this.changed, this.ended).dispose();
  }

  private set(sessions: readonly SessionInfo[]): void {
    this.current = sessions;
    this.changed.fire();
  }
}
