import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';

/** Says which open terminals are left without credentials when sessions end: their names still promise them. */
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
        ? vscode.l10n.t('{0} has ended. This terminal gets no credentials any more: {1}.', names, terminals)
        : vscode.l10n.t('{0} has ended. These terminals get no credentials any more: {1}.', names, terminals),
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
