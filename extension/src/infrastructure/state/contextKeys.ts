import * as vscode from 'vscode';
import type { SessionStore } from './sessionStore.ts';

/** Keeps the context keys that the manifest's when clauses read. */
export function maintainContextKeys(store: SessionStore): vscode.Disposable {
  return store.onDidChange(() => {
    void vscode.commands.executeCommand('setContext', 'roleassist.sessionCount', store.sessions.length);
  });
}
