import * as vscode from 'vscode';
import type { RunCounts, RunInfo, RunItemInfo, RunItemState } from '../../infrastructure/rpc/contract.generated.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';

/** The states, those that need the user first. */
export const itemStates = ['failed', 'notAssumed', 'running', 'waiting', 'cancelled', 'ok'] as const;

/** The number of items in a state. */
export function countOf(counts: RunCounts, state: RunItemState): number {
  return counts[state === 'cancelled' ? 'canceled' : state];
}

/** The number of all items. */
export function totalOf(counts: RunCounts): number {
  return itemStates.reduce((sum, state) => sum + countOf(counts, state), 0);
}

/** The number of items that a retry runs again. */
export function retriableOf({ failed, notAssumed, canceled }: RunCounts): number {
  return failed + notAssumed + canceled;
}

export function stateText(state: RunItemState): string {
  switch (state) {
    case 'failed':
      return vscode.l10n.t('failed');
    case 'notAssumed':
      return vscode.l10n.t('not assumed');
    case 'running':
      return vscode.l10n.t('running');
    case 'waiting':
      return vscode.l10n.t('waiting');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'ok':
      return vscode.l10n.t('ok');
  }
}

/** The counts of the states that occur, such as `10 ok, 2 failed`. */
export function countsText(counts: RunCounts): string {
  const shown = itemStates.toReversed().filter((state) => countOf(counts, state) > 0);
  return shown.map((state) => `${countOf(counts, state)} ${stateText(state)}`).join(', ');
}

/** How far a run is, in the words of its row. */
export function runText({ state, counts, seconds }: RunInfo): string {
  const total = totalOf(counts);
  switch (state) {
    case 'ended':
      return joinParts(' · ', countsText(counts), secondsText(seconds));
    case 'stopping':
      return vscode.l10n.t('stopping · {0}', countsText(counts));
    case 'running':
      return vscode.l10n.t('{0} of {1} done', total - counts.waiting - counts.running, total);
  }
}

/** The account and region of an item, as a name. */
export function itemName({ name, region }: RunItemInfo): string {
  return joinParts(' · ', name, region);
}

/** How an item ended. */
export function itemText({ state, exitCode, seconds, message }: RunItemInfo): string {
  const code =
    state === 'failed' && exitCode !== undefined && message === undefined
      ? vscode.l10n.t('exit code {0}', exitCode)
      : stateText(state);
  return joinParts(' · ', code, secondsText(seconds));
}

export function secondsText(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : vscode.l10n.t('{0} s', seconds.toFixed(1));
}
