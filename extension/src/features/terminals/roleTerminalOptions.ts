import * as vscode from 'vscode';
import { terminalAppearance } from '../../infrastructure/presentation/marks.ts';
import { plain } from '../../infrastructure/text/plainText.ts';
import { formatTime, sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** A terminal that has the credentials from its start. */
export function roleTerminalOptions(
  session: SessionInfo,
  variables: readonly EnvironmentVariable[],
): vscode.TerminalOptions {
  return {
    ...terminalAppearance(session),
    // A null removes what the terminal would inherit.
    env: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    // VS Code keeps the environment of a terminal that it is to revive; credentials must not be kept.
    isTransient: true,
    message: greeting(session),
  };
}

/** The terminal obeys what it is shown, so this is plain text. */
function greeting(session: SessionInfo): string {
  const { account, arn, expiration } = session;
  const name = sessionName(session);
  const role = /:assumed-role\/([^/]+)/.exec(arn)?.[1];
  const identity = role ? `${account}/${role}` : arn;
  const words = vscode.l10n.t('This terminal uses {0} ({1}).', name, identity);
  return plain(
    expiration ? `${words} ${vscode.l10n.t('Its credentials are good until {0}.', formatTime(expiration))}` : words,
  );
}
