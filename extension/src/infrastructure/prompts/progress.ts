import * as vscode from 'vscode';

const patienceMilliseconds = 400;

/** Runs work that can be cancelled; says so only when it takes long enough to be noticed. */
export async function withProgress<T>(
  title: string,
  work: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const cancellation = new vscode.CancellationTokenSource();
  const result = work(cancellation.token);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => {
          cancellation.cancel();
        });
        // Its failure is the caller's to handle; here it only ends the progress.
        await result.catch(() => undefined);
      },
    );
  }, patienceMilliseconds);

  try {
    return await result;
  } finally {
    clearTimeout(timer);
    cancellation.dispose();
  }
}
