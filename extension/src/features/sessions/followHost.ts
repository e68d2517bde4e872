import * as vscode from 'vscode';
import type { Host } from '../../infrastructure/lifecycle/host.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Empties the store when the host ends, and says so when the person would not learn of it otherwise. */
export function followHost(host: Pick<Host, 'onDidStop'>, store: SessionStore): vscode.Disposable {
  return host.onDidStop(({ noticed }) => {
    const hadSessions = store.sessions.length > 0;
    store.reset();
    if (hadSessions && !noticed) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "RoleAssist's host has stopped, and its sessions have ended with it. Terminals that are open keep their credentials until these expire. Assume the role again to go on.",
        ),
      );
    }
  });
}
