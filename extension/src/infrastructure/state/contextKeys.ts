import * as vscode from 'vscode';
import type { Host } from '../lifecycle/host.ts';
import type { ProfileStore } from './profileStore.ts';
import type { SessionStore } from './sessionStore.ts';

/** What the context keys tell of. */
export interface ContextSources {
  readonly sessions: SessionStore;
  readonly profiles: Pick<ProfileStore, 'onDidList'>;
  readonly host: Pick<Host, 'onDidChangeState'>;
}

/** Keeps the context keys that the manifest's when clauses read. */
export function maintainContextKeys({ sessions, profiles, host }: ContextSources): vscode.Disposable {
  return vscode.Disposable.from(
    sessions.onDidChange(() => {
      set('roleassist.sessionCount', sessions.sessions.length);
    }),
    profiles.onDidList((list) => {
      set('roleassist.profileCount', list.profiles.length);
    }),
    host.onDidChangeState((state) => {
      set('roleassist.hostState', state);
    }),
  );
}

function set(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
