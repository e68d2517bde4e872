import * as vscode from 'vscode';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { TerminalUse, TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import { roleTerminalOptions } from './roleTerminalOptions.ts';

/** The terminals that were opened with a session's credentials. */
export class RoleTerminals implements TerminalUses, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly sessionIds = new Map<vscode.Terminal, string>();
  private readonly subscription = vscode.window.onDidCloseTerminal((terminal) => {
    if (this.sessionIds.delete(terminal)) {
      this.changed.fire();
    }
  });

  readonly onDidChange = this.changed.event;

  open(session: SessionInfo, variables: readonly EnvironmentVariable[]): void {
    const terminal = vscode.window.createTerminal(roleTerminalOptions(session, variables));
    this.sessionIds.set(terminal, session.sessionId);
    this.changed.fire();
    terminal.show();
  }

  /** Whether a terminal of this session is open. */
  has(sessionId: string): boolean {
    return [...this.sessionIds.values()].includes(sessionId);
  }

  of(sessionId: string): readonly TerminalUse[] {
    return [...this.sessionIds].filter(([, id]) => id === sessionId).map(([terminal]) => terminal);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
