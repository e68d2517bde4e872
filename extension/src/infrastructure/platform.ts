import * as vscode from 'vscode';
import { CommandRegistry } from './commands/commandRegistry.ts';
import { ErrorBoundary } from './commands/errorBoundary.ts';
import { readInitializationOptions } from './configuration/settings.ts';
import { SessionEnvironments } from './delivery/sessionEnvironments.ts';
import { Host } from './lifecycle/host.ts';
import { hostExecutable } from './lifecycle/hostExecutable.ts';
import { lazyConnector } from './lifecycle/lazyConnection.ts';
import { RestartPolicy } from './lifecycle/restartPolicy.ts';
import { plainLog } from './logging/plainLog.ts';
import { HostApi } from './rpc/hostApi.ts';
import { ProfileStore } from './state/profileStore.ts';
import { SessionStore } from './state/sessionStore.ts';
import { TerminalUses } from './state/terminalUses.ts';

/** What every feature builds on. */
export interface Platform {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly boundary: ErrorBoundary;
  readonly commands: CommandRegistry;
  readonly host: Host;
  readonly api: HostApi;
  readonly sessions: SessionStore;
  readonly profiles: ProfileStore;
  readonly environments: SessionEnvironments;
  readonly terminals: TerminalUses;
}

/** Makes it. No file is read and no process started until a feature needs the host. */
export function createPlatform(context: vscode.ExtensionContext): Platform {
  const log = plainLog(vscode.window.createOutputChannel('RoleAssist', { log: true }));
  const boundary = new ErrorBoundary(log);
  const commands = new CommandRegistry(boundary);
  const connector = lazyConnector(async () => {
    const { languageClientConnector } = await import('./lifecycle/languageClient.ts');
    return languageClientConnector(hostExecutable(context.extensionPath), log, readInitializationOptions);
  }, log);
  const host = new Host(connector, new RestartPolicy());
  const api = new HostApi(host);
  const sessions = new SessionStore();
  api.onSessionsChanged((snapshot) => {
    sessions.apply(snapshot);
  });
  const profiles = new ProfileStore(api);
  const environments = new SessionEnvironments(api, log);
  const terminals = new TerminalUses();
  commands.register('roleassist.restartHost', () => host.restart());
  commands.register('roleassist.showCommands', () =>
    vscode.commands.executeCommand('workbench.action.quickOpen', '>AWS: '),
  );
  commands.register('roleassist.showLog', () => {
    log.show();
  });
  context.subscriptions.push(log, commands, terminals);
  return { context, log, boundary, commands, host, api, sessions, profiles, environments, terminals };
}
