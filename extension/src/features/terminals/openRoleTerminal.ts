import * as vscode from 'vscode';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import { roleTerminalOptions } from './roleTerminalOptions.ts';

/** Opens a terminal with a session's credentials. */
export async function openRoleTerminal(
  chooser: SessionChooser,
  environments: SessionEnvironments,
  uses: TerminalUses,
  argument?: unknown,
): Promise<void> {
  const options = await newRoleTerminal(chooser, environments, uses, argument);
  vscode.window.createTerminal(options).show();
}

/** What a new role terminal is opened with. Whoever opens it, its use is known. */
export async function newRoleTerminal(
  chooser: SessionChooser,
  environments: SessionEnvironments,
  uses: TerminalUses,
  argument?: unknown,
): Promise<vscode.TerminalOptions> {
  const title = vscode.l10n.t('Open Role Terminal');
  const session = await chooser.choose(title, argument);
  const options = roleTerminalOptions(session, await environments.of(session, 'terminal', title));
  uses.expect(options, session.sessionId);
  return options;
}
