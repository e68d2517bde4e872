import * as vscode from 'vscode';

/** A shell may start slowly; one that VS Code cannot integrate is not waited for any longer. */
const mostMilliseconds = 8000;

/** Waits until VS Code has integrated the shell of a new terminal; resolves to whether it has. */
export async function shellIntegrationOf(terminal: vscode.Terminal): Promise<boolean> {
  return (
    terminal.shellIntegration !== undefined ||
    (await next(vscode.window.onDidChangeTerminalShellIntegration, (event) => event.terminal === terminal)) !==
      undefined
  );
}

/** Waits until a command line has been executed; resolves to its exit code, where that is known. */
export async function exitCodeOf(execution: vscode.TerminalShellExecution): Promise<number | undefined> {
  const end = await next(vscode.window.onDidEndTerminalShellExecution, (event) => event.execution === execution);
  return end?.exitCode;
}

/** The next event that is meant; undefined where none has come in time. */
function next<T>(event: vscode.Event<T>, isMeant: (value: T) => boolean): Promise<T | undefined> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      if (isMeant(value)) {
        end(value);
      }
    });
    const timer = setTimeout(() => {
      end(undefined);
    }, mostMilliseconds);
    const end = (value: T | undefined) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(value);
    };
  });
}
