import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import { remedies, tell } from '../../infrastructure/commands/remedies.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { runWizard } from '../../infrastructure/prompts/wizard.ts';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { HostError } from '../../infrastructure/rpc/hostErrors.ts';
import { toParams, type ProfileAnswers } from './profileAnswers.ts';
import { setUpSteps } from './setUpSteps.ts';

/**
 * Asks for what a profile needs, lets the host write it, and shows it. What the host refuses can be corrected: all
 * answers are kept.
 */
export async function setUpProfile(host: HostApi, given?: unknown): Promise<void> {
  const title = vscode.l10n.t('Set Up AWS Profile');
  const { profiles } = await withProgress(title, (token) => host.listProfiles(token));
  const answers = await runWizard(title, setUpSteps(sources(profiles)), isAnswers(given) ? given : {});

  const { file, line } = await write(host, title, answers);
  const place = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(place, place) });
  tell(
    'information',
    vscode.l10n.t('Profile {0} has been written.', answers.name ?? ''),
    answers.kind === 'settings' ? [] : [remedies.assumeRole(answers.name)],
  );
}

async function write(host: HostApi, title: string, answers: ProfileAnswers): Promise<{ file: string; line: number }> {
  try {
    return await withProgress(title, (token) => host.setUpProfile(toParams(answers), token));
  } catch (error) {
    if (error instanceof HostError) {
      throw new OperationError(error.message, error.hint, [
        {
          title: vscode.l10n.t('Correct'),
          command: 'roleassist.setUpProfile',
          arguments: [answers],
        },
      ]);
    }
    throw error;
  }
}

/** Who can assume a role: all that get credentials somehow. */
function sources(profiles: readonly ProfileInfo[]): readonly ProfileInfo[] {
  return profiles.filter(({ kind, isSandbox }) => kind !== 'settings' && !isSandbox);
}

/** The command is called by buttons and links too, with who knows what. */
function isAnswers(given: unknown): given is ProfileAnswers {
  return typeof given === 'object' && given !== null && 'kind' in given;
}
