import * as vscode from 'vscode';
import type { SessionInfo, SessionsSnapshot } from '../rpc/contract.generated.ts';

/** The sessions of the host's latest snapshot. */
export class SessionStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly ended = new vscode.EventEmitter<readonly SessionInfo[]>();
  private revision = -1;
  private host: string | undefined;
  private current: readonly SessionInfo[] = [];
  private agents: readonly SessionInfo[] = [];

  readonly onDidChange = this.changed.event;

  /** Fired with the sessions that ended while the host keeps running. */
  readonly onDidEnd = this.ended.event;

  /** The user's sessions, the most recently assumed first. */
  get sessions(): readonly SessionInfo[] {
    return this.current;
  }

  /** The sessions that agents have, which the user does not use. */
  get agentSessions(): readonly SessionInfo[] {
    return this.agents;
  }

  /** The name of the host that sent the latest snapshot, by which a later host takes over its sessions. */
  get hostId(): string | undefined {
    return this.host;
  }

  /**
   * Applies a snapshot, unless a newer one has been applied. Ignores sessions that are being assumed for the first
   * time; the command that waits for them shows the progress.
   */
  apply(snapshot: SessionsSnapshot): void {
    if (snapshot.revision > this.revision) {
      this.revision = snapshot.revision;
      this.host = snapshot.hostId;
      const before = this.current;
      const sessions = snapshot.sessions.filter(({ state, expiration }) => state !== 'assuming' || expiration);
      this.set(
        sessions.filter(({ agent }) => agent === undefined),
        sessions.filter(({ agent }) => agent !== undefined),
      );
      const kept = new Set(this.current.map(({ sessionId }) => sessionId));
      const ended = before.filter(({ sessionId }) => !kept.has(sessionId));
      if (ended.length > 0) {
        this.ended.fire(ended);
      }
    }
  }

  /** Clears the store: the host has stopped, and the next one starts with a new revision. */
  reset(): void {
    this.revision = -1;
    this.host = undefined;
    this.set([], []);
  }

  dispose(): void {
    vscode.Disposable.from(this.changed, this.ended).dispose();
  }

  private set(sessions: readonly SessionInfo[], agents: readonly SessionInfo[]): void {
    this.current = sessions;
    this.agents = agents;
    this.changed.fire();
  }
}
