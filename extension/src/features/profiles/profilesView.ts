import * as vscode from 'vscode';
import type { Host } from '../../infrastructure/lifecycle/host.ts';
import { logError } from '../../infrastructure/logging/logError.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import { toTreeItem } from './profileItems.ts';
import { profileTree, type Node } from './profileTree.ts';

/** The view of profiles. VS Code asks for them when the view becomes visible, and only then does the host start. */
export class ProfilesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable[];
  private isStale = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly profiles: ProfileStore,
    host: Pick<Host, 'onDidChangeState'>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      vscode.window.createTreeView<Node>('roleassist.profiles', { treeDataProvider: this, showCollapseAll: true }),
      profiles.onDidOutdate(() => {
        this.changed.fire(undefined);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('roleassist.keyAgeWarningDays')) {
          this.changed.fire(undefined);
        }
      }),
      host.onDidChangeState((state) => {
        // Reload after a restart: the previous host may have failed, and the settings may have changed.
        if (state === 'running' && this.isStale) {
          this.changed.fire(undefined);
        }
        this.isStale ||= state === 'stopped';
      }),
    ];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return toTreeItem(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    return node ? ('children' in node ? [...node.children] : []) : this.load();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }

  /**
   * The user did not ask for anything, so a failure shows in the welcome content of the empty view and not in a
   * message.
   */
  private async load(): Promise<Node[]> {
    const cancellation = new vscode.CancellationTokenSource();
    try {
      const tree = profileTree(await this.profiles.list(cancellation.token));
      this.isStale = false;
      return tree;
    } catch (error) {
      this.isStale = true;
      logError(this.log, error);
      return [];
    } finally {
      cancellation.dispose();
    }
  }
}
