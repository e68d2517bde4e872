import * as vscode from 'vscode';

/** A shell may start slowly; one that VS Code cannot integrate is not waited for any longer. */
const mostMilliseconds = 8000;

/** Waits until VS Code has integrated the shell of a new terminal; resolves to whether it has. */
export function shellIntegrationOf(terminal: vscode.Terminal): Promise<boolean> {
  return terminal.shellIntegration
    ? Promise.resolve(true)
    : happens(vscode.window.onDidChangeTerminalShellIntegration, (event) => event.terminal === terminal);
}

/** Waits until a command line has been executed; resolves to whether it is known to have been. */
export function endOf(execution: vscode.TerminalShellExecution): Promise<boolean> {
  return happens(vscode.window.onDidEndTerminalShellExecution, (event) => event.execution === execution);
}

function happens<T>(event: vscode.Event<T>, isMeant: (value: T) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      if (isMeant(value)) {
        end(true);
      }
    });
    const timer = setTimeout(() => {
      end(false);
    }, mostMilliseconds);
    const end = (has: boolean) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(has);
    };
  });
}
