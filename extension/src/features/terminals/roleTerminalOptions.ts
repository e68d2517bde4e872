import * as vscode from 'vscode';
import { terminalAppearance } from '../../infrastructure/presentation/marks.ts';
import { plain } from '../../infrastructure/text/plainText.ts';
import { formatTime, sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SessionInfo, TerminalEnvironment } from '../../infrastructure/rpc/contract.generated.ts';

/** The options of a terminal that has the credentials from the start. */
export function roleTerminalOptions(
  session: SessionInfo,
  { variables, survivesReload }: Pick<TerminalEnvironment, 'variables' | 'survivesReload'>,
): vscode.TerminalOptions {
  return {
    ...terminalAppearance(session),
    // A null removes an inherited variable.
    env: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    // VS Code saves the environment of terminals that it restores, and credentials must not be saved.
    isTransient: survivesReload !== true,
    message: greeting(session),
  };
}

/** A terminal interprets control characters, so this is plain text. */
function greeting(session: SessionInfo): string {
  const { account, arn, expiration } = session;
  const name = sessionName(session);
  const role = /:assumed-role\/([^/]+)/.exec(arn)?.[1];
  const identity = role ? `${account}/${role}` : arn;
  const words = vscode.l10n.t('This terminal uses {0} ({1}).', name, identity);
  return plain(
    expiration ? `${words} ${vscode.l10n.t('The credentials expire at {0}.', formatTime(expiration))}` : words,
  );
}
