import * as vscode from 'vscode';
import { AssumeRole } from './features/assume/assumeRole.ts';
import { RecentRoles } from './features/assume/recentRoles.ts';
import { RoleAssumer } from './features/assume/roleAssumer.ts';
import { RolePicker } from './features/assume/rolePicker.ts';
import { openProfile } from './features/profiles/openProfile.ts';
import { ProfilesView } from './features/profiles/profilesView.ts';
import { copyIdentity } from './features/sessions/copyIdentity.ts';
import { endSession } from './features/sessions/endSession.ts';
import { followHost } from './features/sessions/followHost.ts';
import { followSessions } from './features/sessions/followSessions.ts';
import { refreshSession } from './features/sessions/refreshSession.ts';
import { SessionsView } from './features/sessions/sessionsView.ts';
import { showTerminal } from './features/sessions/showTerminal.ts';
import { StatusBar } from './features/status/statusBar.ts';
import { openRoleTerminal } from './features/terminals/openRoleTerminal.ts';
import { RoleTerminals } from './features/terminals/roleTerminals.ts';
import { CommandRegistry } from './infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from './infrastructure/commands/errorBoundary.ts';
import { readInitializationOptions } from './infrastructure/configuration/settings.ts';
import { Host } from './infrastructure/lifecycle/host.ts';
import { hostExecutable } from './infrastructure/lifecycle/hostExecutable.ts';
import { languageClientConnector } from './infrastructure/lifecycle/languageClient.ts';
import { RestartPolicy } from './infrastructure/lifecycle/restartPolicy.ts';
import { HostApi } from './infrastructure/rpc/hostApi.ts';
import { maintainContextKeys } from './infrastructure/state/contextKeys.ts';
import { ProfileStore } from './infrastructure/state/profileStore.ts';
import { SessionStore } from './infrastructure/state/sessionStore.ts';

let host: Host | undefined;

/** Puts the parts together. No file is read and no process started until a command needs the host. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('RoleAssist', { log: true });
  const connector = languageClientConnector(hostExecutable(context.extensionPath), log, readInitializationOptions);
  const running = (host = new Host(connector, new RestartPolicy()));
  const api = new HostApi(running);
  const store = new SessionStore();
  api.onSessionsChanged((snapshot) => {
    store.apply(snapshot);
  });

  const profiles = new ProfileStore(api);
  const recent = new RecentRoles(context.globalState);
  const assumer = new RoleAssumer(api);
  const assumeRole = new AssumeRole(assumer, new RolePicker(profiles, store, recent), recent);
  const terminals = new RoleTerminals();
  const assume = (profile?: unknown) => assumeRole.one(profileNameOf(profile));

  const commands = new CommandRegistry(new ErrorBoundary(log));
  commands.register('roleassist.assumeRole', assume);
  commands.register('roleassist.assumeSeveralRoles', () => assumeRole.several());
  commands.register('roleassist.openRoleTerminal', (row) => openRoleTerminal(api, store, terminals, assume, row));
  commands.register('roleassist.refreshSession', (row) => refreshSession(assumer, store, row));
  commands.register('roleassist.endSession', (row) => endSession(api, store, row));
  commands.register('roleassist.copyArn', (row) => copyIdentity('arn', store, row));
  commands.register('roleassist.copyAccount', (row) => copyIdentity('account', store, row));
  commands.register('roleassist.openProfile', (row) => openProfile(profiles, row));
  commands.register('roleassist.refreshProfiles', () => {
    profiles.outdate();
  });
  commands.register('roleassist.showTerminal', showTerminal);
  commands.register('roleassist.restartHost', () => running.restart());
  commands.register('roleassist.showLog', () => {
    log.show();
  });

  context.subscriptions.push(
    log,
    commands,
    terminals,
    maintainContextKeys({ sessions: store, profiles, host: running }),
    new SessionsView(store, terminals),
    new ProfilesView(profiles, running, log),
    new StatusBar(store),
    followHost(running, store),
    followSessions(store, (session) => terminals.has(session.sessionId) && !assumer.isAssuming(session.profile)),
  );
}

/** Stops the host, which ends its sessions. */
export function deactivate(): Promise<void> | undefined {
  return host?.stop();
}

/** The profile that a command is given: by its name, or as the row of a view. */
function profileNameOf(argument: unknown): string | undefined {
  const profile = (argument as { profile?: { name?: unknown } } | undefined)?.profile?.name ?? argument;
  return typeof profile === 'string' ? profile : undefined;
}
