import * as vscode from 'vscode';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';

const checkMilliseconds = 2000;

/**
 * Notices that VS Code has relaunched a terminal that has a session: its shell is another process then, with the variables
 * of new terminals. VS Code tells of no such thing, so the process is looked at when something happens in a terminal, and
 * now and then, as shells without integration tell of nothing.
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
