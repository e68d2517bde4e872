import * as vscode from 'vscode';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { millisecondsLeft } from '../../infrastructure/state/expiry.ts';
import { countdown } from './countdown.ts';

const warningMilliseconds = 10 * 60_000;

/** What the status bar says of the sessions at one moment. */
export interface SessionStatus {
  readonly text: string;
  /** The same in words, for screen readers. */
  readonly label: string;
  readonly severity: 'normal' | 'warning' | 'error';
}

/** Shows the most recent session, and how many more there are. */
export function describeStatus(latest: SessionInfo, others: number, now: number): SessionStatus {
  const left = millisecondsLeft(latest, now);
  const time = Number.isFinite(left) ? countdown(left) : undefined;
  const more = others > 0 ? `+${others}` : undefined;
  return {
    text: ['$(key)', latest.profile, time, more].filter(Boolean).join(' '),
    label: [vscode.l10n.t('AWS role {0}', latest.profile), time, more].filter(Boolean).join(', '),
    severity: left === 0 ? 'error' : left <= warningMilliseconds ? 'warning' : 'normal',
  };
}
