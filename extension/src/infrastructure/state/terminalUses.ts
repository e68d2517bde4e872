import * as vscode from 'vscode';

/** Which of the open terminals were given which session. It is kept for as long as the terminal is open. */
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

  /** The terminals that have a session. */
  terminals(): vscode.Terminal[] {
    return [...this.sessionIds.keys()];
  }

  /** How many terminals have a session. */
  get count(): number {
    return this.sessionIds.size;
  }

  /** The session that a terminal was given. */
  sessionIdOf(terminal: vscode.Terminal): string | undefined {
    return this.sessionIds.get(terminal);
  }

  /** The terminals that have this session. */
  terminalsOf(sessionId: string): vscode.Terminal[] {
    return [...this.sessionIds].filter(([, id]) => id === sessionId).map(([terminal]) => terminal);
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }
}
