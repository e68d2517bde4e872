import type { LogOutputChannel } from 'vscode';
import { plainLines } from '../text/plainText.ts';

const levels: ReadonlySet<PropertyKey> = new Set(['trace', 'debug', 'info', 'warn', 'error']);

/** Wraps a log so that every entry is plain text. Entries contain text from the host, AWS and files. */
export function plainLog(log: LogOutputChannel): LogOutputChannel {
  return new Proxy(log, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') {
        return value;
      }
      const method = value.bind(target) as (...entries: unknown[]) => unknown;
      return levels.has(property) ? (entry: unknown) => method(plainLines(textOf(entry))) : method;
    },
  });
}

function textOf(entry: unknown): string {
  return entry instanceof Error ? (entry.stack ?? String(entry)) : String(entry);
}
