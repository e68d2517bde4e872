import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { openWindows } from '../../../extension/src/features/agents/openWindows.ts';

const windows = openWindows();
const [id = '', started = '', machine = ''] = windows.own.split('@');

it('knows that its own window is open', () => {
  expect(id).toBe(String(process.pid));
  expect(windows.isOpen(windows.own)).toBe(true);
});

it('knows that a window is gone whose process has ended, or whose machine has been started since', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(windows.isOpen(`${pid}@${started}@${machine}`)).toBe(false);
  expect(windows.isOpen(`${id}@${Number(started) - 60}@${machine}`)).toBe(false);
});

it('leaves windows on other machines alone', () => {
  expect(windows.isOpen(`1@1@another-${machine}`)).toBe(true);
});

it.each(['', 'x', '1', '1@2', '-1@2@x', `${id}@${started}@`])('takes no other text for a window (%j)', (text) => {
  expect(windows.isOpen(text)).toBe(false);
});
