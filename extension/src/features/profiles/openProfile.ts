import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { openLocation } from '../../infrastructure/commands/fileLocation.ts';
import { describeIdentity } from '../../infrastructure/presentation/profileText.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import type { ProfileNode } from './profileTree.ts';

/** Opens the file of a profile at its line. The profile is that of the row, or one that the user picks. */
export async function openProfile(profiles: ProfileStore, argument?: unknown): Promise<void> {
  const profile = (argument as Partial<ProfileNode> | undefined)?.profile ?? (await pickProfile(profiles));
  if (!(await openLocation(profile))) {
    throw new OperationError(vscode.l10n.t('Profile {0} is not in a file.', profile.name));
  }
}

async function pickProfile(profiles: ProfileStore): Promise<ProfileInfo> {
  const answer = await showList({
    title: vscode.l10n.t('Open Profile'),
    placeholder: vscode.l10n.t('Select the profile to open'),
    items: async (token) =>
      (await profiles.list(token)).profiles.map((profile) => ({
        label: profile.name,
        description: describeIdentity(profile),
        detail: profile.file ?? '',
        profile,
      })),
  });
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new OperationError(vscode.l10n.t('There is no profile to open.'));
  }
  return item.profile;
}
