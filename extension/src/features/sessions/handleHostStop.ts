import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { Host } from '../../infrastructure/lifecycle/host.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Empties the store when the host ends, and says so when the person would not learn of it otherwise. */
export function handleHostStop(host: Pick<Host, 'onDidStop'>, store: SessionStore): vscode.Disposable {
  return host.onDidStop(({ isUserAware }) => {
    const hadSessions = store.sessions.length > 0;
    store.reset();
    if (hadSessions && !isUserAware) {
      notify(
        'warning',
        vscode.l10n.t(
          "RoleAssist's host has stopped, and its sessions have ended with it. Open terminals keep their credentials until these expire.",
        ),
        [errorActions.assumeRole(), errorActions.showLog()],
      );
    }
  });
}
