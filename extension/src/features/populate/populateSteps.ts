import * as vscode from 'vscode';
import { choiceStep, multiChoiceStep, type Step } from '../../infrastructure/prompts/wizard.ts';
import type { PopulatePreview } from '../../infrastructure/rpc/contract.generated.ts';
import { countOf } from './populateText.ts';

/** What the user chooses before the profiles are named. */
export interface PopulateWish {
  /** The roles that get profiles; without them, all do. */
  readonly roles?: readonly string[];
  readonly prune?: boolean;
}

interface RoleItem extends vscode.QuickPickItem {
  readonly role: string;
}

/** The questions about a plan with everything that could change. */
export function wishSteps(plan: PopulatePreview): Step<PopulateWish>[] {
  const roles = roleItems(plan);
  const gone = countOf(plan, 'remove');
  return [
    multiChoiceStep<PopulateWish, RoleItem>({
      when: () => roles.length > 1,
      placeholder: vscode.l10n.t('Which roles should get profiles?'),
      items: () => roles,
      allowEmpty: false,
      isSelected: ({ role }, wish) => wish.roles?.includes(role) ?? true,
      answer: (wish, picked) =>
        picked.length === roles.length ? withoutRoles(wish) : { ...wish, roles: picked.map(({ role }) => role) },
    }),
    choiceStep<PopulateWish>({
      when: () => gone > 0,
      placeholder:
        gone === 1
          ? vscode.l10n.t('The sign-in no longer has the role of 1 profile that was added before.')
          : vscode.l10n.t('The sign-in no longer has the roles of {0} profiles that were added before.', gone),
      choices: () => [
        {
          iconPath: new vscode.ThemeIcon('pass'),
          label: vscode.l10n.t('Keep Them'),
          isCurrent: ({ prune }) => prune === false,
          answer: (wish) => ({ ...wish, prune: false }),
        },
        {
          iconPath: new vscode.ThemeIcon('trash'),
          label: vscode.l10n.t('Remove Them'),
          detail: vscode.l10n.t('Only profiles that RoleAssist has added, and that nobody has changed or uses.'),
          isCurrent: ({ prune }) => prune === true,
          answer: (wish) => ({ ...wish, prune: true }),
        },
      ],
    }),
  ];
}

/** The roles that would get profiles, by name, with the number of their accounts. */
function roleItems({ changes }: PopulatePreview): RoleItem[] {
  const accounts = new Map<string, number>();
  for (const { roleName } of changes.filter(({ action }) => action === 'add')) {
    accounts.set(roleName, (accounts.get(roleName) ?? 0) + 1);
  }
  return [...accounts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([role, count]) => ({
      label: role,
      description: count === 1 ? vscode.l10n.t('in 1 account') : vscode.l10n.t('in {0} accounts', count),
      role,
    }));
}

function withoutRoles({ prune }: PopulateWish): PopulateWish {
  return prune === undefined ? {} : { prune };
}
