import type * as vscode from 'vscode';
import type { Host } from '../../infrastructure/lifecycle/host.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Clears the store when the host stops: the next one starts with its own snapshots. */
export function handleHostStop(host: Pick<Host, 'onDidStop'>, store: SessionStore): vscode.Disposable {
  return host.onDidStop(() => {
    store.reset();
  });
}
