import * as vscode from 'vscode';

const second = 1000;
const minute = 60 * second;

/** Formats the time left for the status bar, in whole minutes, rounded down. */
export function countdown(millisecondsLeft: number): string {
  const minutes = Math.floor(millisecondsLeft / minute);
  if (minutes <= 0) {
    return vscode.l10n.t('<1m');
  }
  return minutes < 60
    ? vscode.l10n.t('{0}m', minutes)
    : vscode.l10n.t('{0}h {1}m', Math.floor(minutes / 60), minutes % 60);
}

/** Returns the milliseconds until the countdown changes, or undefined if it will not change. */
export function untilNextChange(millisecondsLeft: number): number | undefined {
  return millisecondsLeft >= minute && Number.isFinite(millisecondsLeft) ? (millisecondsLeft % minute) + 1 : undefined;
}

/** Formats the time left for views, with seconds in the last minute. */
export function preciseCountdown(millisecondsLeft: number): string {
  return millisecondsLeft >= minute
    ? countdown(millisecondsLeft)
    : vscode.l10n.t('{0}s', Math.floor(millisecondsLeft / second));
}

/** Like `untilNextChange`, for `preciseCountdown`. */
export function untilNextPreciseChange(millisecondsLeft: number): number | undefined {
  return millisecondsLeft < minute && millisecondsLeft >= second
    ? (millisecondsLeft % second) + 1
    : untilNextChange(millisecondsLeft);
}
