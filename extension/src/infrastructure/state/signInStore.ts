import * as vscode from 'vscode';
import { Methods, type SignInInfo, type SignInsSnapshot } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';

/** What the user can sign in to, as in the latest snapshot of the host. It is empty until somebody asks. */
export class SignInStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private revision = -1;
  private current: readonly SignInInfo[] = [];

  readonly onDidChange = this.changed.event;

  constructor(private readonly host: HostApi) {
    host.onNotification(Methods.signInsChanged, (snapshot) => {
      this.apply(snapshot);
    });
  }

  get signIns(): readonly SignInInfo[] {
    return this.current;
  }

  /** Asks the host, which reads the state from files and calls no service. */
  async list(token: vscode.CancellationToken): Promise<readonly SignInInfo[]> {
    const snapshot = await this.host.request(Methods.listSignIns, {}, token);
    this.apply(snapshot);
    return snapshot.signIns;
  }

  /** Clears the store: the host has stopped, and the next one starts with a new revision. */
  reset(): void {
    this.revision = -1;
    this.set([]);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private apply({ revision, signIns }: SignInsSnapshot): void {
    if (revision > this.revision) {
      this.revision = revision;
      this.set(signIns);
    }
  }

  private set(signIns: readonly SignInInfo[]): void {
    this.current = signIns;
    this.changed.fire();
  }
}
