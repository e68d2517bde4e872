import * as vscode from 'vscode';
import type { SessionInfo, SessionState } from '../rpc/contract.generated.ts';
import { millisecondsLeft } from '../state/expiry.ts';

/** The policy preset of sessions that the user assumed read-only. */
const readOnly = 'read-only';

export type Severity = 'normal' | 'warning' | 'error';

/** Returns the display name of a session: its profile, or the account and role of its ARN if it has no profile. */
export function sessionName({ profile }: Pick<SessionInfo, 'profile'>): string {
  const [, account, role] = /^arn:[^:]*:iam::(\d+):role\/(.+)$/.exec(profile) ?? [];
  return account && role ? `${account}/${role}` : profile;
}

/** Returns what limits a session of the user's; undefined for one that may do all that its role may. */
export function limitOf({ policyPreset, agent }: Pick<SessionInfo, 'policyPreset' | 'agent'>): string | undefined {
  if (policyPreset === undefined || agent !== undefined) {
    return undefined;
  }
  return policyPreset === readOnly ? vscode.l10n.t('read-only') : policyPreset;
}

/**
 * The severity depends on the state alone. The credentials of a session that is renewed automatically are often about
 * to expire.
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

/** Returns the time left, or what is wrong with the session. Undefined for keys that do not expire. */
export function describeCondition(
  session: SessionInfo,
  now: number,
  countdown: (millisecondsLeft: number) => string,
): string | undefined {
  if (session.signIn !== undefined && session.state !== 'refreshing') {
    return vscode.l10n.t('needs sign-in');
  }
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

/** The properties of a session to show in a tooltip. */
export function sessionFacts({
  account,
  arn,
  region,
  source,
  expiration,
  policyPreset,
}: SessionInfo): [name: string, value: string | undefined][] {
  return [
    [vscode.l10n.t('Account'), account],
    [vscode.l10n.t('ARN'), arn],
    [vscode.l10n.t('Region'), region],
    [vscode.l10n.t('Source'), source],
    [vscode.l10n.t('Limited to'), policyPreset && vscode.l10n.t('the policy preset {0}', policyPreset)],
    [vscode.l10n.t('Credentials expire'), expiration && formatDateTime(expiration)],
  ];
}

/** Formats a date and time for the user interface. Creates the formatter on demand, because that is slow. */
export function formatDateTime(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Formats the time of day. */
export function formatTime(time: string): string {
  return new Date(time).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}
