import * as vscode from 'vscode';
import { documentUri } from '../../infrastructure/presentation/documentUri.ts';
import { Methods, type RunItemInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { HostError } from '../../infrastructure/rpc/hostErrors.ts';
import type { ItemNode } from './runNodes.ts';
import type { RunStore } from './runStore.ts';
import { itemName, itemText } from './runText.ts';
import { listItems } from './runsView.ts';

/** Shows what the commands of a run have printed, as documents that cannot be edited. They grow while a command runs. */
export class RunOutputs implements vscode.TextDocumentContentProvider, vscode.Disposable {
  static readonly scheme = 'roleassist-run';

  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Map<string, number>();
  private readonly subscription: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly host: HostApi,
    private readonly store: RunStore,
  ) {
    this.subscription = store.onDidChange(() => {
      this.update();
    });
  }

  uriOf({ run, item }: ItemNode): vscode.Uri {
    return documentUri(RunOutputs.scheme, `${itemName(item)}.log`, JSON.stringify([run.runId, item.itemId]));
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const [runId, itemId] = idsOf(uri);
    this.shown.set(uri.toString(), this.revisionOf(runId));
    try {
      const { text, omittedBytes } = await this.host.request(Methods.getRunOutput, { runId, itemId }, token);
      if (omittedBytes !== undefined) {
        return vscode.l10n.t('{0}\n… {1} more bytes are not shown. Export the results to get all.', text, omittedBytes);
      }
      return text || withoutOutput((await listItems(this.host, runId)).find((item) => item.itemId === itemId));
    } catch (error) {
      if (error instanceof HostError) {
        return error.explanation;
      }
      throw error;
    }
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }

  /** Reads the open documents of runs that have changed again. */
  private update(): void {
    for (const { uri } of vscode.workspace.textDocuments.filter(
      (document) => document.uri.scheme === RunOutputs.scheme,
    )) {
      const [runId] = idsOf(uri);
      const revision = this.revisionOf(runId);
      if (revision !== this.shown.get(uri.toString())) {
        this.changed.fire(uri);
      }
    }
  }

  private revisionOf(runId: string): number {
    return this.store.runs.find((run) => run.runId === runId)?.revision ?? -1;
  }
}

/** Anyone can open a document with any address. */
function idsOf({ query }: vscode.Uri): [runId: string, itemId: number] {
  const [runId, itemId] = /^\["(\d+)",(\d+)\]$/.exec(query)?.slice(1) ?? [];
  return [runId ?? '', Number(itemId ?? -1)];
}

function withoutOutput(item: RunItemInfo | undefined): string {
  return item?.message ?? (item ? vscode.l10n.t('Nothing was printed: {0}.', itemText(item)) : '');
}
