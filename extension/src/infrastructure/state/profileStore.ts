import * as vscode from 'vscode';
import { Methods, type ProfileList } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';

/** The profiles as the host last listed them. */
export class ProfileStore implements vscode.Disposable {
  private readonly listed = new vscode.EventEmitter<ProfileList>();
  private readonly outdated = new vscode.EventEmitter<void>();

  /** They have been listed. */
  readonly onDidList = this.listed.event;

  /** What was listed may not be true any more. */
  readonly onDidOutdate = this.outdated.event;

  constructor(private readonly host: HostApi) {
    host.onNotification(Methods.profilesChanged, () => {
      this.outdate();
    });
  }

  /** Asks the host, which costs little while the files stay as they are. */
  async list(token: vscode.CancellationToken): Promise<ProfileList> {
    const list = await this.host.request(Methods.listProfiles, {}, token);
    this.listed.fire(list);
    return list;
  }

  /** Tells listeners that the last list may be out of date. */
  outdate(): void {
    this.outdated.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.listed, this.outdated).dispose();
  }
}
