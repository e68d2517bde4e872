import path from 'node:path';
import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { showBriefly, showComparison } from '../../infrastructure/presentation/messages.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import { Methods, type RunInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { confirmRun } from './confirmRun.ts';
import { codeOf } from './runInAccounts.ts';
import type { ItemNode, Node } from './runNodes.ts';
import type { RunOutputs } from './runOutputs.ts';
import type { RunStore } from './runStore.ts';
import { itemName, itemText, runText } from './runText.ts';
import { listItems } from './runsView.ts';

const exportedMilliseconds = 8000;

export interface RunCommandServices {
  readonly host: HostApi;
  readonly requests: PromptedRequests;
  readonly store: RunStore;
  readonly outputs: RunOutputs;
  readonly selection: () => readonly Node[];
}

export async function cancelRun({ host, store }: RunCommandServices, argument: unknown): Promise<void> {
  const { runId } = await runOf(store, argument, ({ state }) => state !== 'ended');
  await withProgress(vscode.l10n.t('Cancelling the run'), (token) => host.request(Methods.cancelRun, { runId }, token));
}

/** Runs again what was not ok, after the same confirmation as the first time. */
export async function retryRun({ host, requests, store }: RunCommandServices, argument: unknown): Promise<void> {
  const { runId, title } = await runOf(store, argument, ({ state }) => state === 'ended');
  const items = await listItems(host, runId);
  await confirmRun(
    title,
    items.filter(({ state }) => state === 'failed' || state === 'notAssumed' || state === 'cancelled'),
  );
  await requests.send(title, (tokenCode) =>
    withProgress(vscode.l10n.t('Preparing to run again'), (token) =>
      host.request(Methods.retryRun, { runId, ...codeOf(tokenCode) }, token),
    ),
  );
}

export async function forgetRun({ host, store }: RunCommandServices, argument: unknown): Promise<void> {
  const { runId } = await runOf(store, argument, ({ state }) => state === 'ended');
  await withProgress(vscode.l10n.t('Forgetting the run'), (token) => host.request(Methods.forgetRun, { runId }, token));
}

/** Writes the results into a file, whose ending tells the format. */
export async function exportRun({ host, store }: RunCommandServices, argument: unknown): Promise<void> {
  const { runId } = await runOf(store, argument, ({ state }) => state === 'ended');
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = await vscode.window.showSaveDialog({
    filters: { JSON: ['json'], CSV: ['csv'] },
    title: vscode.l10n.t('Export Results'),
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, 'results.json') } : {}),
  });
  if (!file) {
    throw new UserCancelledError();
  }
  if (file.scheme !== 'file') {
    throw new OperationError(vscode.l10n.t('Results can only be written to files on this machine.'));
  }
  const format = path.extname(file.fsPath).toLowerCase() === '.csv' ? 'csv' : 'json';
  await withProgress(vscode.l10n.t('Writing results'), (token) =>
    host.request(Methods.exportRun, { runId, format, file: file.fsPath }, token),
  );
  showBriefly('check', vscode.l10n.t('The results are in {0}.', path.basename(file.fsPath)), exportedMilliseconds);
}

export async function openRunOutput(services: RunCommandServices, argument: unknown): Promise<void> {
  const node = await itemOf(services, argument, vscode.l10n.t('Open Output'));
  const document = await vscode.workspace.openTextDocument(services.outputs.uriOf(node));
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Shows the outputs of two accounts side by side: those that are selected, or one and another that the user picks. */
export async function compareRunOutputs(services: RunCommandServices, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Compare Outputs');
  const selected = services.selection().filter(isItem);
  const [left, right] =
    selected.length === 2 && (!isItem(argument) || selected.some((node) => isSame(node, argument)))
      ? selected
      : [await itemOf(services, argument, title)];
  if (left) {
    const other = right ?? (await pickItem(services.host, left.run, title, left));
    await showComparison(
      services.outputs.uriOf(left),
      services.outputs.uriOf(other),
      `${itemName(left.item)} ↔ ${itemName(other.item)}`,
    );
  }
}

/** Gets the run of a row, the only one that fits, or the one that the user picks. */
async function runOf(store: RunStore, argument: unknown, fits: (run: RunInfo) => boolean): Promise<RunInfo> {
  const id = runIdOf(argument);
  const runs = store.runs.filter((run) => (id === undefined ? fits(run) : run.runId === id));
  const [only] = runs;
  if (!only) {
    throw new OperationError(vscode.l10n.t('There is no such run.'), undefined, [], 'information');
  }
  if (runs.length === 1) {
    return only;
  }
  const { run } = await pick(
    runs.map((run) => ({ label: run.title, description: runText(run), run })),
    { title: vscode.l10n.t('Runs'), placeHolder: vscode.l10n.t('Select a run') },
  );
  return run;
}

async function itemOf({ host, store }: RunCommandServices, argument: unknown, title: string): Promise<ItemNode> {
  return isItem(argument) ? argument : pickItem(host, await runOf(store, argument, () => true), title);
}

async function pickItem(host: HostApi, run: RunInfo, title: string, except?: ItemNode): Promise<ItemNode> {
  const items = (await listItems(host, run.runId)).filter(({ itemId }) => itemId !== except?.item.itemId);
  const { item } = await pick(
    items.map((item) => ({ label: itemName(item), description: itemText(item), item })),
    {
      title,
      placeHolder: except
        ? vscode.l10n.t('Compare {0} with', itemName(except.item))
        : vscode.l10n.t('Select an account'),
    },
  );
  return { kind: 'runItem', run, item };
}

/** Any extension may call a command with any argument. */
function isItem(argument: unknown): argument is ItemNode {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'kind' in argument &&
    argument.kind === 'runItem' &&
    'item' in argument &&
    'run' in argument
  );
}

function isSame(a: ItemNode, b: ItemNode): boolean {
  return a.run.runId === b.run.runId && a.item.itemId === b.item.itemId;
}

function runIdOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('run' in argument)) {
    return undefined;
  }
  const { run } = argument;
  return typeof run === 'object' && run !== null && 'runId' in run ? String(run.runId) : undefined;
}
