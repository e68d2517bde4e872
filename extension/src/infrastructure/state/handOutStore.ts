import * as vscode from 'vscode';
import { Methods, type AgentHandOut } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';
import type { SessionStore } from './sessionStore.ts';

/** Changes come in groups, and one request is enough for a group. */
const delayMilliseconds = 1000;

/** What agents were given, from the host's audit trail. Asks only a host that is running. */
export class HandOutStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private current: readonly AgentHandOut[] = [];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly host: HostApi,
    private readonly sessions: SessionStore,
  ) {
    this.subscription = sessions.onDidChange(() => {
      this.refresh();
    });
  }

  /** The hand-outs whose credentials are still valid, the oldest first. */
  valid(now: number): readonly AgentHandOut[] {
    return this.current.filter(({ expiration }) => expiration === undefined || Date.parse(expiration) > now);
  }

  /** Asks the host soon. */
  refresh(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.load();
    }, delayMilliseconds);
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }

  /** The list is only shown, and nothing depends on it, so no error does. */
  private async load(): Promise<void> {
    if (this.sessions.hostId === undefined) {
      return;
    }
    try {
      const { token } = new vscode.CancellationTokenSource();
      this.current = (await this.host.request(Methods.listAgentHandOuts, {}, token)).handOuts;
      this.changed.fire();
    } catch {
      // The host has stopped.
    }
  }
}
