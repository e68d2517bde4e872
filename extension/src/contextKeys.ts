import * as vscode from 'vscode';
import type { Host } from './infrastructure/lifecycle/host.ts';
import type { ProfileStore } from './infrastructure/state/profileStore.ts';
import type { SessionStore } from './infrastructure/state/sessionStore.ts';
import type { NewTerminalScopes } from './infrastructure/state/newTerminalSessions.ts';
import type { TerminalUses } from './infrastructure/state/terminalUses.ts';

/** The state that the context keys mirror. */
export interface ContextSources {
  readonly sessions: SessionStore;
  readonly newTerminals: NewTerminalScopes;
  readonly terminals: Pick<TerminalUses, 'onDidChange' | 'count'>;
  readonly profiles: Pick<ProfileStore, 'onDidList'>;
  readonly host: Pick<Host, 'onDidChangeState'>;
}

/** Updates the context keys that the manifest's `when` clauses read. */
export function maintainContextKeys(sources: ContextSources): vscode.Disposable {
  const { sessions, newTerminals, terminals, profiles, host } = sources;
  return vscode.Disposable.from(
    sessions.onDidChange(() => {
      setContext('sessionCount', sessions.sessions.length + sessions.agentSessions.length);
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
      setContext('plainKeyCount', list.profiles.filter(({ hasPlainKey }) => hasPlainKey).length);
      setContext('vaultKeyCount', list.profiles.filter(({ keyAgeDays }) => keyAgeDays !== undefined).length);
    }),
    host.onDidChangeState((state) => {
      setContext('hostState', state);
    }),
  );
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `roleassist.${key}`, value);
}
