import * as vscode from 'vscode';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** A profile in the pick list. */
export interface ProfileItem extends vscode.QuickPickItem {
  readonly profile: string;
  /** Why it cannot be assumed. */
  readonly obstacle: string | undefined;
}

export function toProfileItem(profile: ProfileInfo): ProfileItem {
  const obstacle = profile.problems.find((problem) => problem.severity === 'error')?.message;
  return {
    profile: profile.name,
    obstacle,
    label: profile.name,
    description: joined('/', profile.account, roleName(profile.roleArn)),
    detail: obstacle ? `$(error) ${obstacle}` : traits(profile),
  };
}

function traits({ region, sourceProfile, codesNeeded }: ProfileInfo): string {
  return joined(
    ' · ',
    region,
    sourceProfile && vscode.l10n.t('through {0}', sourceProfile),
    codesNeeded > 0 ? vscode.l10n.t('MFA') : undefined,
  );
}

function roleName(roleArn: string | undefined): string | undefined {
  return roleArn?.split(':role/')[1];
}

function joined(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}
