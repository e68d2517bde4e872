import * as vscode from 'vscode';
import { hostExecutable } from '../../infrastructure/lifecycle/hostExecutable.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import { notifyEndedRun } from './notifyEndedRun.ts';
import {
  cancelRun,
  compareRunOutputs,
  exportRun,
  forgetRun,
  openRunOutput,
  retryRun,
  type RunCommandServices,
} from './runCommands.ts';
import { runInAccounts } from './runInAccounts.ts';
import { RunOutputs } from './runOutputs.ts';
import { RunStore } from './runStore.ts';
import { RunsView } from './runsView.ts';
import { RunTasks } from './runTasks.ts';

/** Registers the commands that run in several accounts, the view of their results, and the task type. */
export function registerRuns(
  { api, boundary, commands, context, host, profiles }: Platform,
  requests: PromptedRequests,
): void {
  const store = new RunStore();
  const view = new RunsView(api, store, boundary);
  const outputs = new RunOutputs(api, store);
  const setCount = (count: number) => vscode.commands.executeCommand('setContext', 'roleassist.runCount', count);
  const show = async () => {
    // The snapshot with the first run may come after the answer, and the view is hidden until there is a run.
    await setCount(Math.max(1, store.runs.length));
    await view.show();
  };
  const services: RunCommandServices = { host: api, requests, store, outputs, selection: () => view.selection };

  api.onNotification(Methods.runsChanged, (snapshot) => {
    store.apply(snapshot);
  });
  commands.register('roleassist.runInAccounts', () => runInAccounts({ host: api, requests, profiles, show }));
  commands.register('roleassist.cancelRun', (row) => cancelRun(services, row));
  commands.register('roleassist.retryRun', (row) => retryRun(services, row));
  commands.register('roleassist.exportRun', (row) => exportRun(services, row));
  commands.register('roleassist.forgetRun', (row) => forgetRun(services, row));
  commands.register('roleassist.openRunOutput', (row) => openRunOutput(services, row));
  commands.register('roleassist.compareRunOutputs', (row) => compareRunOutputs(services, row));
  context.subscriptions.push(
    store,
    view,
    outputs,
    store.onDidChange(() => {
      void setCount(store.runs.length);
    }),
    store.onDidEnd((run) => {
      notifyEndedRun(run, show);
    }),
    host.onDidStop(() => {
      store.reset();
    }),
    vscode.workspace.registerTextDocumentContentProvider(RunOutputs.scheme, outputs),
    vscode.tasks.registerTaskProvider(RunTasks.type, new RunTasks(hostExecutable(context), boundary)),
  );
}
