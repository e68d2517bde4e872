import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { ask } from '../../infrastructure/prompts/prompts.ts';
import { runWizard } from '../../infrastructure/prompts/wizard.ts';
import {
  Methods,
  type PopulatePreview,
  type PopulateResult,
  type PreviewPopulateParams,
} from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { isHostError } from '../../infrastructure/rpc/hostErrors.ts';
import { wishSteps, type PopulateWish } from './populateSteps.ts';
import type { PopulatePreviews } from './populatePreviews.ts';
import { addedText, confirmLabel, countOf, notesText, planText } from './populateText.ts';

const defaultTemplate = '{account}-{role}';

/**
 * Adds a profile for each account and role of a sign-in that has none yet. The host makes the plan; the user sees it as
 * a comparison before anything is written, and can take it back afterwards.
 */
export async function addProfiles(host: HostApi, previews: PopulatePreviews, session: string): Promise<void> {
  // With what could be removed, so that the user can be asked. Only the next preview is what is written.
  const everything = await preview(host, { session, prune: true });
  requireChanges(everything);
  const title = vscode.l10n.t('Profiles from Identity Center');
  const wish = await runWizard<PopulateWish>(title, wishSteps(everything), {});
  const { params, plan } = await namedPlan(host, title, { session, ...wish });
  requireChanges(plan);

  const isAccepted = await previews.during(plan, () => confirm(title, plan));
  if (!isAccepted) {
    throw new UserCancelledError();
  }
  const result = await withProgress(vscode.l10n.t('Writing profiles of {0}', session), (token) =>
    host.request(Methods.applyPopulate, { ...params, plan: plan.plan }, token),
  );
  showResult(session, result);
}

/** Asks how profiles are named, again if the host rejects it. */
async function namedPlan(
  host: HostApi,
  title: string,
  wish: PreviewPopulateParams,
): Promise<{ readonly params: PreviewPopulateParams; readonly plan: PopulatePreview }> {
  for (let value = defaultTemplate, wrong: string | undefined; ;) {
    const complaint = wrong;
    const answer = await ask({
      title,
      placeholder: defaultTemplate,
      value,
      prompt: () => vscode.l10n.t('How profiles are named, with {0}', '{account}, {accountId}, {role}, {session}'),
      initialError: complaint === undefined ? undefined : () => complaint,
    });
    if (!('text' in answer)) {
      throw new UserCancelledError();
    }
    value = answer.text || defaultTemplate;
    const params = { ...wish, template: value };
    try {
      return { params, plan: await preview(host, { ...params, reuseList: true }) };
    } catch (error) {
      if (!isHostError(error, 'InvalidArgument')) {
        throw error;
      }
      wrong = error.explanation;
    }
  }
}

function preview(host: HostApi, params: PreviewPopulateParams): Promise<PopulatePreview> {
  return withProgress(vscode.l10n.t('Listing accounts and roles of {0}', params.session), (token) =>
    host.request(Methods.previewPopulate, params, token),
  );
}

/** Ends the command if there is nothing to do. */
function requireChanges(plan: PopulatePreview): void {
  if (countOf(plan, 'add') + countOf(plan, 'remove') === 0) {
    throw new OperationError(
      vscode.l10n.t('There is nothing to add: every role of {0} has a profile.', plan.session),
      plan.notes.join(' ') || undefined,
      [],
      'information',
    );
  }
}

/** A list stays open while the user scrolls the comparison. A message would hide after some seconds. */
async function confirm(title: string, plan: PopulatePreview): Promise<boolean> {
  const notes = notesText(plan);
  if (notes !== '') {
    notify('information', notes, []);
  }
  const accept = { iconPath: new vscode.ThemeIcon('add'), label: confirmLabel(plan) };
  const decline = { iconPath: new vscode.ThemeIcon('close'), label: vscode.l10n.t('Cancel') };
  const answer = await showList({
    title,
    placeholder: planText(plan),
    ignoreFocusOut: true,
    items: () => Promise.resolve([accept, decline]),
  });
  return 'picked' in answer && answer.picked[0]?.label === accept.label;
}

function showResult(session: string, result: PopulateResult): void {
  notify('information', addedText(result), [
    { title: vscode.l10n.t('Undo'), command: 'roleassist.undoAddProfiles', arguments: [session] },
  ]);
}
