import * as vscode from 'vscode';
import type { Problem, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** A profile in the pick list. */
export interface ProfileItem extends vscode.QuickPickItem {
  readonly profile: string;
  /** Why it cannot be assumed. */
  readonly obstacle: Problem | undefined;
}

export function toProfileItem(profile: ProfileInfo): ProfileItem {
  const obstacle = firstProblem(profile, 'error');
  return {
    profile: profile.name,
    obstacle,
    label: profile.name,
    description: profile.roleArn ? joined('/', profile.account, roleName(profile.roleArn)) : credentialSource(profile),
    detail: obstacle ? `$(error) ${obstacle.message}` : traits(profile),
  };
}

/** What helps to tell profiles apart, what assuming one takes and gives, and what its author should know. */
function traits(profile: ProfileInfo): string {
  const warning = firstProblem(profile, 'warning');
  return joined(
    ' · ',
    profile.region,
    profile.sourceProfile && vscode.l10n.t('through {0}', profile.sourceProfile),
    profile.plan,
    warning && `$(warning) ${warning.message}`,
  );
}

function firstProblem({ problems }: ProfileInfo, severity: Problem['severity']): Problem | undefined {
  return problems.find((problem) => problem.severity === severity);
}

/** Where the credentials of a profile without a role come from. */
function credentialSource({ kind }: ProfileInfo): string {
  switch (kind) {
    case 'accessKey':
      return vscode.l10n.t('access keys');
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

function roleName(roleArn: string): string | undefined {
  return roleArn.split(':role/')[1];
}

function joined(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}
