import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { toProfileItem } from './profileItem.ts';

/** Lets the person pick one of the profiles; its name is the answer. */
export async function pickProfile(host: HostApi): Promise<string> {
  const { profiles, problems } = await withProgress(vscode.l10n.t('Reading the AWS profiles'), (token) =>
    host.listProfiles(token),
  );
  if (profiles.length === 0) {
    throw new OperationError(vscode.l10n.t('There are no AWS profiles to assume.'), problems[0]?.message);
  }

  const { profile, obstacle } = await pick(profiles.map(toProfileItem), {
    title: vscode.l10n.t('Assume Role'),
    placeHolder: vscode.l10n.t('Pick the profile to assume'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (obstacle) {
    throw new OperationError(obstacle);
  }
  return profile;
}
