import * as vscode from 'vscode';
import { shouldConfirmProduction } from '../../infrastructure/configuration/settings.ts';
import { UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { confirmInDialog } from '../../infrastructure/presentation/messages.ts';
import { ask } from '../../infrastructure/prompts/prompts.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';

const maxNames = 5;

interface Account {
  readonly name: string;
  readonly isProduction?: boolean;
}

/**
 * Asks before a command runs in more than one account, and throws if the user declines. For production, the user types
 * the number of production accounts, as on the command line.
 */
export async function confirmRun(title: string, accounts: readonly Account[]): Promise<void> {
  const production = accounts.filter(({ isProduction }) => isProduction);
  if (production.length > 0 && shouldConfirmProduction()) {
    await confirmProductionRun(title, accounts.length, production);
  } else if (accounts.length > 1) {
    await confirmPlainRun(title, accounts, production.length);
  }
}

async function confirmPlainRun(title: string, accounts: readonly Account[], production: number): Promise<void> {
  const isConfirmed = await confirmInDialog(
    vscode.l10n.t('Run in {0} accounts?', accounts.length),
    joinParts(
      ' · ',
      title,
      namesOf(accounts),
      production > 0 ? vscode.l10n.t('{0} of them are production.', production) : undefined,
    ),
    { decline: vscode.l10n.t('Do Not Run'), confirm: vscode.l10n.t('Run in {0} Accounts', accounts.length) },
  );
  if (!isConfirmed) {
    throw new UserCancelledError();
  }
}

async function confirmProductionRun(title: string, all: number, production: readonly Account[]): Promise<void> {
  const count = String(production.length);
  await ask({
    title: vscode.l10n.t('PRODUCTION: {0}', title),
    placeholder: count,
    prompt: () =>
      vscode.l10n.t(
        'Run in {0} accounts, {1} of them production ({2})? Type {1} to go on',
        all,
        production.length,
        namesOf(production),
      ),
    validate: (text) =>
      text === count
        ? undefined
        : vscode.l10n.t('Type {0} to run in production too, or press Escape to run nothing.', count),
  });
}

function namesOf(accounts: readonly Account[]): string {
  const names = accounts.slice(0, maxNames).map(({ name }) => name);
  return accounts.length > maxNames
    ? vscode.l10n.t('{0} and {1} more', names.join(', '), accounts.length - maxNames)
    : names.join(', ');
}
