import * as vscode from 'vscode';
import type { Host } from '../../infrastructure/lifecycle/host.ts';
import { logError } from '../../infrastructure/logging/logError.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import { toTreeItem } from './profileItems.ts';
import { profileTree, type Node } from './profileTree.ts';

/** The view of the profiles. VS Code asks it for them when it is looked at, which is when the host is first needed. */
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
      host.onDidChangeState((state) => {
        // A host that has come back has what one that failed could not give, and goes by the settings of now.
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

  /** Nobody has asked for anything, so a failure is told by what the empty view says, and not by a message. */
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
