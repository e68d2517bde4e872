import * as vscode from 'vscode';
import { credentialSource, firstProblem } from '../../infrastructure/presentation/profileText.ts';
import type { Problem, ProfileInfo, ProfileList } from '../../infrastructure/rpc/contract.generated.ts';

/** Profiles with the same kind of credential source. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly children: readonly ProfileNode[];
}

/** A profile with the roles that it assumes. Commands read its ARN and account. */
export interface ProfileNode {
  readonly kind: 'profile';
  readonly profile: ProfileInfo;
  readonly arn: string | undefined;
  readonly account: string | undefined;
  readonly children: (ProfileNode | ProblemNode)[];
}

/** A problem of a profile or of a file. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly problem: Problem;
}

export type Node = GroupNode | ProfileNode | ProblemNode;

/** Groups the profiles by credential source, with each role below its source profile. */
export function profileTree({ profiles, problems }: ProfileList): Node[] {
  const nodes = new Map(profiles.map((profile) => [profile.name, toNode(profile)]));
  const cyclic = profilesInCycles(nodes);
  const roots: ProfileNode[] = [];
  for (const node of nodes.values()) {
    // Profiles in a cycle have no root to be shown below.
    const parent = cyclic.has(node) ? undefined : sourceOf(node, nodes);
    (parent?.children ?? roots).push(node);
  }
  return [...problems.map(toProblemNode), ...groups(roots)];
}

function sourceOf(node: ProfileNode, nodes: ReadonlyMap<string, ProfileNode>): ProfileNode | undefined {
  return nodes.get(node.profile.sourceProfile ?? '');
}

/** Finds the profiles whose chain of source profiles leads back to them. Follows each chain once. */
function profilesInCycles(nodes: ReadonlyMap<string, ProfileNode>): Set<ProfileNode> {
  const cyclic = new Set<ProfileNode>();
  const followed = new Set<ProfileNode>();
  for (const start of nodes.values()) {
    const path: ProfileNode[] = [];
    let node: ProfileNode | undefined = start;
    while (node && !followed.has(node)) {
      followed.add(node);
      path.push(node);
      node = sourceOf(node, nodes);
    }
    const cycleStart = node ? path.indexOf(node) : -1;
    for (const member of cycleStart < 0 ? [] : path.slice(cycleStart)) {
      cyclic.add(member);
    }
  }
  return cyclic;
}

function groups(roots: readonly ProfileNode[]): GroupNode[] {
  // Roles whose source profile does not exist cannot work, so they come first.
  const byGroup = new Map<string, ProfileNode[]>([['role', []]]);
  for (const root of roots) {
    const id = groupOf(root.profile);
    const group = byGroup.get(id) ?? [];
    group.push(root);
    byGroup.set(id, group);
  }
  return [...byGroup]
    .filter(([, children]) => children.length > 0)
    .map(([id, children]) => ({ kind: 'group', id, ...groupAppearance(id), children }));
}

/**
 * Both forms of Identity Center share a group. A role at the root needs no source profile, or its source profile does
 * not exist.
 */
function groupOf(profile: ProfileInfo): string {
  const { kind, name, sourceProfile } = profile;
  if (kind === 'role' && sourceProfile === undefined) {
    return 'machine';
  }
  if (kind === 'role' && sourceProfile === name && !firstProblem(profile, 'error')) {
    return 'accessKey';
  }
  return kind === 'sso' ? 'ssoSession' : kind;
}

function groupAppearance(id: string): { label: string; icon: string } {
  switch (id) {
    case 'accessKey':
      return { label: vscode.l10n.t('Access keys'), icon: 'key' };
    case 'ssoSession':
      return { label: credentialSource({ kind: 'ssoSession' }), icon: 'organization' };
    case 'webIdentity':
      return { label: vscode.l10n.t('Web identity'), icon: 'globe' };
    case 'process':
      return { label: vscode.l10n.t('Programs'), icon: 'gear' };
    case 'login':
      return { label: vscode.l10n.t('Console logins'), icon: 'account' };
    case 'settings':
      return { label: vscode.l10n.t('Settings without credentials'), icon: 'settings' };
    case 'role':
      return { label: vscode.l10n.t('Roles without a source profile'), icon: 'person' };
    default:
      return { label: vscode.l10n.t('Credentials of this machine'), icon: 'server' };
  }
}

function toNode(profile: ProfileInfo): ProfileNode {
  return {
    kind: 'profile',
    profile,
    arn: profile.roleArn,
    account: profile.account,
    children: profile.problems.map(toProblemNode),
  };
}

function toProblemNode(problem: Problem): ProblemNode {
  return { kind: 'problem', problem };
}
