import * as vscode from 'vscode';
import type { SessionInfo, SessionState } from '../../infrastructure/rpc/contract.generated.ts';
import { millisecondsLeft } from '../../infrastructure/state/expiry.ts';
import { countdown } from './countdown.ts';

/** What the status bar says of the sessions at one moment. */
export interface SessionStatus {
  readonly text: string;
  /** The same in words, for screen readers. */
  readonly label: string;
  readonly severity: 'normal' | 'warning' | 'error';
}

/**
 * The state alone decides whether there is reason to worry: a session that is renewed by itself is always near the end of
 * the credentials that it has now.
 */
const severities: Readonly<Record<SessionState, SessionStatus['severity']>> = {
  assuming: 'normal',
  active: 'normal',
  refreshing: 'normal',
  expiring: 'warning',
  needsMfa: 'warning',
  expired: 'error',
  failed: 'error',
};

/** Shows the most recent session, and how many more there are. */
export function describeStatus(latest: SessionInfo, others: number, now: number): SessionStatus {
  const condition = describeCondition(latest, now);
  const more = others > 0 ? `+${others}` : undefined;
  return {
    text: ['$(key)', latest.profile, condition, more].filter(Boolean).join(' '),
    label: [vscode.l10n.t('AWS role {0}', latest.profile), condition, more].filter(Boolean).join(', '),
    severity: severities[latest.state],
  };
}

/** The time left while there is some, otherwise what is the matter. */
function describeCondition(session: SessionInfo, now: number): string | undefined {
  switch (session.state) {
    case 'assuming':
      return vscode.l10n.t('assuming');
    case 'needsMfa':
      return vscode.l10n.t('needs MFA code');
    case 'expired':
      return vscode.l10n.t('expired');
    case 'failed':
      return vscode.l10n.t('failed');
    default:
      return session.expiration && countdown(millisecondsLeft(session, now));
  }
}
