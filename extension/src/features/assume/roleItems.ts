import * as vscode from 'vscode';
import { countdown } from '../../infrastructure/presentation/countdown.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { markIcon, markLabel } from '../../infrastructure/presentation/marks.ts';
import {
  describeIdentity,
  describeKey,
  firstProblem,
  isOldKey,
} from '../../infrastructure/presentation/profileText.ts';
import { describeCondition, limitOf, sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import type { FileLocation } from '../../infrastructure/commands/fileLocation.ts';
import type { Problem, ProfileInfo, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { isReadOnlyRequest, requestName, type RoleSelection, type AssumeRequest } from './assumeRequest.ts';

/** A row of the picker. Separators have no request. */
export interface RoleItem extends SearchItem {
  readonly request?: AssumeRequest;
  /** Why the profile cannot be assumed. */
  readonly blocker?: Problem | undefined;
  /** The SSO session whose accounts and roles the row leads to. */
  readonly ssoSession?: string;
  /** Whether it is for a session that may only read. */
  readonly isReadOnly?: boolean;
  /** The location that the row's button opens. */
  readonly location?: FileLocation;
}

const openButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('go-to-file'),
  tooltip: vscode.l10n.t('Open at Line'),
});

const consoleIcon = new vscode.ThemeIcon('globe');

const consoleButton = (): vscode.QuickInputButton => ({
  iconPath: consoleIcon,
  tooltip: vscode.l10n.t('Open Console'),
});

const readOnlyIcon = new vscode.ThemeIcon('eye');

const readOnlyButton = (): vscode.QuickInputButton => ({
  iconPath: readOnlyIcon,
  tooltip: vscode.l10n.t('Assume Read-Only'),
});

/** Whether a button of a row assumes its profile read-only. */
export function isReadOnlyButton({ iconPath }: vscode.QuickInputButton): boolean {
  return iconPath === readOnlyIcon;
}

/** Whether a button of a row opens the console; otherwise it opens the row's location. */
export function isConsoleButton({ iconPath }: vscode.QuickInputButton): boolean {
  return iconPath === consoleIcon;
}

/**
 * Lists every role once: active sessions, recent roles, then all others in the order of the files, and what leads to roles
 * without a profile.
 */
export function roleItems(
  sessions: readonly SessionInfo[],
  recent: readonly RoleSelection[],
  profiles: readonly ProfileInfo[],
  ssoSessions: readonly string[],
  now: number,
): RoleItem[] {
  const [open, console, reading] = [openButton(), consoleButton(), readOnlyButton()];
  const active = sessions.map((session) => ({
    ...toSessionItem(session, now),
    buttons: [console],
  }));
  const roles = new Set(profiles.filter(({ roleArn }) => roleArn !== undefined).map(({ name }) => name));
  const canLimit = ({ request }: RoleItem) =>
    request && 'profile' in request && !isReadOnlyRequest(request) && roles.has(request.profile);
  const withConsole = (item: RoleItem): RoleItem =>
    item.blocker || !item.request || !('profile' in item.request)
      ? item
      : { ...item, buttons: [...(item.buttons ?? []), console, ...(canLimit(item) ? [reading] : [])] };
  const used = recent.flatMap((request) => toRecentItem(request, profiles, open)).filter(isNotIn(active));
  const rest = profiles.map((profile) => toProfileItem(profile, open)).filter(isNotIn([...active, ...used]));
  return [
    ...section(vscode.l10n.t('Active sessions'), active),
    ...section(vscode.l10n.t('Recent'), used.map(withConsole)),
    ...section(vscode.l10n.t('All profiles'), rest.map(withConsole)),
    ...section(vscode.l10n.t('Without a profile'), ssoSessions.map(toSsoItem)),
  ];
}

export function toProfileItem(profile: ProfileInfo, open = openButton()): RoleItem {
  const blocker = firstProblem(profile, 'error');
  const warning = firstProblem(profile, 'warning');
  const location = blocker?.file ? blocker : profile;
  return {
    request: { profile: profile.name },
    blocker,
    location,
    iconPath: new vscode.ThemeIcon(blocker ? 'error' : warning || profile.hasPlainKey ? 'warning' : iconOf(profile)),
    label: profile.name,
    description: joinParts(' · ', markLabel(profile), describeIdentity(profile)),
    detail: blocker?.message ?? traits(profile, warning),
    keywords: [profile.roleArn, profile.account],
    ...(location.file ? { buttons: [open] } : {}),
  };
}

