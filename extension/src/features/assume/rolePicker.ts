import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { openLocation, openLocationAction } from '../../infrastructure/commands/fileLocation.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { firstProblem } from '../../infrastructure/presentation/profileText.ts';
import { showList, type ListAnswer } from '../../infrastructure/prompts/list.ts';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { RecentRoles } from './recentRoles.ts';
import {
  errorItem,
  isConsoleButton,
  isExactly,
  isReadOnlyButton,
  roleItems,
  toProfileItem,
  typedItem,
  type RoleItem,
} from './roleItems.ts';
import type { SsoRoles } from './ssoRoles.ts';
import { looksLikeRole, type AssumeRequest } from './assumeRequest.ts';

/** The most profiles to list that have the typed role. */
const maxExactMatches = 20;

/** The user's previous input and its error. */
export interface Draft {
  readonly text: string;
  readonly error?: string;
}

/** Lets the user pick or type the role to assume. */
export class RolePicker {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly sessions: SessionStore,
    private readonly recent: RecentRoles,
    private readonly ssoRoles: SsoRoles,
  ) {}

  /** Lets the user pick or type one role, or switch to picking several. */
  async pick(draft?: Draft): Promise<AssumeRequest[]> {
    const { answer, text, profiles } = await this.showRoles(draft);
    if ('button' in answer) {
      return this.pickSeveral();
    }
    const item = await pickedItem(answer);
    if (item.request) {
      return [requireAssumable(item)];
    }
    if (item.ssoSession !== undefined) {
      const role = await this.ssoRoles.pick(item.ssoSession);
      return role ? [role] : this.pick({ text });
    }
    // The row of the typed role or of its error: both stand for the typed text.
    const source = await pickSource(profiles);
    return source ? [{ roleArn: text.trim(), ...source }] : this.pick({ text });
  }

  private async showRoles(draft?: Draft): Promise<{
    readonly answer: ListAnswer<RoleItem>;
    readonly text: string;
    readonly profiles: readonly ProfileInfo[];
  }> {
    const known: { profiles: readonly ProfileInfo[]; items: readonly RoleItem[] } = { profiles: [], items: [] };
    let text = draft?.text ?? '';
    const itemsAbove = itemsForTypedRole(draft, known);
    const answer = await showList<RoleItem>({
      title: vscode.l10n.t('Assume Role'),
      placeholder: vscode.l10n.t('Select a profile, or type a role ARN or an account and a role'),
      buttons: [{ iconPath: new vscode.ThemeIcon('checklist'), tooltip: vscode.l10n.t('Assume Several Roles') }],
      value: text,
      emptyLabel: vscode.l10n.t('No matching roles'),
      items: async (token) => {
        const asked = this.ssoRoles.sessions(token);
        const isEnough = async () => this.sessions.sessions.length > 0 || (await asked).length > 0;
        known.profiles = await this.load(token, isEnough);
        const { sessions } = this.sessions;
        known.items = roleItems(sessions, this.recent.list(), known.profiles, await asked, Date.now());
        return known.items;
      },
      itemsAbove: (value, list) => {
        text = value;
        // A typed role needs a second step, which asks for the source profile.
        const isTyped = looksLikeRole(value);
        list.step = isTyped ? 1 : undefined;
        list.totalSteps = isTyped ? 2 : undefined;
        return itemsAbove(value);
      },
    });
    return { answer, text, profiles: known.profiles };
  }

  /** Lets the user pick several profiles. */
  async pickSeveral(): Promise<AssumeRequest[]> {
    const answer = await showList<RoleItem>({
      title: vscode.l10n.t('Assume Several Roles'),
      placeholder: vscode.l10n.t('Select roles to assume'),
      canPickMany: true,
      items: async (token) =>
        (await this.load(token))
          .filter((profile) => !firstProblem(profile, 'error'))
          .map((profile) => toProfileItem(profile)),
    });
    const items = 'picked' in answer ? answer.picked : [await pickedItem(answer)];
    return items.flatMap(({ request }) => request ?? []);
  }

  /** @param isEnough whether there is something to pick without profiles */
  private async load(
    token: vscode.CancellationToken,
    isEnough: () => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<readonly ProfileInfo[]> {
    const { profiles, problems } = await this.profiles.list(token);
    if (profiles.length === 0 && !(await isEnough())) {
      const [problem] = problems;
      const open = problem && openLocationAction(problem);
      throw new OperationError(
        vscode.l10n.t('There are no AWS profiles to assume.'),
        problem?.message,
        open ? [open] : [errorActions.setUpProfile(), errorActions.startSandbox()],
        problem ? 'error' : 'information',
      );
    }
    return profiles;
  }
}

