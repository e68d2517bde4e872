import * as vscode from 'vscode';
import { UserCancelledError } from '../errors/operationError.ts';
import { shouldConfirmProduction } from '../configuration/settings.ts';
import { confirmInDialog } from '../presentation/messages.ts';
import { sessionName } from '../presentation/sessionText.ts';
import type { EnvironmentUse, SessionInfo } from '../rpc/contract.generated.ts';

/** What a production role is used for. */
export type ProductionUse = EnvironmentUse | 'console';

/**
 * Asks for confirmation before a production role is used, and throws if the user declines. The user can turn this off
 * for a single terminal or program, but not for all new terminals.
 */
export async function confirmProduction(session: SessionInfo, use: ProductionUse): Promise<void> {
  if (!session.isProduction || (use !== 'allTerminals' && !shouldConfirmProduction())) {
    return;
  }
  const { question, decline, confirm } = dialogTexts(sessionName(session), session.account, use);
  const detail = vscode.l10n.t('PRODUCTION: account {0}, {1}', session.account, session.arn);
  if (!(await confirmInDialog(question, detail, { decline, confirm }))) {
    throw new UserCancelledError();
  }
}

interface DialogTexts {
  readonly question: string;
  readonly decline: string;
  readonly confirm: string;
}

function dialogTexts(name: string, account: string, use: ProductionUse): DialogTexts {
  switch (use) {
    case 'allTerminals':
      return {
        question: vscode.l10n.t('Use the production role {0} in all new terminals?', name),
        decline: vscode.l10n.t('Do Not Use'),
        confirm: vscode.l10n.t('Use Account {0} in All New Terminals', account),
      };
    case 'process':
      return {
        question: vscode.l10n.t('Start a program with the production role {0}?', name),
        decline: vscode.l10n.t('Do Not Start'),
        confirm: vscode.l10n.t('Start Program in {0}', account),
      };
    case 'console':
      return {
        question: vscode.l10n.t('Open the console with the production role {0}?', name),
        decline: vscode.l10n.t('Do Not Open'),
        confirm: vscode.l10n.t('Open Console of {0}', account),
      };
    case 'terminal':
      return {
        question: vscode.l10n.t('Open a terminal with the production role {0}?', name),
        decline: vscode.l10n.t('Do Not Open'),
        confirm: vscode.l10n.t('Open Terminal in {0}', account),
      };
  }
}
