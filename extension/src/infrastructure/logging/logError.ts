import type { LogOutputChannel } from 'vscode';

/** Logs anything that was thrown; an `Error` with its stack. */
export function logError(log: LogOutputChannel, error: unknown): void {
  log.error(error instanceof Error ? error : String(error));
}
