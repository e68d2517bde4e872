import * as vscode from 'vscode';
import type { Host } from '../lifecycle/host.ts';
import type { ProfileStore } from './profileStore.ts';
import type { SessionStore } from './sessionStore.ts';
import type { TerminalUses } from './terminalUses.ts';

/** The folders whose new terminals have a session. */
export interface NewTerminalUses {
  readonly onDidChange: vscode.Event<void>;
  scopes(): readonly unknown[];
}

/** Which sessions new terminals have. */
export interface NewTerminalSessions {
  readonly onDidChange: vscode.Event<void>;
  have(sessionId: string): boolean;
}

/** What the context keys tell of. */
export interface ContextSources {
  readonly sessions: SessionStore;
  readonly newTerminals: NewTerminalUses;
  readonly terminals: Pick<TerminalUses, 'onDidChange' | 'count'>;
  readonly profiles: Pick<ProfileStore, 'onDidList'>;
  readonly host: Pick<Host, 'onDidChangeState'>;
}

/** Keeps the context keys that the manifest's when clauses read. */
export function maintainContextKeys(sources: ContextSources): vscode.Disposable {
  const { sessions, newTerminals, terminals, profiles, host } = sources;
  return vscode.Disposable.from(
    sessions.onDidChange(() => {
      setContext('sessionCount', sessions.sessions.length);
    }),
    newTerminals.onDidChange(() => {
      setContext('usedInNewTerminals', newTerminals.scopes().length > 0);
    }),
    terminals.onDidChange(() => {
      setContext('terminalCount', terminals.count);
    }),
    profiles.onDidList((list) => {
      setContext('profileCount', list.profiles.length);
      setContext('ownProfileCount', list.profiles.filter(({ isSandbox }) => !isSandbox).length);
    }),
    host.onDidChangeState((state) => {
      setContext('hostState', state);
    }),
  );
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `roleassist.${key}`, value);
}
