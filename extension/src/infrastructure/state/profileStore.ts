import * as vscode from 'vscode';
import { Methods, type ProfileList } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';

/** Lists the profiles and tells listeners about new lists. */
export class ProfileStore implements vscode.Disposable {
  private readonly listed = new vscode.EventEmitter<ProfileList>();
  private readonly outdated = new vscode.EventEmitter<void>();

  /** Fired when the profiles have been listed. */
  readonly onDidList = this.listed.event;

  /** Fired when the last list may be out of date. */
  readonly onDidOutdate = this.outdated.event;

  constructor(private readonly host: HostApi) {
    host.onNotification(Methods.profilesChanged, () => {
      this.outdate();
    });
  }

  /** Asks the host, which is cheap as long as the files do not change. */
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
