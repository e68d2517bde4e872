import * as vscode from 'vscode';
import type { PopulateAction, PopulatePreview, PopulateResult } from '../../infrastructure/rpc/contract.generated.ts';
import { sentencesForEditor } from '../../infrastructure/rpc/hostErrors.ts';

/** The most notes that a message shows: hundreds of accounts may have one each. */
const maxNotes = 3;

export function countOf({ changes }: PopulatePreview, wanted: PopulateAction): number {
  return changes.filter(({ action }) => action === wanted).length;
}

/** Tells what would change. */
export function planText(plan: PopulatePreview): string {
  return vscode.l10n.t(
    'Profiles of {0}: {1} to add, {2} to remove, {3} stay as they are. Nothing has been written yet.',
    plan.session,
    countOf(plan, 'add'),
    countOf(plan, 'remove'),
    countOf(plan, 'keep'),
  );
}

/** Tells what else the user should know. */
export function notesText(plan: PopulatePreview): string {
  const notes = plan.notes.map(sentencesForEditor).filter(Boolean);
  const more = notes.length - maxNotes;
  return [...notes.slice(0, maxNotes), ...(more > 0 ? [vscode.l10n.t('There are {0} more notes.', more)] : [])].join(
    ' ',
  );
}

/** The item that accepts the plan. */
export function confirmLabel(plan: PopulatePreview): string {
  const [added, removed] = [countOf(plan, 'add'), countOf(plan, 'remove')];
  if (added > 0 && removed > 0) {
    return vscode.l10n.t('Add {0} and Remove {1} Profiles', added, removed);
  }
  if (removed > 0) {
    return removed === 1 ? vscode.l10n.t('Remove 1 Profile') : vscode.l10n.t('Remove {0} Profiles', removed);
  }
  return added === 1 ? vscode.l10n.t('Add 1 Profile') : vscode.l10n.t('Add {0} Profiles', added);
}

/** Tells what has been written. */
export function addedText({ added, removed, file = '' }: PopulateResult): string {
  return removed > 0
    ? vscode.l10n.t('Profiles added to {0}: {1}. Profiles removed: {2}.', file, added, removed)
    : added === 1
      ? vscode.l10n.t('1 profile has been added to {0}.', file)
      : vscode.l10n.t('{0} profiles have been added to {1}.', added, file);
}
