import * as vscode from 'vscode';
import { CommandRegistry } from './infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from './infrastructure/commands/errorBoundary.ts';
import { readInitializationOptions } from './infrastructure/configuration/settings.ts';
import { SessionEnvironments } from './infrastructure/delivery/sessionEnvironments.ts';
import { AwsFileLanguage } from './infrastructure/lifecycle/awsFileLanguage.ts';
import { DocumentGate } from './infrastructure/lifecycle/documentGate.ts';
import { Host } from './infrastructure/lifecycle/host.ts';
import { hostExecutable, isHostPackaged } from './infrastructure/lifecycle/hostExecutable.ts';
import { languageFeatures } from './infrastructure/lifecycle/languageFeatures.ts';
import { lazyConnector } from './infrastructure/lifecycle/lazyConnection.ts';
import { servedDocuments } from './infrastructure/lifecycle/servedDocuments.ts';
import { RestartPolicy } from './infrastructure/lifecycle/restartPolicy.ts';
import { plainLog } from './infrastructure/logging/plainLog.ts';
import type { Platform } from './infrastructure/platform.ts';
import { HostApi } from './infrastructure/rpc/hostApi.ts';
import { hostNotInstalled, hostNotStarted } from './infrastructure/rpc/hostErrors.ts';
import { Methods } from './infrastructure/rpc/contract.generated.ts';
import { HandOutStore } from './infrastructure/state/handOutStore.ts';
import { ProfileStore } from './infrastructure/state/profileStore.ts';
import { SessionStore } from './infrastructure/state/sessionStore.ts';
import { TerminalUses } from './infrastructure/state/terminalUses.ts';

/** Creates the services that features use. Reads no file and starts no process until a feature needs the host. */
export function createPlatform(context: vscode.ExtensionContext): Platform {
  const log = plainLog(vscode.window.createOutputChannel('RoleAssist', { log: true }));
  const boundary = new ErrorBoundary(log);
  const commands = new CommandRegistry(boundary);
  const sessions = new SessionStore();
  const awsFileLanguage = new AwsFileLanguage();
  const connector = lazyConnector(async () => {
    const { languageClientConnector } = await import('./infrastructure/lifecycle/languageClient.ts');
    return languageClientConnector(hostExecutable(context), log, readInitializationOptions, {
      documentSelector: servedDocuments,
      createGate: (open) => Object.assign(new DocumentGate(open), languageFeatures()),
      onAwsFiles: (uris) => {
        awsFileLanguage.setFiles(uris);
      },
      onDidChangeLenses: sessions.onDidChange,
      onDidChangeFiles: profiles.onDidOutdate,
    });
  }, log);
  const { version } = context.extension.packageJSON as { version: string };
  const startError = isHostPackaged(context) ? hostNotStarted : () => hostNotInstalled(version);
  const host = new Host(connector, new RestartPolicy(), startError);
  const api = new HostApi(host);
  api.onNotification(Methods.sessionsChanged, (snapshot) => {
    sessions.apply(snapshot);
  });
  const profiles = new ProfileStore(api);
  const environments = new SessionEnvironments(api, log);
  const [terminals, agentTerminals] = [new TerminalUses(), new TerminalUses()];
  const handOuts = new HandOutStore(api, sessions);
  commands.register('roleassist.restartHost', () => host.restart());
  commands.register('roleassist.showCommands', () =>
    vscode.commands.executeCommand('workbench.action.quickOpen', '>AWS: '),
  );
  commands.register('roleassist.showLog', () => {
    log.show();
  });
  context.subscriptions.push(
    log,
    awsFileLanguage,
    commands,
    terminals,
    agentTerminals,
    handOuts,
    profiles,
    sessions,
    host,
  );
  return {
    context,
    log,
    boundary,
    commands,
    host,
    api,
    sessions,
    profiles,
    environments,
    terminals,
    agentTerminals,
    handOuts,
  };
}
