import * as vscode from 'vscode';
import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import { RoleDebugConfigurations } from './roleDebugConfigurations.ts';

/** @param newTerminalsHaveSession whether new terminals get a session. */
export function registerDebug(
  { boundary, context, environments, log, terminals }: Platform,
  chooser: SessionChooser,
  newTerminalsHaveSession: (sessionId: string) => boolean,
): void {
  const powerShell = {
    currentHasSession: (sessionId: string) =>
      terminals.terminalsOf(sessionId).some(({ name }) => name.startsWith('PowerShell Extension')),
    newHaveSession: newTerminalsHaveSession,
  };
  const configurations = new RoleDebugConfigurations(chooser, environments, powerShell, boundary, log);
  context.subscriptions.push(vscode.debug.registerDebugConfigurationProvider('*', configurations));
}
