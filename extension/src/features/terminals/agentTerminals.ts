import * as vscode from 'vscode';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import type { NewTerminals } from './newTerminals.ts';

/** Variables by which agents' terminals say what they are; VS Code sets the first two for its own. */
const marks = ['AI_AGENT', 'COPILOT_AGENT', 'ROLEASSIST_AGENT'];

/**
 * Whether an agent opened a terminal: its variables say so, or it is hidden and looks like those of older builds of VS
 * Code. Other extensions hide terminals too.
 */
export function isAgentTerminal(options: Readonly<vscode.TerminalOptions | vscode.ExtensionTerminalOptions>): boolean {
  if ('pty' in options) {
    return false;
  }
  const { env, hideFromUser, iconPath } = options;
  const hasAgentIcon = iconPath instanceof vscode.ThemeIcon && iconPath.id === 'chat-sparkle';
  return marks.some((mark) => env?.[mark]) || (hideFromUser === true && (hasAgentIcon || env?.['GIT_PAGER'] === 'cat'));
}

/** Remembers which terminals of agents were opened while new terminals used a session, which they do not get. */
export function trackAgentTerminals(newTerminals: NewTerminals, agentTerminals: TerminalUses): vscode.Disposable {
  return vscode.window.onDidOpenTerminal((terminal) => {
    const sessionId = newTerminals.commonSession(vscode.workspace.workspaceFolders ?? [undefined]);
    if (sessionId !== undefined && isAgentTerminal(terminal.creationOptions)) {
      agentTerminals.set(terminal, sessionId);
    }
  });
}
