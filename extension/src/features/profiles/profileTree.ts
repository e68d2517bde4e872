import * as vscode from 'vscode';
import { credentialSource, firstProblem } from '../../infrastructure/presentation/profileText.ts';
import type { Problem, ProfileInfo, ProfileList } from '../../infrastructure/rpc/contract.generated.ts';

/** Profiles that get their credentials in the same way. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly children: readonly ProfileNode[];
}

/** A profile, above those that are assumed with it. Its ARN and account are what commands take of it. */
export interface ProfileNode {
  readonly kind: 'profile';
  readonly profile: ProfileInfo;
  readonly arn: string | undefined;
  readonly account: string | undefined;
  readonly children: (ProfileNode | ProblemNode)[];
}

/** Something that is wrong, in a profile or in the files. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly problem: Problem;
}

export type Node = GroupNode | ProfileNode | ProblemNode;

/** The profiles under what they get their credentials from, each role under the profile that assumes it. */
export function profileTree({ profiles, problems }: ProfileList): Node[] {
  const nodes = new Map(profiles.map((profile) => [profile.name, toNode(profile)]));
  const cyclic = profilesInCycles(nodes);
  const roots: ProfileNode[] = [];
  for (const node of nodes.values()) {
    // What is in a circle has no end that it could stand under.
    const parent = cyclic.has(node) ? undefined : sourceOf(node, nodes);
    (parent?.children ?? roots).push(node);
  }
  return [...problems.map(toProblemNode), ...groups(roots)];
}

function sourceOf(node: ProfileNode, nodes: ReadonlyMap<string, ProfileNode>): ProfileNode | undefined {
  return nodes.get(node.profile.sourceProfile ?? '');
}

/** The profiles from which following sources comes back to them. Each is followed once. */
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
  // What has no source that is there cannot work, so it is seen first.
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

/** Both forms of Identity Center are one way. A role at the root has no source profile that is there, or needs none. */
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
      return { label: vscode.l10n.t("This machine's own credentials"), icon: 'server' };
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
