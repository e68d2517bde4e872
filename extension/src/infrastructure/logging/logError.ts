import type { LogOutputChannel } from 'vscode';

/** Writes down what was thrown, be it an error or not: an error goes with its stack. */
export function logError(log: LogOutputChannel, error: unknown): void {
  log.error(error instanceof Error ? error : String(error));
}
