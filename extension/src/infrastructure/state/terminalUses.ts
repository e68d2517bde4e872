import * as vscode from 'vscode';

/** Which of the open terminals were given which session. It is kept for as long as the terminal is open. */
export class TerminalUses implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly sessionIds = new Map<vscode.Terminal, string>();
  private readonly expected = new WeakMap<object, string>();
  private readonly subscription = vscode.Disposable.from(
    vscode.window.onDidOpenTerminal((terminal) => {
      const sessionId = this.expected.get(terminal.creationOptions);
      if (sessionId !== undefined) {
        this.set(terminal, sessionId);
      }
    }),
    vscode.window.onDidCloseTerminal((terminal) => {
      this.delete(terminal);
    }),
  );

  readonly onDidChange = this.changed.event;

  set(terminal: vscode.Terminal, sessionId: string): void {
    this.sessionIds.set(terminal, sessionId);
    this.changed.fire();
  }

  /** A terminal will be opened with these options, by VS Code or by us, and then it has the session. */
  expect(options: vscode.TerminalOptions, sessionId: string): void {
    this.expected.set(options, sessionId);
  }

  delete(terminal: vscode.Terminal): void {
    if (this.sessionIds.delete(terminal)) {
      this.changed.fire();
    }
  }

  /** The terminals that have a session. */
  terminalsOf(sessionId: string): vscode.Terminal[] {
    return [...this.sessionIds].filter(([, id]) => id === sessionId).map(([terminal]) => terminal);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
