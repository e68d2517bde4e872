import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { showViewProgress } from '../../infrastructure/presentation/messages.ts';
import { Methods, type RunInfo, type RunItemInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { rowOf, type Node } from './runNodes.ts';
import type { RunStore } from './runStore.ts';
import { countOf, itemStates, totalOf } from './runText.ts';

const viewId = 'roleassist.runs';

/** With more items, they are grouped by state. */
const maxUngrouped = 20;

/**
 * The view of runs and their results. It asks the host for the items of a run only while they are on the screen, so that
 * a thousand accounts cost nothing while nobody looks.
 */
export class RunsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private readonly lists = new Map<string, { revision: number; items: Promise<readonly RunItemInfo[]> }>();
  private endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly host: HostApi,
    private readonly store: RunStore,
    private readonly boundary: ErrorBoundary,
  ) {
    this.view = vscode.window.createTreeView<Node>(viewId, { treeDataProvider: this, canSelectMany: true });
    this.subscriptions = [
      this.view,
      store.onDidChange(() => {
        this.refresh();
      }),
    ];
  }

  /** The selected rows, of which commands may use more than one. */
  get selection(): readonly Node[] {
    return this.view.selection;
  }

  /** Opens the view. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return rowOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.store.runs.map((run) => ({ kind: 'run', run }));
      case 'run': {
        const { run } = node;
        return totalOf(run.counts) > maxUngrouped
          ? itemStates.filter((state) => countOf(run.counts, state) > 0).map((state) => ({ kind: 'group', run, state }))
          : this.itemNodes(run);
      }
      case 'group':
        return (await this.itemNodes(node.run)).filter(({ item }) => item.state === node.state);
      case 'runItem':
        return [];
    }
  }

  dispose(): void {
    this.endProgress?.();
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }

  private async itemNodes(run: RunInfo) {
    const items = (await this.boundary.run(() => this.itemsOf(run))) ?? [];
    return items.map((item) => ({ kind: 'runItem', run, item }) as const);
  }

  /** The groups of a run share one request for each revision. */
  private itemsOf({ runId, revision }: RunInfo): Promise<readonly RunItemInfo[]> {
    const known = this.lists.get(runId);
    if (known && known.revision >= revision) {
      return known.items;
    }
    const items = listItems(this.host, runId);
    this.lists.set(runId, { revision, items });
    return items;
  }

  private refresh(): void {
    const { runs } = this.store;
    for (const runId of [...this.lists.keys()].filter((id) => !runs.some((run) => run.runId === id))) {
      this.lists.delete(runId);
    }
    const isRunning = runs.some(({ state }) => state !== 'ended');
    if (!isRunning) {
      this.endProgress?.();
      this.endProgress = undefined;
    } else if (!this.endProgress) {
      const ended = new Promise<void>((resolve) => {
        this.endProgress = resolve;
      });
      showViewProgress(viewId, () => ended);
    }
    this.changed.fire(undefined);
  }
}

/** Asks the host for the items of a run. */
export async function listItems(host: HostApi, runId: string): Promise<readonly RunItemInfo[]> {
  const cancellation = new vscode.CancellationTokenSource();
  try {
    return (await host.request(Methods.listRunItems, { runId }, cancellation.token)).items;
  } finally {
    cancellation.dispose();
  }
}
