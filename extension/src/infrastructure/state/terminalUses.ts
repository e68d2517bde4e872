import * as vscode from 'vscode';

/** Maps open terminals to the sessions that they use. */
export class TerminalUses implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly sessionIds = new Map<vscode.Terminal, string>();
  private readonly subscription = vscode.window.onDidCloseTerminal((terminal) => {
    this.delete(terminal);
  });

  readonly onDidChange = this.changed.event;

  set(terminal: vscode.Terminal, sessionId: string): void {
    this.sessionIds.set(terminal, sessionId);
    this.changed.fire();
  }

  delete(terminal: vscode.Terminal): void {
    if (this.sessionIds.delete(terminal)) {
      this.changed.fire();
    }
  }

  /** The terminals that use a session. */
  terminals(): vscode.Terminal[] {
    return [...this.sessionIds.keys()];
  }

  /** The number of terminals that use a session. */
  get count(): number {
    return this.sessionIds.size;
  }

  /** The session that a terminal uses. */
  sessionIdOf(terminal: vscode.Terminal): string | undefined {
    return this.sessionIds.get(terminal);
  }

  /** The terminals that use this session. */
  terminalsOf(sessionId: string): vscode.Terminal[] {
    return [...this.sessionIds].filter(([, id]) => id === sessionId).map(([terminal]) => terminal);
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }
}
