import * as vscode from 'vscode';
import type { ProfileList } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';

/** The profiles as the host last listed them. */
export class ProfileStore {
  private readonly listed = new vscode.EventEmitter<ProfileList>();
  private readonly outdated = new vscode.EventEmitter<void>();

  /** They have been listed. */
  readonly onDidList = this.listed.event;

  /** What was listed may not be true any more. */
  readonly onDidOutdate = this.outdated.event;

  constructor(private readonly host: HostApi) {
    host.onProfilesChanged(() => {
      this.outdate();
    });
  }

  /** Asks the host, which costs little while the files stay as they are. */
  async list(token: vscode.CancellationToken): Promise<ProfileList> {
    const list = await this.host.listProfiles(token);
    this.listed.fire(list);
    return list;
  }

  /** Makes whoever shows profiles ask again. */
  outdate(): void {
    this.outdated.fire();
  }
}
