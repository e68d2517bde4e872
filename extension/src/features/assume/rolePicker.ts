import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/commands/errors.ts';
import { goTo, openAt } from '../../infrastructure/commands/places.ts';
import { remedies } from '../../infrastructure/commands/remedies.ts';
import { firstProblem } from '../../infrastructure/presentation/profileWords.ts';
import { showList, type ListAnswer } from '../../infrastructure/prompts/list.ts';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { RecentRoles } from './recentRoles.ts';
import { faultItem, roleItems, toProfileItem, typedItem, type RoleItem } from './roleItems.ts';
import { looksLikeRole, type Wish } from './wish.ts';

/** What the person has typed before, and what was wrong with it. */
export interface Draft {
  readonly text: string;
  readonly fault?: string;
}

/** Lets the person say who they want to be. */
export class RolePicker {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly sessions: SessionStore,
    private readonly recent: RecentRoles,
  ) {}

  /** One role, of the list or typed; or several, when the person turns to that. */
  async pick(draft?: Draft): Promise<Wish[]> {
    const several: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('checklist'),
      tooltip: vscode.l10n.t('Assume Several Roles'),
    };
    const typed = typedItem();
    const known: { profiles: readonly ProfileInfo[]; items: readonly RoleItem[] } = { profiles: [], items: [] };
    let text = draft?.text ?? '';
    let extras: RoleItem[] = [];
    const answer = await showList<RoleItem>({
      title: vscode.l10n.t('Assume Role'),
      placeholder: vscode.l10n.t('Pick a profile, or type a role ARN or an account and a role'),
      buttons: [several],
      value: text,
      items: async (token) => {
        const profiles = await this.load(token, this.sessions.sessions.length > 0);
        known.profiles = profiles;
        known.items = roleItems(this.sessions.sessions, this.recent.list(), profiles, Date.now());
        return known.items;
      },
      onType: (value, list) => {
        text = value;
        const before = extras;
        extras = [
          ...(draft?.fault !== undefined && value === draft.text ? [faultItem(draft.fault)] : []),
          ...(looksLikeRole(value) ? [typed] : []),
        ];
        // Only when the text turns into a role or out of it: however many items there are, typing stays quick.
        if (extras.length !== before.length) {
          list.items = [...extras, ...known.items];
          list.step = looksLikeRole(value) ? 1 : undefined;
          list.totalSteps = looksLikeRole(value) ? 2 : undefined;
        }
      },
    });

    if ('button' in answer) {
      return this.pickSeveral();
    }
    const item = await itemOf(answer);
    if (item.wish) {
      return [requireNoObstacle(item)];
    }
    // The typed role, or what is wrong with it: either way the text is what counts.
    const source = await pickSource(known.profiles);
    return source ? [{ roleArn: text.trim(), ...source }] : this.pick({ text });
  }

  /** Several profiles at once. */
  async pickSeveral(): Promise<Wish[]> {
    const answer = await showList<RoleItem>({
      title: vscode.l10n.t('Assume Several Roles'),
      placeholder: vscode.l10n.t('Check the profiles to assume'),
      many: true,
      items: async (token) =>
        (await this.load(token, false))
          .filter((profile) => !firstProblem(profile, 'error'))
          .map((profile) => toProfileItem(profile)),
    });
    const items = 'picked' in answer ? answer.picked : [await itemOf(answer)];
    return items.flatMap(({ wish }) => wish ?? []);
  }

  private async load(token: vscode.CancellationToken, mayBeEmpty: boolean): Promise<readonly ProfileInfo[]> {
    const { profiles, problems } = await this.profiles.list(token);
    if (profiles.length === 0 && !mayBeEmpty) {
      const [problem] = problems;
      const open = problem && openAt(problem);
      throw new OperationError(
        vscode.l10n.t('There are no AWS profiles to assume.'),
        problem?.message,
        open ? [open] : [remedies.setUpProfile(), remedies.startSandbox()],
      );
    }
    return profiles;
  }
}

/** Whose credentials assume a role that was typed; undefined when the person goes back. */
async function pickSource(profiles: readonly ProfileInfo[]): Promise<{ sourceProfile?: string } | undefined> {
  const answer = await showList<RoleItem>({
    title: vscode.l10n.t('Assume Role'),
    placeholder: vscode.l10n.t('Pick the profile whose credentials assume the role'),
    buttons: [vscode.QuickInputButtons.Back],
    step: { number: 2, of: 2 },
    items: () =>
      Promise.resolve([
        {
          label: vscode.l10n.t('Default credentials'),
          description: vscode.l10n.t('those that AWS tools use when no profile is named'),
        },
        ...profiles.filter((profile) => !firstProblem(profile, 'error')).map((profile) => toProfileItem(profile)),
      ]),
  });
  if ('button' in answer) {
    return undefined;
  }
  const { wish } = await itemOf(answer);
  return wish && 'profile' in wish ? { sourceProfile: wish.profile } : {};
}

/** The item that was picked. Whoever presses an item's button wants to see its line instead. */
async function itemOf(answer: ListAnswer<RoleItem>): Promise<RoleItem> {
  if ('buttonOf' in answer) {
    await goTo(answer.buttonOf.place ?? {});
    throw new UserCancelledError();
  }
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new UserCancelledError();
  }
  return item;
}

function requireNoObstacle({ wish, obstacle }: RoleItem): Wish {
  if (obstacle || !wish) {
    const open = obstacle && openAt(obstacle);
    throw new OperationError(obstacle?.message ?? '', undefined, open ? [open] : []);
  }
  return wish;
}
