import * as vscode from 'vscode';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { roleTerminalOptions } from './roleTerminalOptions.ts';

/** The terminals that were opened with a session's credentials. */
export class RoleTerminals implements vscode.Disposable {
  private readonly sessionIds = new Map<vscode.Terminal, string>();
  private readonly subscription = vscode.window.onDidCloseTerminal((terminal) => {
    this.sessionIds.delete(terminal);
  });

  open(session: SessionInfo, variables: readonly EnvironmentVariable[]): void {
    const terminal = vscode.window.createTerminal(roleTerminalOptions(session, variables));
    this.sessionIds.set(terminal, session.sessionId);
    terminal.show();
  }

  /** Whether a terminal of this session is open. */
  has(sessionId: string): boolean {
    return [...this.sessionIds.values()].includes(sessionId);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
