import * as vscode from 'vscode';
import { UserCancelledError } from '../commands/errors.ts';
import { asksBeforeProduction } from '../configuration/settings.ts';
import { sessionName } from '../presentation/sessionWords.ts';
import type { EnvironmentUse, SessionInfo } from '../rpc/contract.generated.ts';

/**
 * Asks before a role of production is used. A single use goes unasked where the person has turned the question off; all
 * terminals never do. Whoever does not confirm has given up.
 */
export async function confirmProduction(session: SessionInfo, use: EnvironmentUse): Promise<void> {
  if (!session.isProduction || (use !== 'allTerminals' && !asksBeforeProduction())) {
    return;
  }
  const { question, button } = words(sessionName(session), use);
  const answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: vscode.l10n.t('PRODUCTION: account {0}, {1}', session.account, session.arn) },
    button,
  );
  if (answer !== button) {
    throw new UserCancelledError();
  }
}

function words(name: string, use: EnvironmentUse): { question: string; button: string } {
  switch (use) {
    case 'allTerminals':
      return {
        question: vscode.l10n.t('Use the production role {0} in all new terminals?', name),
        button: vscode.l10n.t('Use in All New Terminals'),
      };
    case 'process':
      return {
        question: vscode.l10n.t('Start a program with the production role {0}?', name),
        button: vscode.l10n.t('Start Program'),
      };
    case 'terminal':
      return {
        question: vscode.l10n.t('Open a terminal with the production role {0}?', name),
        button: vscode.l10n.t('Open Terminal'),
      };
  }
}
