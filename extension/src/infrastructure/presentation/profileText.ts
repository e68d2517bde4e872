import * as vscode from 'vscode';
import { keyAgeWarningDays } from '../configuration/settings.ts';
import type { Problem, ProfileInfo } from '../rpc/contract.generated.ts';
import { joinParts } from '../text/joinParts.ts';

/** Returns a profile's account and role, or its credential source if it has no role. */
export function describeIdentity(profile: ProfileInfo): string {
  return profile.roleArn
    ? joinParts('/', profile.account, roleName(profile.roleArn))
    : joinParts(' · ', credentialSource(profile), profile.account);
}

/** Returns where a profile without a role gets its credentials. */
export function credentialSource({ kind }: Pick<ProfileInfo, 'kind'>): string {
  switch (kind) {
    case 'accessKey':
      return vscode.l10n.t('access keys');
    case 'environment':
      return vscode.l10n.t('environment');
    case 'instanceMetadata':
      return vscode.l10n.t('EC2 instance');
    case 'container':
      return vscode.l10n.t('container');
    case 'ssoSession':
    case 'sso':
      return vscode.l10n.t('IAM Identity Center');
    case 'webIdentity':
      return vscode.l10n.t('web identity');
    case 'process':
      return vscode.l10n.t('credential process');
    case 'login':
      return vscode.l10n.t('console login');
    default:
      return '';
  }
}

export function firstProblem({ problems }: ProfileInfo, severity: Problem['severity']): Problem | undefined {
  return problems.find((problem) => problem.severity === severity);
}

/** Returns the age of a profile's key in the vault, or that its key is in plain text. */
export function describeKey({ keyAgeDays, hasPlainKey }: ProfileInfo): string | undefined {
  if (hasPlainKey) {
    return vscode.l10n.t('key in plain text');
  }
  return keyAgeDays === undefined ? undefined : keyAge(keyAgeDays);
}

/** A key may be older than it is known for, so a key that is known since today is not called new. */
export function keyAge(days: number): string {
  if (days < 1) {
    return vscode.l10n.t('key in the vault');
  }
  return days === 1 ? vscode.l10n.t('key 1 day old') : vscode.l10n.t('key {0} days old', days);
}

/** Whether a key is so old that the user should rotate it, by their setting. */
export function isOldKey(days: number | undefined): boolean {
  const limit = days === undefined ? 0 : keyAgeWarningDays();
  return days !== undefined && limit > 0 && days > limit;
}

function roleName(roleArn: string): string | undefined {
  return roleArn.split(':role/')[1];
}
