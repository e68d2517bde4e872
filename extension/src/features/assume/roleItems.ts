import * as vscode from 'vscode';
import { countdown } from '../../infrastructure/presentation/countdown.ts';
import { joined } from '../../infrastructure/presentation/joined.ts';
import { markIcon, markWord } from '../../infrastructure/presentation/marks.ts';
import { describeIdentity, firstProblem } from '../../infrastructure/presentation/profileWords.ts';
import { describeCondition, sessionName } from '../../infrastructure/presentation/sessionWords.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import type { Place } from '../../infrastructure/commands/places.ts';
import type { Problem, ProfileInfo, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { nameOf, type Described, type Wish } from './wish.ts';

/** A row of the picker. A separator has no wish. */
export interface RoleItem extends SearchItem {
  readonly wish?: Wish;
  /** Why it cannot be assumed. */
  readonly obstacle?: Problem | undefined;
  /** What its button leads to. */
  readonly place?: Place;
}

const openButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('go-to-file'),
  tooltip: vscode.l10n.t('Open at Line'),
});

/** Every role that can be picked, once: what is active, what was used lately, and the rest in the order of the files. */
export function roleItems(
  sessions: readonly SessionInfo[],
  recent: readonly Described[],
  profiles: readonly ProfileInfo[],
  now: number,
): RoleItem[] {
  const open = openButton();
  const active = sessions.map((session) => toSessionItem(session, now));
  const used = recent.flatMap((wish) => toRecentItem(wish, profiles, open)).filter(isNotAmong(active));
  const rest = profiles.map((profile) => toProfileItem(profile, open)).filter(isNotAmong([...active, ...used]));
  return [
    ...section(vscode.l10n.t('Active sessions'), active),
    ...section(vscode.l10n.t('Recent'), used),
    ...section(vscode.l10n.t('All profiles'), rest),
  ];
}

export function toProfileItem(profile: ProfileInfo, open = openButton()): RoleItem {
  const obstacle = firstProblem(profile, 'error');
  const warning = firstProblem(profile, 'warning');
  const place = obstacle?.file ? obstacle : profile;
  return {
    wish: { profile: profile.name },
    obstacle,
    place,
    iconPath: new vscode.ThemeIcon(obstacle ? 'error' : warning ? 'warning' : iconOf(profile)),
    label: profile.name,
    description: joined(' · ', markWord(profile), describeIdentity(profile)),
    detail: obstacle?.message ?? traits(profile, warning),
    keywords: [profile.roleArn, profile.account],
    ...(place.file ? { buttons: [open] } : {}),
  };
}

/** The row that assumes what is typed, when that looks like a role. */
export function typedItem(text: string, isKnown: boolean): RoleItem {
  return {
    iconPath: new vscode.ThemeIcon('add'),
    label: isKnown ? vscode.l10n.t('Assume It with Other Credentials') : vscode.l10n.t('Assume {0}', text.trim()),
    detail: vscode.l10n.t('The next step asks which profile assumes it'),
  };
}

/** Whether a typed role is the very one that a row assumes, or a row's name. */
export function isExactly(text: string, { label, keywords = [] }: RoleItem): boolean {
  const [, account, role] = /^(\d{12})[\s:/]+(?:role\/)?(\S+)$/.exec(text.trim()) ?? [];
  const names = [label, ...keywords].map((known) => known?.toLowerCase());
  const typed = text.trim().toLowerCase();
  return (
    names.includes(typed) ||
    (account !== undefined &&
      role !== undefined &&
      names.some((known) => known?.endsWith(`:iam::${account}:role/${role.toLowerCase()}`)))
  );
}

/** The row that says what was wrong with what is typed. */
export function faultItem(fault: string): RoleItem {
  return { iconPath: new vscode.ThemeIcon('error'), label: vscode.l10n.t('That cannot be assumed'), detail: fault };
}

function toSessionItem(session: SessionInfo, now: number): RoleItem {
  return {
    wish: { session },
    iconPath: new vscode.ThemeIcon(session.remark ? 'warning' : (markIcon(session) ?? 'key')),
    label: sessionName(session),
    description: joined(' · ', markWord(session), session.account, describeCondition(session, now, countdown)),
    detail: joined(' · ', session.region, session.remark),
    keywords: [session.arn],
  };
}

function toRecentItem(wish: Described, profiles: readonly ProfileInfo[], open: vscode.QuickInputButton): RoleItem[] {
  if (!('profile' in wish)) {
    const source = wish.sourceProfile && vscode.l10n.t('through {0}', wish.sourceProfile);
    const iconPath = new vscode.ThemeIcon('person');
    return [{ wish, iconPath, label: wish.roleArn, ...(source ? { description: source } : {}) }];
  }
  const profile = profiles.find(({ name }) => name === wish.profile);
  return profile ? [toProfileItem(profile, open)] : [];
}

/** What helps to tell profiles apart, what assuming one takes and gives, and what its author should know. */
function traits(profile: ProfileInfo, warning: Problem | undefined): string {
  return joined(
    ' · ',
    profile.region,
    profile.sourceProfile && vscode.l10n.t('through {0}', profile.sourceProfile),
    profile.plan,
    warning?.message,
  );
}

function iconOf(profile: ProfileInfo): string {
  return markIcon(profile) ?? (profile.roleArn ? 'person' : 'key');
}

function section(label: string, items: readonly RoleItem[]): RoleItem[] {
  return items.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
}

function isNotAmong(others: readonly RoleItem[]): (item: RoleItem) => boolean {
  const names = new Set(others.map(({ wish }) => wish && nameOf(wish)));
  return ({ wish }) => !names.has(wish && nameOf(wish));
}
