import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { isShell } from './terminalShell.ts';

/** Knows, where shell integration tells, in which terminals a program runs: what is typed there would reach the program. */
export class RunningPrograms implements vscode.Disposable {
  private readonly executions = new Map<vscode.Terminal, vscode.TerminalShellExecution>();
  private readonly idle = new WeakSet<vscode.Terminal>();
  private readonly subscription = vscode.Disposable.from(
    vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
      this.executions.set(terminal, execution);
      this.idle.delete(terminal);
    }),
    vscode.window.onDidEndTerminalShellExecution(({ terminal, execution }) => {
      if (this.executions.get(terminal) === execution) {
        this.executions.delete(terminal);
        this.idle.add(terminal);
      }
    }),
    vscode.window.onDidCloseTerminal((terminal) => {
      this.executions.delete(terminal);
    }),
  );

  /** Refuses a terminal in which a program runs. */
  requireNoProgram(terminal: vscode.Terminal): void {
    if (this.isRunningIn(terminal)) {
      throw new OperationError(
        vscode.l10n.t("A program runs in the terminal '{0}', so nothing can be typed into its shell.", terminal.name),
        vscode.l10n.t('Try again when it has ended.'),
      );
    }
  }

  /** Waits until no program runs in a terminal any more, or it has been closed. */
  waitUntilIdle(terminal: vscode.Terminal): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this.isRunningIn(terminal) || terminal.exitStatus !== undefined) {
          subscription.dispose();
          resolve();
        }
      };
      const subscription = vscode.Disposable.from(
        vscode.window.onDidEndTerminalShellExecution(check),
        vscode.window.onDidCloseTerminal(check),
      );
      check();
    });
  }

  /** Whether a program has ended in a terminal and no other has been started, so that the shell is at its prompt. */
  isAtPrompt(terminal: vscode.Terminal): boolean {
    return this.idle.has(terminal);
  }

  private isRunningIn(terminal: vscode.Terminal): boolean {
    return this.executions.has(terminal) || (!this.isAtPrompt(terminal) && isNamedAfterProgram(terminal));
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/**
 * Of a program that was started before this extension nothing is heard. But then VS Code sees no shell where it has
 * integrated one, and a terminal that was given no name goes by the program's.
 */
function isNamedAfterProgram({ shellIntegration, state, creationOptions, name }: vscode.Terminal): boolean {
  return Boolean(shellIntegration) && state.shell === undefined && creationOptions.name === undefined && !isShell(name);
}
