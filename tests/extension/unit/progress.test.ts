import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CancellationToken } from 'vscode';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { withProgress } from '../../../extension/src/infrastructure/prompts/progress.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { Deferred } from './support/deferred.ts';

beforeEach(() => {
  openEditor();
  vi.useFakeTimers();
});

afterEach(() => vi.useRealTimers());

/** Work that lasts until the test ends it. */
function work() {
  const { promise, resolve: finish, reject: fail } = new Deferred<string>();
  let token: CancellationToken | undefined;
  const result = withProgress('Assuming prod-admin', (given) => {
    token = given;
    return promise;
  });
  return { finish, fail, result, isCancelled: () => token?.isCancellationRequested };
}

it('shows nothing for work that is short', async () => {
  const { finish, result } = work();
  vi.advanceTimersByTime(399);
  finish('done');
  await expect(result).resolves.toBe('done');
  vi.advanceTimersByTime(1000);
  expect(editor.progress).toEqual([]);
});

it('shows long work until it is done', async () => {
  const { finish, result } = work();
  vi.advanceTimersByTime(400);
  expect(editor.progress).toMatchObject([{ title: 'Assuming prod-admin', cancellable: true }]);
  finish('done');
  await editor.progress[0]?.ended;
  await expect(result).resolves.toBe('done');
});

it('cancels the work and stops waiting at once, even if the work ignores it', async () => {
  const { result, isCancelled } = work();
  vi.advanceTimersByTime(400);
  expect(isCancelled()).toBe(false);
  editor.progress[0]?.cancel();
  expect(isCancelled()).toBe(true);
  await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  await editor.progress[0]?.ended;
});

it('passes an error to the caller only', async () => {
  const { fail, result } = work();
  vi.advanceTimersByTime(400);
  const failure = new Error('refused');
  fail(failure);
  await expect(result).rejects.toBe(failure);
  await expect(editor.progress[0]?.ended).resolves.toBeUndefined();
});

it('ignores the result of work that was canceled', async () => {
  const { fail, result } = work();
  vi.advanceTimersByTime(400);
  editor.progress[0]?.cancel();
  await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  fail(new Error('too late')); // An unhandled rejection would fail the run.
});
