import * as vscode from 'vscode';
import { UserCancelledError } from '../errors/operationError.ts';
import { showProgress } from '../presentation/messages.ts';

const delayMilliseconds = 400;

/**
 * Runs work that can be cancelled; says so only when it takes long enough to be isUserAware. Cancelling reaches the work
 * through its token and ends the wait at once, even where the work does not listen.
 */
export async function withProgress<T>(
  title: string,
  work: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const cancellation = new vscode.CancellationTokenSource();
  const cancelled = new Promise<never>((_, reject) => {
    cancellation.token.onCancellationRequested(() => {
      reject(new UserCancelledError());
    });
  });
  const result = Promise.race([work(cancellation.token), cancelled]);
  const timer = setTimeout(() => {
    void showProgress(title, async (token) => {
      token.onCancellationRequested(() => {
        cancellation.cancel();
      });
      // Its failure is the caller's to handle; here it only ends the progress.
      await result.catch(() => undefined);
    });
  }, delayMilliseconds);

  try {
    return await result;
  } finally {
    clearTimeout(timer);
    cancellation.dispose();
  }
}
