import * as vscode from 'vscode';
import { RoleAssumer } from './features/assume/roleAssumer.ts';
import { RoleDebugConfigurations } from './features/debug/roleDebugConfigurations.ts';
import { endSession } from './features/sessions/endSession.ts';
import { followHost } from './features/sessions/followHost.ts';
import { followSessions } from './features/sessions/followSessions.ts';
import { StatusBar } from './features/status/statusBar.ts';
import { RoleTasks } from './features/tasks/roleTasks.ts';
import { NewTerminals } from './features/terminals/newTerminals.ts';
import { RoleTerminals } from './features/terminals/roleTerminals.ts';
import { RunningPrograms } from './features/terminals/runningPrograms.ts';
import { ThisTerminal } from './features/terminals/thisTerminal.ts';
import { stopUsingInNewTerminals, useInNewTerminals } from './features/terminals/useInNewTerminals.ts';
import { CommandRegistry } from './infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from './infrastructure/commands/errorBoundary.ts';
import { readInitializationOptions } from './infrastructure/configuration/settings.ts';
import { SessionEnvironments } from './infrastructure/delivery/sessionEnvironments.ts';
import { Host } from './infrastructure/lifecycle/host.ts';
import { hostExecutable } from './infrastructure/lifecycle/hostExecutable.ts';
import { languageClientConnector } from './infrastructure/lifecycle/languageClient.ts';
import { RestartPolicy } from './infrastructure/lifecycle/restartPolicy.ts';
import { SessionChooser } from './infrastructure/prompts/sessionChooser.ts';
import { HostApi } from './infrastructure/rpc/hostApi.ts';
import { maintainContextKeys } from './infrastructure/state/contextKeys.ts';
import { SessionStore } from './infrastructure/state/sessionStore.ts';
import { TerminalUses } from './infrastructure/state/terminalUses.ts';

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

  const assumer = new RoleAssumer(api);
  const assume = (profile?: unknown) => assumer.assume(profileOf(profile));
  const chooser = new SessionChooser(store, assume);
  const environments = new SessionEnvironments(api, log);
  const uses = new TerminalUses();
  const programs = new RunningPrograms();
  const thisTerminal = new ThisTerminal(api, chooser, programs, uses);
  const newTerminals = new NewTerminals(context.environmentVariableCollection, store);
  const boundary = new ErrorBoundary(log);
  const roleTerminals = new RoleTerminals(chooser, environments, newTerminals, thisTerminal, uses, boundary);
  const commands = new CommandRegistry(boundary);
  commands.register('roleassist.assumeRole', assume);
  commands.register('roleassist.openRoleTerminal', () => roleTerminals.open());
  commands.register('roleassist.useInThisTerminal', () => thisTerminal.use());
  commands.register('roleassist.removeFromThisTerminal', () => thisTerminal.remove());
  commands.register('roleassist.useInNewTerminals', (profile) =>
    useInNewTerminals(chooser, environments, newTerminals, profileOf(profile)),
  );
  commands.register('roleassist.stopUsingInNewTerminals', () => stopUsingInNewTerminals(newTerminals));
  commands.register('roleassist.endSession', () => endSession(api, store));
  commands.register('roleassist.restartHost', () => running.restart());
  commands.register('roleassist.showLog', () => {
    log.show();
  });

  const powerShell = {
    currentHas: (sessionId: string) =>
      uses.terminalsOf(sessionId).some(({ name }) => name.startsWith('PowerShell Extension')),
    newOnesHave: (sessionId: string) => newTerminals.scopesOf(sessionId).length > 0,
  };
  const isUsed = (sessionId: string) =>
    uses.terminalsOf(sessionId).length > 0 || newTerminals.scopesOf(sessionId).length > 0;
  context.subscriptions.push(
    log,
    commands,
    uses,
    programs,
    newTerminals,
    roleTerminals,
    vscode.debug.registerDebugConfigurationProvider(
      '*',
      new RoleDebugConfigurations(chooser, environments, powerShell, boundary, log),
    ),
    vscode.tasks.registerTaskProvider(RoleTasks.type, new RoleTasks(chooser, environments, newTerminals, boundary)),
    maintainContextKeys(store, newTerminals),
    new StatusBar(store),
    followHost(running, store),
    followSessions(store, ({ sessionId, profile }) => isUsed(sessionId) && !assumer.isAssuming(profile)),
  );
}

/** Stops the host, which ends its sessions. */
export function deactivate(): Promise<void> | undefined {
  return host?.stop();
}

/** A menu passes what it was opened on; only a text is a profile's name. */
function profileOf(argument: unknown): string | undefined {
  return typeof argument === 'string' ? argument : undefined;
}
