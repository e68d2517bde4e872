import * as vscode from 'vscode';
import type { SessionInfo, SessionState } from '../rpc/contract.generated.ts';
import { millisecondsLeft } from '../state/expiry.ts';

export type Severity = 'normal' | 'warning' | 'error';

/** What a session is called: like its profile, or like what was assumed without one, which has a name of many parts. */
export function sessionName({ profile }: Pick<SessionInfo, 'profile'>): string {
  const [, account, role] = /^arn:[^:]*:iam::(\d+):role\/(.+)$/.exec(profile) ?? [];
  return account && role ? `${account}/${role}` : profile;
}

/**
 * The state alone decides whether there is reason to worry: a session that is renewed by itself is always near the end of
 * the credentials that it has now.
 */
export const severities: Readonly<Record<SessionState, Severity>> = {
  assuming: 'normal',
  active: 'normal',
  refreshing: 'normal',
  expiring: 'warning',
  needsMfa: 'warning',
  expired: 'error',
  failed: 'error',
};

/** The time left while there is some, otherwise what is the matter. Keys that do not expire need no words. */
export function describeCondition(
  session: SessionInfo,
  now: number,
  countdown: (millisecondsLeft: number) => string,
): string | undefined {
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

/** What there is to know of a session, by name. */
export function sessionFacts({
  account,
  arn,
  region,
  source,
  expiration,
}: SessionInfo): [name: string, value: string | undefined][] {
  return [
    [vscode.l10n.t('Account'), account],
    [vscode.l10n.t('ARN'), arn],
    [vscode.l10n.t('Region'), region],
    [vscode.l10n.t('Source'), source],
    [vscode.l10n.t('Credentials until'), expiration && formatDateTime(expiration)],
  ];
}

/** A time as everything that RoleAssist shows writes it. Made when it is shown: a formatter is slow to make. */
export function formatDateTime(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The time of day alone. */
export function formatTime(time: string): string {
  return new Date(time).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}
