import * as vscode from 'vscode';
import { UserCancelledError } from '../errors/operationError.ts';
import { showProgress } from '../presentation/messages.ts';

const delayMilliseconds = 400;

/**
 * Runs cancelable work and shows progress if it takes noticeably long. Canceling triggers the token and ends the wait
 * at once, even if the work ignores the token.
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
      // The caller handles errors. Here an error only ends the progress notification.
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
