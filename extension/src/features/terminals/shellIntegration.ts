import * as vscode from 'vscode';

/** Allows for a shell that starts slowly, without waiting forever for one that VS Code cannot integrate. */
const timeoutMilliseconds = 8000;

/** Waits until shell integration is active in a new terminal. Returns whether it is. */
export async function waitForShellIntegration(terminal: vscode.Terminal): Promise<boolean> {
  return (
    terminal.shellIntegration !== undefined ||
    (await nextEvent(vscode.window.onDidChangeTerminalShellIntegration, (event) => event.terminal === terminal)) !==
      undefined
  );
}

/** Waits for a command to end. Returns its exit code, if known. */
export async function waitForExitCode(execution: vscode.TerminalShellExecution): Promise<number | undefined> {
  const end = await nextEvent(vscode.window.onDidEndTerminalShellExecution, (event) => event.execution === execution);
  return end?.exitCode;
}

/** Waits for the next matching event. Returns undefined after a timeout. */
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
