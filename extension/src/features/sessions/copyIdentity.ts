import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { showBriefly } from '../../infrastructure/presentation/messages.ts';
import { sessionFor } from '../../infrastructure/prompts/pickSession.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

const noticeMilliseconds = 3000;

/** Copies the ARN or the account of a row, or of a session that the user picks. */
export async function copyIdentity(what: 'arn' | 'account', store: SessionStore, argument?: unknown): Promise<void> {
  const title = what === 'arn' ? vscode.l10n.t('Copy ARN') : vscode.l10n.t('Copy Account');
  const text = textOf(argument, what) ?? (await sessionFor(argument, store.sessions, title))[what];
  if (!text) {
    throw new OperationError(vscode.l10n.t('The value is not known yet.'));
  }
  await vscode.env.clipboard.writeText(text);
  showBriefly('check', vscode.l10n.t('Copied {0}', text), noticeMilliseconds);
}

/** Reads the value from the row of a view. */
function textOf(argument: unknown, what: 'arn' | 'account'): string | undefined {
  const row = argument as { arn?: unknown; account?: unknown } | undefined | null;
  const value = typeof row === 'object' && row ? row[what] : undefined;
  return typeof value === 'string' ? value : undefined;
}
