import * as vscode from 'vscode';

/** A shell may start slowly; one that VS Code cannot integrate is not waited for any longer. */
const timeoutMilliseconds = 8000;

/** Waits until VS Code has integrated the shell of a new terminal; resolves to whether it has. */
export async function waitForShellIntegration(terminal: vscode.Terminal): Promise<boolean> {
  return (
    terminal.shellIntegration !== undefined ||
    (await nextEvent(vscode.window.onDidChangeTerminalShellIntegration, (event) => event.terminal === terminal)) !==
      undefined
  );
}

/** Waits until a command line has been executed; resolves to its exit code, where that is known. */
export async function waitForExitCode(execution: vscode.TerminalShellExecution): Promise<number | undefined> {
  const end = await nextEvent(vscode.window.onDidEndTerminalShellExecution, (event) => event.execution === execution);
  return end?.exitCode;
}

/** The nextEvent event that is meant; undefined where none has come in time. */
function nextEvent<T>(event: vscode.Event<T>, matches: (value: T) => boolean): Promise<T | undefined> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      if (matches(value)) {
        finish(value);
      }
    });
    const timer = setTimeout(() => {
      finish(undefined);
    }, timeoutMilliseconds);
    const finish = (value: T | undefined) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(value);
    };
  });
}
