import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { Host } from '../../infrastructure/lifecycle/host.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** Clears the store when the host stops, and tells the user if they do not know already. */
export function handleHostStop(host: Pick<Host, 'onDidStop'>, store: SessionStore): vscode.Disposable {
  return host.onDidStop(({ isUserAware }) => {
    const hadSessions = store.sessions.length > 0;
    store.reset();
    if (hadSessions && !isUserAware) {
      notify(
        'warning',
        vscode.l10n.t(
          'The RoleAssist host has stopped, which ended its sessions. Open terminals keep their credentials until they expire.',
        ),
        [errorActions.assumeRole(), errorActions.showLog()],
      );
    }
  });
}
