import * as vscode from 'vscode';

const mostMilliseconds = 3000;

/** Waits until VS Code has integrated the shell of a new terminal. Some it cannot integrate, so it waits no longer than a moment. */
export function shellIntegrationOf(terminal: vscode.Terminal): Promise<boolean> {
  return terminal.shellIntegration
    ? Promise.resolve(true)
    : happens(vscode.window.onDidChangeTerminalShellIntegration, (event) => event.terminal === terminal);
}

/** Waits until a command line has been executed, for a moment at most; resolves to whether it has. */
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
