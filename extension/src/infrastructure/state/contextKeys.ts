import * as vscode from 'vscode';
import type { SessionStore } from './sessionStore.ts';

/** The folders whose new terminals have a session. */
export interface NewTerminalUses {
  readonly onDidChange: vscode.Event<void>;
  scopesOf(): readonly unknown[];
}

/** Keeps the context keys that the manifest's when clauses read. */
export function maintainContextKeys(store: SessionStore, newTerminals: NewTerminalUses): vscode.Disposable {
  return vscode.Disposable.from(
    store.onDidChange(() => {
      setContext('sessionCount', store.sessions.length);
    }),
    newTerminals.onDidChange(() => {
      setContext('usedInNewTerminals', newTerminals.scopesOf().length > 0);
    }),
  );
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `roleassist.${key}`, value);
}
