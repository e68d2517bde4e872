import * as vscode from 'vscode';
import { markLabel } from '../../infrastructure/presentation/marks.ts';
import { treeItem } from '../../infrastructure/presentation/widgets.ts';
import type { RunInfo, RunItemInfo, RunItemState } from '../../infrastructure/rpc/contract.generated.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { countOf, itemName, itemText, retriableOf, runText, stateText } from './runText.ts';

/** A run in the view. */
export interface RunNode {
  readonly kind: 'run';
  readonly run: RunInfo;
}

/** The items of a run in one state. */
export interface GroupNode {
  readonly kind: 'group';
  readonly run: RunInfo;
  readonly state: RunItemState;
}

/** One account and region of a run. */
export interface ItemNode {
  readonly kind: 'runItem';
  readonly run: RunInfo;
  readonly item: RunItemInfo;
}

export type Node = RunNode | GroupNode | ItemNode;

export function rowOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'run':
      return runRow(node);
    case 'group':
      return groupRow(node);
    case 'runItem':
      return itemRow(node);
  }
}

function runRow({ run }: RunNode): vscode.TreeItem {
  const { runId, title, state, counts, accounts, problem } = run;
  const text = runText(run);
  return treeItem({
    label: title,
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
    id: `run:${runId}`,
    description: text,
    icon: runIcon(run),
    tooltip: [title, vscode.l10n.t('{0} accounts', accounts), text, problem],
    contextValue: joinParts(
      ':',
      'run',
      state === 'ended' ? 'ended' : 'active',
      retriableOf(counts) > 0 ? 'retriable' : undefined,
    ),
    accessibleLabel: joinParts(', ', vscode.l10n.t('run {0}', title), text, problem),
  });
}

function groupRow({ run: { runId, counts }, state }: GroupNode): vscode.TreeItem {
  const count = countOf(counts, state);
  const needsUser = state === 'failed' || state === 'notAssumed';
  return treeItem({
    label: stateText(state),
    collapsibleState: needsUser ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
    id: `run:${runId}:${state}`,
    description: String(count),
    icon: stateIcon(state),
    contextValue: 'runGroup',
    accessibleLabel: `${stateText(state)}, ${count}`,
  });
}

function itemRow(node: ItemNode): vscode.TreeItem {
  const { run, item } = node;
  const text = itemText(item);
  const mark = markLabel({ isProduction: item.isProduction ?? false });
  return treeItem({
    label: itemName(item),
    // With its state, because an item may be in two groups for a moment, and no two rows may have the same ID.
    id: `run:${run.runId}:${item.state}:${item.itemId}`,
    description: joinParts(' · ', text, item.message, item.account === item.name ? undefined : item.account, mark),
    icon: stateIcon(item.state),
    tooltip: [itemName(item), item.account, mark, text, item.message],
    contextValue: `runItem:${item.state}`,
    accessibleLabel: joinParts(', ', itemName(item), text, mark, item.message),
    command: { title: vscode.l10n.t('Open Output'), command: 'roleassist.openRunOutput', arguments: [node] },
  });
}

function runIcon({ state, counts }: RunInfo): vscode.ThemeIcon {
  if (state !== 'ended') {
    return new vscode.ThemeIcon('sync~spin');
  }
  return stateIcon(
    counts.failed > 0 ? 'failed' : counts.notAssumed > 0 ? 'notAssumed' : counts.canceled > 0 ? 'cancelled' : 'ok',
  );
}

/** The icon of a state. It differs in shape and not only in color. */
function stateIcon(state: RunItemState): vscode.ThemeIcon {
  switch (state) {
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'notAssumed':
      return new vscode.ThemeIcon('lock', new vscode.ThemeColor('list.warningForeground'));
    case 'running':
      return new vscode.ThemeIcon('sync~spin');
    case 'waiting':
      return new vscode.ThemeIcon('clock');
    case 'cancelled':
      return new vscode.ThemeIcon('circle-slash');
    case 'ok':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
  }
}
