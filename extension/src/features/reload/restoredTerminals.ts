import * as vscode from 'vscode';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import type { WindowSession, WindowState } from './sessionMemory.ts';

/**
 * Recognizes the terminals that VS Code kept through a reload, by the processes of their shells. VS Code may add them
 * after the extension has started.
 */
export class RestoredTerminals implements vscode.Disposable {
  private readonly sessionIds = new Map<number, string>();
  private readonly subscription = vscode.window.onDidOpenTerminal((terminal) => {
    void this.recognize(terminal);
  });

  constructor(private readonly uses: Pick<TerminalUses, 'set' | 'sessionIdOf'>) {}

  /** Assigns the shells of the previous window to their sessions, except for those that were lost. */
  set(shells: WindowState['shells'], lost: readonly WindowSession[]): void {
    const ended = new Set(lost.map(({ sessionId }) => sessionId));
    for (const { processId, sessionId } of shells) {
      if (!ended.has(sessionId)) {
        this.sessionIds.set(processId, sessionId);
      }
    }
    for (const terminal of vscode.window.terminals) {
      void this.recognize(terminal);
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async recognize(terminal: vscode.Terminal): Promise<void> {
    const processId = await terminal.processId;
    const sessionId = processId === undefined ? undefined : this.sessionIds.get(processId);
    if (processId !== undefined && sessionId !== undefined && this.uses.sessionIdOf(terminal) === undefined) {
      this.sessionIds.delete(processId);
      this.uses.set(terminal, sessionId);
    }
  }
}
