import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import { showBriefly } from '../../infrastructure/presentation/messages.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { NewTerminals, Scope } from './newTerminals.ts';

const confirmationMilliseconds = 8000;

/**
 * Makes all new terminals of the workspace or of a folder use a session: that of a profile, or one that the user picks.
 */
export async function useInNewTerminals(
  chooser: SessionChooser,
  environments: SessionEnvironments,
  terminals: NewTerminals,
  argument?: unknown,
): Promise<void> {
  const title = vscode.l10n.t('Use in All New Terminals');
  const scopes = await pickScopes(vscode.workspace.workspaceFolders ?? [undefined], title);
  const session = await chooser.choose(title, argument);
  const variables = await environments.variablesFor(session, 'allTerminals', title);
  setInNewTerminals(scopes, session, terminals, variables);
  confirm(vscode.l10n.t('New terminals will use {0}. Open terminals are unchanged.', sessionName(session)));
}

/** Makes new terminals of folders use a session again, after a reload. Skips folders that no longer exist. */
export async function useAgainInNewTerminals(
  environments: SessionEnvironments,
  terminals: NewTerminals,
  session: SessionInfo,
  folders: readonly (string | undefined)[],
): Promise<void> {
  const there = vscode.workspace.workspaceFolders ?? [undefined];
  const scopes = there.filter((scope) => folders.includes(scope?.uri.toString()));
  if (scopes.length > 0) {
    const title = vscode.l10n.t('Use in All New Terminals');
    const { variables } = await environments.restoredFor(session, 'allTerminals', title);
    setInNewTerminals(scopes, session, terminals, variables);
  }
}

function setInNewTerminals(
  scopes: readonly Scope[],
  session: SessionInfo,
  terminals: NewTerminals,
  variables: readonly EnvironmentVariable[],
): void {
  for (const scope of scopes) {
    terminals.use(session, scope, variables);
  }
}

/** Makes new terminals of the workspace or of a folder stop using a session. */
export async function stopUsingInNewTerminals(terminals: NewTerminals): Promise<void> {
  const used = terminals.scopes();
  if (used.length === 0) {
    throw new OperationError(vscode.l10n.t('New terminals use no role.'));
  }
  for (const scope of await pickScopes(used, vscode.l10n.t('Stop Using in New Terminals'))) {
    terminals.stop(scope);
  }
  confirm(vscode.l10n.t('New terminals will no longer use a role. Open terminals are unchanged.'));
}

/** Returns all scopes, or the one that the user picks. */
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

/** Shows the change in the status bar for a short time. The session's row shows it permanently. */
function confirm(text: string): void {
  showBriefly('key', text, confirmationMilliseconds);
}
