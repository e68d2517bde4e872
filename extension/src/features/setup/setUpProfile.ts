import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { runWizard } from '../../infrastructure/prompts/wizard.ts';
import { Methods, type ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { HostError } from '../../infrastructure/rpc/hostErrors.ts';
import { toParams, toSignInParams, type ProfileAnswers } from './profileAnswers.ts';
import { setUpSteps } from './setUpSteps.ts';

/**
 * Asks for the properties of a profile, lets the host write it, and shows it. If the host rejects it, the user can
 * correct their answers.
 */
export async function setUpProfile(host: HostApi, argument?: unknown): Promise<void> {
  const title = vscode.l10n.t('Set Up AWS Profile');
  const { profiles } = await withProgress(title, (token) => host.request(Methods.listProfiles, {}, token));
  const answers = await runWizard(title, setUpSteps(sourceProfiles(profiles)), isAnswers(argument) ? argument : {});

  if (answers.kind === 'signIn') {
    await send(answers, () =>
      withProgress(title, (token) => host.request(Methods.setUpSignIn, toSignInParams(answers), token)),
    );
    await vscode.commands.executeCommand('roleassist.signIn', { signIn: answers.ssoSession });
    return;
  }

  const { file, line } = await send(answers, () =>
    withProgress(title, (token) => host.request(Methods.setUpProfile, toParams(answers), token)),
  );
  const place = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(place, place) });
  notify(
    'information',
    vscode.l10n.t('Profile {0} has been added.', answers.name ?? ''),
    answers.kind === 'settings' ? [] : [errorActions.assumeRole(answers.name)],
  );
}

/** Sends the answers. If the host rejects them, the user can correct them. */
async function send<T>(answers: ProfileAnswers, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof HostError) {
      throw new OperationError(error.message, error.hint, [
        {
          title: vscode.l10n.t('Edit Answers'),
          command: 'roleassist.setUpProfile',
          arguments: [answers],
        },
      ]);
    }
    throw error;
  }
}

/** The profiles that can assume a role: all that have credentials. */
function sourceProfiles(profiles: readonly ProfileInfo[]): readonly ProfileInfo[] {
  return profiles.filter(({ kind, isSandbox }) => kind !== 'settings' && !isSandbox);
}

/** Buttons and links can call the command with any argument. */
function isAnswers(argument: unknown): argument is ProfileAnswers {
  return typeof argument === 'object' && argument !== null && 'kind' in argument;
}
