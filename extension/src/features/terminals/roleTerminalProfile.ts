import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import { newRoleTerminal } from './openRoleTerminal.ts';

/** The entry of the menu from which terminals are opened. */
export function registerRoleTerminalProfile(
  chooser: SessionChooser,
  environments: SessionEnvironments,
  uses: TerminalUses,
  boundary: ErrorBoundary,
): vscode.Disposable {
  return vscode.window.registerTerminalProfileProvider('roleassist.roleTerminal', {
    provideTerminalProfile: () =>
      boundary.run(async () => new vscode.TerminalProfile(await newRoleTerminal(chooser, environments, uses))),
  });
}
