import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import { sessionName } from '../../infrastructure/presentation/sessionWords.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { NewTerminals, Scope } from './newTerminals.ts';

const confirmationMilliseconds = 8000;

/** Lets all new terminals of the workspace, or of a folder of it, have a session: a profile's, or one that is picked. */
export async function useInNewTerminals(
  chooser: SessionChooser,
  environments: SessionEnvironments,
  terminals: NewTerminals,
  argument?: unknown,
): Promise<void> {
  const title = vscode.l10n.t('Use in All New Terminals');
  const scopes = await pickScopes(vscode.workspace.workspaceFolders ?? [undefined], title);
  const session = await chooser.choose(title, argument);
  const variables = await environments.of(session, 'allTerminals', title);
  for (const scope of scopes) {
    terminals.use(session, scope, variables);
  }
  confirm(vscode.l10n.t('New terminals use {0}; those that are open stay as they are.', sessionName(session)));
}

/** Ends that, for the whole workspace or for a folder of it. */
export async function stopUsingInNewTerminals(terminals: NewTerminals): Promise<void> {
  const used = terminals.scopes();
  if (used.length === 0) {
    throw new OperationError(vscode.l10n.t('New terminals use no role.'));
  }
  for (const scope of await pickScopes(used, vscode.l10n.t('Stop Using in New Terminals'))) {
    terminals.stop(scope);
  }
  confirm(vscode.l10n.t('New terminals use no role any more; those that are open stay as they are.'));
}

/** All of them, or the one that the person picks of several. */
async function pickScopes(scopes: readonly Scope[], title: string): Promise<readonly Scope[]> {
  if (scopes.length <= 1) {
    return scopes;
  }
  const items = scopes.map((scope) => ({
    label: scope?.name ?? '',
    description: scope?.uri.fsPath ?? '',
    scopes: [scope],
  }));
  const everywhere = { label: vscode.l10n.t('All folders'), scopes };
  const picked = await pick([everywhere, ...items], { title, placeHolder: vscode.l10n.t('In which folder?') });
  return picked.scopes;
}

/** Nothing on the screen changes by itself, so the status bar says for a moment that something did. */
function confirm(text: string): void {
  vscode.window.setStatusBarMessage(`$(key) ${text}`, confirmationMilliseconds);
}
