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

/** Work that takes as long as a test wants. */
function work() {
  const { promise, resolve: finish, reject: fail } = new Deferred<string>();
  let token: CancellationToken | undefined;
  const result = withProgress('Assuming prod-admin', (given) => {
    token = given;
    return promise;
  });
  return { finish, fail, result, isCancelled: () => token?.isCancellationRequested };
}

it('says nothing of work that is over before anybody notices', async () => {
  const { finish, result } = work();
  vi.advanceTimersByTime(399);
  finish('done');
  await expect(result).resolves.toBe('done');
  vi.advanceTimersByTime(1000);
  expect(editor.progress).toEqual([]);
});

it('says what takes long, until it is over', async () => {
  const { finish, result } = work();
  vi.advanceTimersByTime(400);
  expect(editor.progress).toMatchObject([{ title: 'Assuming prod-admin', cancellable: true }]);
  finish('done');
  await editor.progress[0]?.ended;
  await expect(result).resolves.toBe('done');
});

it('cancels the work and ends the wait at once, even when the work does not listen', async () => {
  const { result, isCancelled } = work();
  vi.advanceTimersByTime(400);
  expect(isCancelled()).toBe(false);
  editor.progress[0]?.cancel();
  expect(isCancelled()).toBe(true);
  await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  await editor.progress[0]?.ended;
});

it('hands a failure to the caller alone', async () => {
  const { fail, result } = work();
  vi.advanceTimersByTime(400);
  const failure = new Error('refused');
  fail(failure);
  await expect(result).rejects.toBe(failure);
  await expect(editor.progress[0]?.ended).resolves.toBeUndefined();
});

it('takes no notice of what becomes of work that was cancelled', async () => {
  const { fail, result } = work();
  vi.advanceTimersByTime(400);
  editor.progress[0]?.cancel();
  await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  fail(new Error('too late')); // An unhandled rejection would fail the run.
});