/**
 * Returns the items to show above the profiles while the user types a role: the error of the previous attempt, the
 * profiles with exactly this role, and the typed role. Returns the same objects for the same text.
 */
function itemsForTypedRole(
  draft: Draft | undefined,
  known: { items: readonly RoleItem[] },
): (text: string) => RoleItem[] {
  const error = draft?.error === undefined ? undefined : errorItem(draft.error);
  let typed: { text: string; isKnown: boolean; item: RoleItem } | undefined;
  return (text) => {
    const errors = error && text === draft?.text ? [error] : [];
    if (!looksLikeRole(text)) {
      return errors;
    }
    const same = known.items.filter((item) => isExactly(text, item)).slice(0, maxExactMatches);
    const isKnown = same.length > 0;
    if (typed?.text !== text || typed.isKnown !== isKnown) {
      typed = { text, isKnown, item: typedItem(text, isKnown) };
    }
    return [...errors, ...same, typed.item];
  };
}

/**
 * Lets the user pick whose credentials assume a typed role. Returns undefined if they go back. Without a default
 * profile, the AWS default credentials come last, because only some machines have them.
 */
async function pickSource(profiles: readonly ProfileInfo[]): Promise<{ sourceProfile?: string } | undefined> {
  const byDefault: RoleItem = {
    iconPath: new vscode.ThemeIcon('server'),
    label: vscode.l10n.t('Default credentials'),
    description: vscode.l10n.t('used by AWS tools when no profile is specified'),
  };
  const named = profiles
    .filter((profile) => profile.kind !== 'settings' && !firstProblem(profile, 'error'))
    .map((profile) => toProfileItem(profile));
  const hasDefault = profiles.some(({ name }) => name === 'default');
  const answer = await showList<RoleItem>({
    title: vscode.l10n.t('Assume Role'),
    placeholder: vscode.l10n.t('Select the profile whose credentials assume the role'),
    buttons: [vscode.QuickInputButtons.Back],
    step: { number: 2, of: 2 },
    items: () => Promise.resolve(hasDefault ? [byDefault, ...named] : [...named, byDefault]),
  });
  if ('button' in answer) {
    return undefined;
  }
  const { request } = await pickedItem(answer);
  return request && 'profile' in request ? { sourceProfile: request.profile } : {};
}

/**
 * Returns the picked item, limited to reading if the user pressed that button. For another button of an item, opens the
 * console or its location, and cancels.
 */
async function pickedItem(answer: ListAnswer<RoleItem>): Promise<RoleItem> {
  if ('buttonOf' in answer) {
    const { buttonOf: item, pressed } = answer;
    if (isReadOnlyButton(pressed) && item.request && 'profile' in item.request) {
      return { ...item, request: { ...item.request, policyPreset: 'read-only' } };
    }
    await (isConsoleButton(pressed)
      ? vscode.commands.executeCommand('roleassist.openConsole', consoleArgument(item))
      : openLocation(item.location ?? {}));
    throw new UserCancelledError();
  }
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new UserCancelledError();
  }
  return item;
}

/** What the command that opens the console takes. */
function consoleArgument({ request }: RoleItem): object | undefined {
  if (!request) {
    return undefined;
  }
  if ('session' in request) {
    return { sessionId: request.session.sessionId };
  }
  return 'profile' in request ? { profile: request.profile } : undefined;
}

function requireAssumable({ request, blocker }: RoleItem): AssumeRequest {
  if (blocker || !request) {
    const open = blocker && openLocationAction(blocker);
    throw new OperationError(blocker?.message ?? '', undefined, open ? [open] : []);
  }
  return request;
}
