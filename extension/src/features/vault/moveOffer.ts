import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { ProfileInfo, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';

const key = 'roleassist.offeredMove';

/** Offers once on this machine to move the key of a role that the user has assumed, if it is in plain text. */
export class MoveOffer {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly profiles: Pick<ProfileStore, 'list'>,
  ) {}

  async show({ profile, isSandbox }: SessionInfo): Promise<void> {
    if (isSandbox || this.memory.get<unknown>(key) === true) {
      return;
    }
    const source = await this.sourceOf(profile);
    if (!source?.hasPlainKey) {
      return;
    }
    await this.memory.update(key, true);
    notify(
      'information',
      vscode.l10n.t('The key of {0} is in plain text. Any program that you run can read it.', source.name),
      [errorActions.moveKeys(source.name), { title: vscode.l10n.t("Don't Show Again"), run: () => undefined }],
    );
  }

  /** The user asked for a role and has it, so a failure here is not reported. */
  private async sourceOf(name: string): Promise<ProfileInfo | undefined> {
    try {
      const { profiles } = await withProgress(vscode.l10n.t('Reading profiles'), (token) => this.profiles.list(token));
      return lastOfChain(name, new Map(profiles.map((profile) => [profile.name, profile])));
    } catch {
      return undefined;
    }
  }
}

/** Follows the source profiles to the one with the credentials. */
function lastOfChain(name: string, profiles: ReadonlyMap<string, ProfileInfo>): ProfileInfo | undefined {
  const seen = new Set<string>();
  let profile = profiles.get(name);
  while (profile?.sourceProfile !== undefined && !seen.has(profile.name)) {
    seen.add(profile.name);
    profile = profiles.get(profile.sourceProfile);
  }
  return profile;
}
