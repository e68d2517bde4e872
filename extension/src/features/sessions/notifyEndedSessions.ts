import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';

/** Tells the user which open terminals lose their credentials when sessions end. Their names still show the role. */
export function notifyEndedSessions(store: SessionStore, uses: Pick<TerminalUses, 'terminalsOf'>): vscode.Disposable {
  return store.onDidEnd((sessions) => {
    const left = sessions.flatMap(({ sessionId }) => uses.terminalsOf(sessionId));
    if (left.length === 0) {
      return;
    }
    const names = sessions.map(sessionName).join(', ');
    const terminals = left.map(({ name }) => name).join(', ');
    notify(
      'warning',
      left.length === 1
        ? vscode.l10n.t(
            'The session of {0} has ended. This terminal no longer gets credentials: {1}.',
            names,
            terminals,
          )
        : vscode.l10n.t(
            'The session of {0} has ended. These terminals no longer get credentials: {1}.',
            names,
            terminals,
          ),
      [
        {
          title: left.length === 1 ? vscode.l10n.t('Close Terminal') : vscode.l10n.t('Close Terminals'),
          run: () => {
            for (const terminal of left) {
              terminal.dispose();
            }
          },
        },
        errorActions.assumeRole(),
      ],
    );
  });
}
