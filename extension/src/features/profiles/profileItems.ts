import * as vscode from 'vscode';
import { openLocationAction } from '../../infrastructure/commands/fileLocation.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { markIcon, markLabel } from '../../infrastructure/presentation/marks.ts';
import {
  describeIdentity,
  describeKey,
  firstProblem,
  isOldKey,
} from '../../infrastructure/presentation/profileText.ts';
import { treeItem } from '../../infrastructure/presentation/widgets.ts';
import type { Problem, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { GroupNode, Node, ProblemNode, ProfileNode } from './profileTree.ts';

const problemAppearance = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  information: { icon: 'info', color: undefined },
} as const;

export function toTreeItem(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'profile':
      return profileItem(node);
    case 'problem':
      return problemItem(node);
  }
}

function groupItem({ id, label, icon, children }: GroupNode): vscode.TreeItem {
  const { length } = children;
  return treeItem({
    label,
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
    id: `group/${id}`,
    icon: new vscode.ThemeIcon(icon),
    contextValue: 'group',
    accessibleLabel:
      length === 1 ? vscode.l10n.t('{0}, 1 profile', label) : vscode.l10n.t('{0}, {1} profiles', label, length),
  });
}

function profileItem({ profile, children }: ProfileNode): vscode.TreeItem {
  const mark = markLabel(profile);
  const problem = firstProblem(profile, 'error') ?? firstProblem(profile, 'warning');
  // The group already shows where the profile gets its credentials.
  const identity = profile.roleArn ? describeIdentity(profile) : profile.account;
  return treeItem({
    label: profile.name,
    collapsibleState: collapsibleState(children),
    id: `profile/${profile.name}`,
    // A narrow view truncates the end, and the icon also marks production.
    description: joinParts(' · ', identity, profile.region, describeKey(profile), mark),
    icon: iconOf(profile, problem),
    tooltip: tooltip(profile, problem),
    contextValue: joinParts(
      ':',
      'profile',
      firstProblem(profile, 'error') || profile.kind === 'settings' ? undefined : 'assumable',
      profile.file ? 'placed' : undefined,
      profile.roleArn ? 'role' : undefined,
      ...keyTraits(profile),
    ),
    accessibleLabel: joinParts(
      ', ',
      vscode.l10n.t('profile {0}', profile.name),
      mark,
      describeIdentity(profile),
      profile.region,
      profile.sourceProfile && vscode.l10n.t('through {0}', profile.sourceProfile),
      describeKey(profile),
      problem?.message,
    ),
  });
}

/** What the menu of a row depends on: where the profile's key is, and whether it is too old. */
function keyTraits({ hasPlainKey, keyAgeDays }: ProfileInfo): (string | undefined)[] {
  return [
    hasPlainKey ? 'plainKey' : undefined,
    keyAgeDays === undefined ? undefined : 'vaultKey',
    isOldKey(keyAgeDays) ? 'oldKey' : undefined,
  ];
}

/** Expands a profile that has roles or errors. Warnings stay collapsed until the user looks for them. */
function collapsibleState(children: ProfileNode['children']): vscode.TreeItemCollapsibleState {
  if (children.length === 0) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return children.some((child) => child.kind === 'profile' || child.problem.severity === 'error')
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

function iconOf(profile: ProfileInfo, problem: Problem | undefined): vscode.ThemeIcon {
  if (problem) {
    return problemIcon(problem);
  }
  if (profile.hasPlainKey) {
    return problemIcon({ severity: 'warning' });
  }
  const plain = profile.roleArn ? 'person' : profile.kind === 'settings' ? 'circle-outline' : 'key';
  return new vscode.ThemeIcon(markIcon(profile) ?? plain);
}

function tooltip(profile: ProfileInfo, problem: Problem | undefined): (string | undefined)[] {
  return [
    markLabel(profile),
    profile.roleArn,
    profile.sourceProfile && vscode.l10n.t('through {0}', profile.sourceProfile),
    profile.mfaSerial && vscode.l10n.t('MFA device {0}', profile.mfaSerial),
    describeKey(profile),
    isOldKey(profile.keyAgeDays) ? vscode.l10n.t('Rotate this key with AWS: Rotate Keys.') : undefined,
    problem?.message ?? (profile.roleArn ? undefined : describeIdentity(profile)),
  ];
}

function problemItem({ problem }: ProblemNode): vscode.TreeItem {
  const open = openLocationAction(problem);
  return treeItem({
    label: problem.message,
    icon: problemIcon(problem),
    contextValue: 'problem',
    tooltip: [problem.message],
    accessibleLabel: joinParts(', ', severityWord(problem), problem.message, open && vscode.l10n.t('opens the file')),
    command: open,
  });
}

function problemIcon({ severity }: Pick<Problem, 'severity'>): vscode.ThemeIcon {
  const { icon, color } = problemAppearance[severity];
  return color ? new vscode.ThemeIcon(icon, new vscode.ThemeColor(color)) : new vscode.ThemeIcon(icon);
}

function severityWord({ severity }: Problem): string {
  switch (severity) {
    case 'error':
      return vscode.l10n.t('error');
    case 'warning':
      return vscode.l10n.t('warning');
    case 'information':
      return vscode.l10n.t('information');
  }
}
