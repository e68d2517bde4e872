import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LogOutputChannel } from 'vscode';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** The level names at the start of the lines of .NET's console logger. */
const levels: Readonly<Record<string, Level>> = {
  trce: 'trace',
  dbug: 'debug',
  info: 'info',
  warn: 'warn',
  fail: 'error',
  crit: 'error',
};

/** Forwards the host's stderr to the log, each line at its level. */
export function forwardHostLog(stderr: Readable, log: LogOutputChannel): void {
  createInterface({ input: stderr, crlfDelay: Infinity }).on('line', (line) => {
    const { level, text } = parseHostLine(line);
    log[level](`host: ${text}`);
  });
}

/** A line without a level comes from the .NET runtime, which writes only on errors. */
export function parseHostLine(line: string): { level: Level; text: string } {
  const [, name = '', text = line] = /^(\w{4}): (.*)$/.exec(line) ?? [];
  const level = levels[name];
  return level ? { level, text } : { level: 'error', text: line };
}
