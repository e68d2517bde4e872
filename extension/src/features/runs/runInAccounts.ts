import path from 'node:path';
import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import { runWizard } from '../../infrastructure/prompts/wizard.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import { readAccountGroups } from './accountGroups.ts';
import { activeScript, folderFor } from './activeScript.ts';
import { confirmRun } from './confirmRun.ts';
import { runSteps, type RunAnswers } from './runSteps.ts';

export interface RunServices {
  readonly host: HostApi;
  readonly requests: PromptedRequests;
  readonly profiles: Pick<ProfileStore, 'list'>;
  /** Shows the results. */
  readonly show: () => Promise<void>;
}

/** Asks where and what to run, shows the accounts for confirmation, and starts the run. */
export async function runInAccounts(services: RunServices): Promise<void> {
  const title = vscode.l10n.t('Run in Several Accounts');
  const document = activeScript();
  const { profiles } = await withProgress(vscode.l10n.t('Reading profiles'), (token) => services.profiles.list(token));
  const usable = profiles.filter(({ kind }) => kind !== 'settings');
  const answers = await runWizard<RunAnswers>(title, runSteps(usable, readAccountGroups(), document?.uri.fsPath), {
    selector: {},
    regions: [],
  });
  const script = answers.runsScript ? document : undefined;
  if (script) {
    await save(script);
  }
  await start(services, title, answers, script?.uri.fsPath);
}

async function start(
  { host, requests, show }: RunServices,
  title: string,
  { selector, commandLine = '', regions }: RunAnswers,
  script: string | undefined,
): Promise<void> {
  const { accounts, selection } = await requests.send(title, (tokenCode) =>
    withProgress(vscode.l10n.t('Listing accounts'), (token) =>
      host.request(Methods.listAccounts, { selector, ...codeOf(tokenCode) }, token),
    ),
  );
  await confirmRun(script === undefined ? commandLine : path.basename(script), accounts);
  const folder = folderFor(script);
  await requests.send(title, (tokenCode) =>
    withProgress(vscode.l10n.t('Preparing to run in {0} accounts', accounts.length), (token) =>
      host.request(
        Methods.startRun,
        {
          selector,
          selection,
          ...(script === undefined ? { commandLine } : { script }),
          ...(regions.length > 0 ? { regions } : {}),
          ...(folder === undefined ? {} : { folder }),
          ...codeOf(tokenCode),
        },
        token,
      ),
    ),
  );
  await show();
}

/** The host runs the file on disk. */
async function save(document: vscode.TextDocument): Promise<void> {
  if (document.isDirty && !(await document.save())) {
    throw new OperationError(vscode.l10n.t('{0} could not be saved.', path.basename(document.uri.fsPath)));
  }
}

export function codeOf(tokenCode: string | undefined): { readonly tokenCode?: string } {
  return tokenCode === undefined ? {} : { tokenCode };
}
