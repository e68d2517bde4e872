import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { isShell } from './terminalShell.ts';

/**
 * Tracks in which terminals a program is running, as far as shell integration reports it. Text typed there would go to
 * the program.
 */
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

  /** Throws if a program is running in a terminal. */
  requireNoProgram(terminal: vscode.Terminal): void {
    if (this.isRunningIn(terminal)) {
      throw new OperationError(
        vscode.l10n.t(
          "A program is running in the terminal '{0}', so RoleAssist cannot type into its shell.",
          terminal.name,
        ),
        vscode.l10n.t('Try again when the program has ended.'),
      );
    }
  }

  /** Waits until no program is running in a terminal, or it is closed. */
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

  /** Whether a program ended in a terminal and no other has started, so that the shell is at its prompt. */
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
 * Detects a program that started before this extension, for which there was no event. VS Code then detects no shell in
 * a terminal with shell integration, and an unnamed terminal has the name of the program.
 */
function isNamedAfterProgram({ shellIntegration, state, creationOptions, name }: vscode.Terminal): boolean {
  return Boolean(shellIntegration) && state.shell === undefined && creationOptions.name === undefined && !isShell(name);
}
