import * as vscode from 'vscode';
import { terminalLook } from '../../infrastructure/presentation/marks.ts';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** A terminal that has the credentials from its start. */
export function roleTerminalOptions(
  session: SessionInfo,
  variables: readonly EnvironmentVariable[],
): vscode.TerminalOptions {
  return {
    ...terminalLook(session),
    // A null removes what the terminal would inherit.
    env: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    // VS Code keeps the environment of a terminal that it is to revive; credentials must not be kept.
    isTransient: true,
    message: greeting(session),
  };
}

function greeting({ arn, expiration }: SessionInfo): string {
  if (!expiration) {
    return vscode.l10n.t('You are {0}.', arn);
  }
  const time = new Date(expiration).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
  return vscode.l10n.t('You are {0} until {1}.', arn, time);
}
