import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import type { Remedy } from '../../infrastructure/commands/remedies.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import type { Problem } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { toProfileItem } from './profileItem.ts';

/** Lets the person pick one of the profiles; its name is the answer. */
export async function pickProfile(host: HostApi): Promise<string> {
  const { profiles, problems } = await withProgress(vscode.l10n.t('Reading the AWS profiles'), (token) =>
    host.listProfiles(token),
  );
  if (profiles.length === 0) {
    const [problem] = problems;
    throw new OperationError(
      vscode.l10n.t('There are no AWS profiles to assume.'),
      problem?.message,
      problem && openFile(problem),
    );
  }

  const { profile, obstacle } = await pick(profiles.map(toProfileItem), {
    title: vscode.l10n.t('Assume Role'),
    placeHolder: vscode.l10n.t('Pick the profile to assume'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (obstacle) {
    throw new OperationError(obstacle.message, undefined, openFile(obstacle));
  }
  return profile;
}

/** Shows the place in the file, where the problem has one. */
function openFile({ file, line = 1, column = 1 }: Problem): Remedy[] {
  if (!file) {
    return [];
  }
  const place = new vscode.Position(line - 1, column - 1);
  return [
    {
      title: vscode.l10n.t('Open File'),
      command: 'vscode.open',
      arguments: [vscode.Uri.file(file), { selection: new vscode.Range(place, place) }],
    },
  ];
}
