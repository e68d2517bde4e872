import { beforeEach, expect, it } from 'vitest';
import type { LogOutputChannel as Log } from 'vscode';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { OperationError, UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { LogOutputChannel, editor, openEditor } from './fakes/vscode.ts';

let log: LogOutputChannel;

function run(failure: unknown): Promise<void> {
  return new ErrorBoundary(log as unknown as Log).run(() => {
    throw failure;
  });
}

beforeEach(() => {
  openEditor();
  log = new LogOutputChannel();
});

it('shows an error once, with its hint, its actions and the log', async () => {
  const remedy = { title: 'Restart', command: 'roleassist.restartHost' };
  await run(new OperationError('It stopped.', 'Try again.', [remedy]));
  expect(editor.message).toMatchObject({ severity: 'error', text: 'It stopped. Try again.' });
  expect(editor.message?.buttons.map(({ title }) => title)).toEqual(['Restart', 'Show Log']);
  expect(log.lines).toEqual(['error It stopped. Try again.']);
});

it('runs the command of the button that the user presses', async () => {
  const remedy = { title: 'Open File', command: 'vscode.open', arguments: ['config', { at: 7 }] };
  await run(new OperationError('It is wrong.', undefined, [remedy]));
  await editor.message?.press('Open File');
  expect(editor.executed).toEqual([['vscode.open', 'config', { at: 7 }]]);
});

it('runs nothing if the message is closed', async () => {
  await run(new OperationError('It stopped.'));
  await editor.message?.press('no such button');
  expect(editor.executed).toEqual([]);
});

it('does not wait for the message to be closed', async () => {
  await expect(run(new OperationError('It stopped.'))).resolves.toBeUndefined();
});

it('shows nothing if the user canceled', async () => {
  await run(new UserCancelledError());
  expect(editor.messages).toEqual([]);
  expect(log.lines).toEqual([]);
});

it('logs an internal error and does not show its message', async () => {
  await run(new TypeError('undefined is not a function'));
  expect(editor.message?.text).toBe('Internal error. See the RoleAssist log for details.');
  expect(log.lines).toEqual(['error undefined is not a function']);
  await editor.message?.press('Show Log');
  expect(editor.executed).toEqual([['roleassist.showLog']]);
});

it('handles asynchronous errors', async () => {
  const boundary = new ErrorBoundary(log as unknown as Log);
  await boundary.run(() => Promise.reject(new OperationError('It was refused.')));
  expect(editor.message?.text).toBe('It was refused.');
});
