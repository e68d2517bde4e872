import * as vscode from 'vscode';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';

const checkMilliseconds = 2000;

/**
 * Detects that VS Code relaunched a terminal that uses a session: its shell is then a new process, with the variables
 * of new terminals. VS Code has no event for this, so the process ID is checked on terminal events and periodically,
 * because shells without integration raise no events.
 */
export class RelaunchWatcher implements vscode.Disposable {
  private readonly relaunched = new vscode.EventEmitter<vscode.Terminal>();
  private readonly processIds = new WeakMap<vscode.Terminal, number | undefined>();
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  readonly onDidRelaunch = this.relaunched.event;

  constructor(private readonly uses: TerminalUses) {
    const check = () => {
      this.check();
    };
    this.subscriptions = [
      uses.onDidChange(check),
      vscode.window.onDidChangeTerminalShellIntegration(check),
      vscode.window.onDidChangeActiveTerminal(check),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions, this.relaunched).dispose();
  }

  private check(): void {
    clearTimeout(this.timer);
    const terminals = this.uses.terminals();
    for (const terminal of terminals) {
      void this.checkTerminal(terminal);
    }
    if (terminals.length > 0) {
      this.timer = setTimeout(() => {
        this.check();
      }, checkMilliseconds);
    }
  }

  private async checkTerminal(terminal: vscode.Terminal): Promise<void> {
    const processId = await terminal.processId;
    const before = this.processIds.get(terminal);
    if (processId === undefined) {
      return;
    }
    this.processIds.set(terminal, processId);
    if (before !== undefined && before !== processId && this.uses.sessionIdOf(terminal) !== undefined) {
      this.relaunched.fire(terminal);
    }
  }
}
