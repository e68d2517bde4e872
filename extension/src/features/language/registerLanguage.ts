import * as vscode from 'vscode';
import { profileOf } from '../../infrastructure/commands/arguments.ts';
import { openLocation } from '../../infrastructure/commands/fileLocation.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';

/**
 * Registers the command of the lens that explains a profile: it opens the header and shows the plan, its hover. And the
 * one that takes a file away from other users.
 */
export function registerLanguage({ api, commands, profiles }: Platform): void {
  commands.register('roleassist.restrictFile', async (argument) => {
    if (typeof argument !== 'string') {
      throw new OperationError(vscode.l10n.t('Use the light bulb at the first line of an AWS file.'));
    }
    await withProgress(vscode.l10n.t('Taking the file away from other users'), (token) =>
      api.request(Methods.restrictFile, { uri: argument }, token),
    );
    profiles.outdate();
  });
  commands.register('roleassist.explainProfile', async (argument) => {
    const name = profileOf(argument);
    const list = async (token: vscode.CancellationToken) => (await profiles.list(token)).profiles;
    const all = name === undefined ? undefined : await list(new vscode.CancellationTokenSource().token);
    const profile = all?.find((one) => one.name === name) ?? (await pick());
    if (!(await openLocation(profile))) {
      throw new OperationError(vscode.l10n.t('Profile {0} is not in a file.', profile.name));
    }
    await vscode.commands.executeCommand('editor.action.showHover');

    async function pick() {
      const answer = await showList({
        title: vscode.l10n.t('Explain Profile'),
        placeholder: vscode.l10n.t('Select the profile to explain'),
        items: async (token) => (await list(token)).map((one) => ({ label: one.name, profile: one })),
      });
      const [item] = 'picked' in answer ? answer.picked : [];
      if (!item) {
        throw new OperationError(vscode.l10n.t('There is no profile to explain.'));
      }
      return item.profile;
    }
  });
}
