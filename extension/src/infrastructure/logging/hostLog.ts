import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LogOutputChannel } from 'vscode';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** The level names with which .NET's console logger begins a line. */
const levels: Readonly<Record<string, Level>> = {
  trce: 'trace',
  dbug: 'debug',
  info: 'info',
  warn: 'warn',
  fail: 'error',
  crit: 'error',
};

/** Writes the host's words into the log, each line at its own level. */
export function forwardHostLog(stderr: Readable, log: LogOutputChannel): void {
  createInterface({ input: stderr, crlfDelay: Infinity }).on('line', (line) => {
    const { level, text } = parseHostLine(line);
    log[level](`host: ${text}`);
  });
}

/** A line without a level comes from the runtime, which speaks only when something went wrong. */
export function parseHostLine(line: string): { level: Level; text: string } {
  const [, name = '', text = line] = /^(\w{4}): (.*)$/.exec(line) ?? [];
  const level = levels[name];
  return level ? { level, text } : { level: 'error', text: line };
}
