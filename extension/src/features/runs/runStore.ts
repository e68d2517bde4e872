import * as vscode from 'vscode';
import type { RunInfo, RunsSnapshot } from '../../infrastructure/rpc/contract.generated.ts';

/** The runs of the host's latest snapshot. */
export class RunStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly ended = new vscode.EventEmitter<RunInfo>();
  private revision = -1;
  private current: readonly RunInfo[] = [];

  readonly onDidChange = this.changed.event;

  /** Fired with a run when nothing of it runs any more. */
  readonly onDidEnd = this.ended.event;

  /** The runs, the latest first. */
  get runs(): readonly RunInfo[] {
    return this.current;
  }

  /** Applies a snapshot, unless a newer one has been applied. */
  apply(snapshot: RunsSnapshot): void {
    if (snapshot.revision <= this.revision) {
      return;
    }
    this.revision = snapshot.revision;
    const before = new Map(this.current.map((run) => [run.runId, run]));
    this.current = snapshot.runs;
    this.changed.fire();
    for (const run of snapshot.runs) {
      const known = before.get(run.runId);
      if (run.state === 'ended' && (known?.state !== 'ended' || known.started !== run.started)) {
        this.ended.fire(run);
      }
    }
  }

  /** Clears the store: the host has stopped, and its runs with it. */
  reset(): void {
    this.revision = -1;
    this.current = [];
    this.changed.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.changed, this.ended).dispose();
  }
}
