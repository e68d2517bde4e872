import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { LogOutputChannel as Log } from 'vscode';
import { forwardHostLog, parseHostLine } from '../../../extension/src/infrastructure/logging/hostLog.ts';
import { LogOutputChannel } from './fakes/vscode.ts';

it.each([
  ['trce: Category[0] words', 'trace'],
  ['dbug: Category[0] words', 'debug'],
  ['info: Category[0] words', 'info'],
  ['warn: Category[0] words', 'warn'],
  ['fail: Category[0] words', 'error'],
  ['crit: Category[0] words', 'error'],
])('parses %j with the level %s', (line, level) => {
  expect(parseHostLine(line)).toEqual({ level, text: 'Category[0] words' });
});

it.each(['Unhandled exception.', 'note: no level of ours', '   at Main()', ''])(
  'treats %j as an error of the runtime and keeps it unchanged',
  (line) => {
    expect(parseHostLine(line)).toEqual({ level: 'error', text: line });
  },
);

it('forwards each line of the host to the log', async () => {
  const log = new LogOutputChannel();
  const stderr = new PassThrough();
  forwardHostLog(stderr, log as unknown as Log);
  stderr.write('info: one\r\nwa');
  stderr.end('rn: two\nno level');
  await new Promise((resolve) => stderr.once('close', resolve));
  expect(log.lines).toEqual(['info host: one', 'warn host: two', 'error host: no level']);
});
