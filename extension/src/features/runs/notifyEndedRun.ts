import * as vscode from 'vscode';
import { showBriefly } from '../../infrastructure/presentation/messages.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { RunInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { countsText, retriableOf } from './runText.ts';

const briefMilliseconds = 8000;

/** Tells how a run ended. One that needs nothing from the user is only mentioned. */
export function notifyEndedRun(run: RunInfo, show: () => Promise<void>): void {
  const { title, counts, problem } = run;
  const text = vscode.l10n.t('{0}: {1}.', title, countsText(counts));
  if (retriableOf(counts) === 0 && problem === undefined) {
    showBriefly('pass', text, briefMilliseconds);
    return;
  }
  notify(
    counts.failed + counts.notAssumed > 0 || problem !== undefined ? 'warning' : 'information',
    joinParts(' ', text, problem),
    [
      { title: vscode.l10n.t('Show Results'), run: show },
      { title: vscode.l10n.t('Retry Failed'), command: 'roleassist.retryRun', arguments: [{ run }] },
    ],
  );
}