/** The row that assumes the typed role. */
export function typedItem(text: string, isKnown: boolean): RoleItem {
  return {
    iconPath: new vscode.ThemeIcon('add'),
    label: isKnown ? vscode.l10n.t('Assume with Other Credentials') : vscode.l10n.t('Assume {0}', text.trim()),
    detail: vscode.l10n.t('The next step asks which profile to use'),
  };
}

/** Whether a typed role equals the role or the name of a row. */
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

/** The row that shows the error of the typed role. */
export function errorItem(error: string): RoleItem {
  return { iconPath: new vscode.ThemeIcon('error'), label: vscode.l10n.t('Cannot assume this role'), detail: error };
}

function toSsoItem(session: string): RoleItem {
  return {
    ssoSession: session,
    iconPath: new vscode.ThemeIcon('organization'),
    label: vscode.l10n.t('Accounts and Roles of {0}…', session),
    description: vscode.l10n.t('IAM Identity Center'),
  };
}

function toSessionItem(session: SessionInfo, now: number): RoleItem {
  return {
    request: { session },
    iconPath: new vscode.ThemeIcon(session.remark ? 'warning' : (markIcon(session) ?? 'key')),
    label: sessionName(session),
    description: joinParts(
      ' · ',
      markLabel(session),
      limitOf(session),
      session.account,
      describeCondition(session, now, countdown),
    ),
    detail: joinParts(' · ', session.region, session.remark),
    keywords: [session.arn],
    isReadOnly: session.policyPreset !== undefined,
  };
}

function toRecentItem(
  request: RoleSelection,
  profiles: readonly ProfileInfo[],
  open: vscode.QuickInputButton,
): RoleItem[] {
  if ('ssoAccount' in request) {
    const { session, accountId, roleName } = request.ssoAccount;
    const description = joinParts(' · ', roleName, accountId, vscode.l10n.t('through {0}', session));
    return [{ request, iconPath: new vscode.ThemeIcon('person'), label: requestName(request), description }];
  }
  if (!('profile' in request)) {
    const source = request.sourceProfile && vscode.l10n.t('through {0}', request.sourceProfile);
    const iconPath = new vscode.ThemeIcon('person');
    return [{ request, iconPath, label: request.roleArn, ...(source ? { description: source } : {}) }];
  }
  const profile = profiles.find(({ name }) => name === request.profile);
  if (!profile) {
    return [];
  }
  const item = toProfileItem(profile, open);
  return isReadOnlyRequest(request)
    ? [
        {
          ...item,
          request,
          description: joinParts(' · ', vscode.l10n.t('read-only'), item.description),
          isReadOnly: true,
        },
      ]
    : [item];
}

/** What distinguishes a profile from others, how it is assumed, and its warning. */
function traits(profile: ProfileInfo, warning: Problem | undefined): string {
  return joinParts(
    ' · ',
    profile.region,
    profile.sourceProfile && vscode.l10n.t('through {0}', profile.sourceProfile),
    profile.plan,
    describeKey(profile),
    isOldKey(profile.keyAgeDays) ? vscode.l10n.t('rotate it with AWS: Rotate Keys') : undefined,
    warning?.message,
  );
}

function iconOf(profile: ProfileInfo): string {
  return markIcon(profile) ?? (profile.roleArn ? 'person' : 'key');
}

function section(label: string, items: readonly RoleItem[]): RoleItem[] {
  return items.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
}

function isNotIn(others: readonly RoleItem[]): (item: RoleItem) => boolean {
  const keys = new Set(others.map(keyOf));
  return (item) => !keys.has(keyOf(item));
}

/** Tells rows apart: a role that may only read is not the role. */
function keyOf({ request, isReadOnly = false }: RoleItem): string | undefined {
  return request && `${requestName(request)} ${isReadOnly}`;
}
