import * as vscode from 'vscode';

const second = 1000;
const minute = 60 * second;

/** The time left as the status bar shows it: whole minutes, never more than there are. */
export function countdown(millisecondsLeft: number): string {
  const minutes = Math.floor(millisecondsLeft / minute);
  if (minutes <= 0) {
    return vscode.l10n.t('<1m');
  }
  return minutes < 60
    ? vscode.l10n.t('{0}m', minutes)
    : vscode.l10n.t('{0}h {1}m', Math.floor(minutes / 60), minutes % 60);
}

/** The milliseconds until the countdown says something else; undefined when it never will. */
export function untilNextChange(millisecondsLeft: number): number | undefined {
  return millisecondsLeft >= minute && Number.isFinite(millisecondsLeft) ? (millisecondsLeft % minute) + 1 : undefined;
}

/** The time left for somebody who looks at it: the last minute in seconds. */
export function preciseCountdown(millisecondsLeft: number): string {
  return millisecondsLeft >= minute
    ? countdown(millisecondsLeft)
    : vscode.l10n.t('{0}s', Math.floor(millisecondsLeft / second));
}

/** The same as `untilNextChange`, for the countdown that shows seconds. */
export function untilNextPreciseChange(millisecondsLeft: number): number | undefined {
  return millisecondsLeft < minute && millisecondsLeft >= second
    ? (millisecondsLeft % second) + 1
    : untilNextChange(millisecondsLeft);
}
