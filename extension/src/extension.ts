import * as vscode from 'vscode';
import { RoleAssumer } from './features/assume/roleAssumer.ts';
import { CodeChoices } from './features/code/codeChoices.ts';
import { generateCode } from './features/code/generateCode.ts';
import { HardCodedKeyActions } from './features/code/hardCodedKeyActions.ts';
import { insertSnippet } from './features/code/insertSnippet.ts';
import { endSession } from './features/sessions/endSession.ts';
import { followHost } from './features/sessions/followHost.ts';
import { followSessions } from './features/sessions/followSessions.ts';
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

  const assumer = new RoleAssumer(api);
  const terminals = new RoleTerminals();
  const codeChoices = new CodeChoices(api, store);
  const assume = (profile?: unknown) => assumer.assume(typeof profile === 'string' ? profile : undefined);
  const commands = new CommandRegistry(new ErrorBoundary(log));
  commands.register('roleassist.assumeRole', assume);
  commands.register('roleassist.openRoleTerminal', () => openRoleTerminal(api, store, terminals, assume));
  commands.register('roleassist.endSession', () => endSession(api, store));
  commands.register('roleassist.generateCode', () => generateCode(api, codeChoices));
  commands.register('roleassist.insertSnippet', () => insertSnippet(api, codeChoices));
  commands.register('roleassist.explainReplacedKeys', () => {
    HardCodedKeyActions.tellWhatIsLeft();
  });
  commands.register('roleassist.restartHost', () => running.restart());
  commands.register('roleassist.showLog', () => {
    log.show();
  });

  context.subscriptions.push(
    log,
    commands,
    terminals,
    maintainContextKeys(store),
    new StatusBar(store),
    HardCodedKeyActions.register(api),
    followHost(running, store),
    followSessions(store, (session) => terminals.has(session.sessionId) && !assumer.isAssuming(session.profile)),
  );
}

/** Stops the host, which ends its sessions. */
export function deactivate(): Promise<void> | undefined {
  return host?.stop();
}
