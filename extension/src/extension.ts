import * as vscode from 'vscode';
import { AssumeRole } from './features/assume/assumeRole.ts';
import { RecentRoles } from './features/assume/recentRoles.ts';
import { RoleAssumer } from './features/assume/roleAssumer.ts';
import { RolePicker } from './features/assume/rolePicker.ts';
import { CodeChoices } from './features/code/codeChoices.ts';
import { generateCode } from './features/code/generateCode.ts';
import { HardCodedKeyActions } from './features/code/hardCodedKeyActions.ts';
import { insertSnippet } from './features/code/insertSnippet.ts';
import { RoleDebugConfigurations } from './features/debug/roleDebugConfigurations.ts';
import { runDiagnostics } from './features/diagnostics/runDiagnostics.ts';
import { openProfile } from './features/profiles/openProfile.ts';
import { ProfilesView } from './features/profiles/profilesView.ts';
import { SandboxControl } from './features/sandbox/sandboxControl.ts';
import { copyIdentity } from './features/sessions/copyIdentity.ts';
import { endSession } from './features/sessions/endSession.ts';
import { followHost } from './features/sessions/followHost.ts';
import { followSessions } from './features/sessions/followSessions.ts';
import { refreshSession } from './features/sessions/refreshSession.ts';
import { SessionsView } from './features/sessions/sessionsView.ts';
import { showTerminal } from './features/sessions/showTerminal.ts';
import { setUpProfile } from './features/setup/setUpProfile.ts';
import { StatusBar } from './features/status/statusBar.ts';
import { RoleTasks } from './features/tasks/roleTasks.ts';
import { NewTerminals } from './features/terminals/newTerminals.ts';
import { RoleTerminals } from './features/terminals/roleTerminals.ts';
import { RunningPrograms } from './features/terminals/runningPrograms.ts';
import { ThisTerminal } from './features/terminals/thisTerminal.ts';
import { stopUsingInNewTerminals, useInNewTerminals } from './features/terminals/useInNewTerminals.ts';
import { profileOf } from './infrastructure/commands/arguments.ts';
import { CommandRegistry } from './infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from './infrastructure/commands/errorBoundary.ts';
import { readInitializationOptions } from './infrastructure/configuration/settings.ts';
import { SessionEnvironments } from './infrastructure/delivery/sessionEnvironments.ts';
import { Host } from './infrastructure/lifecycle/host.ts';
import { hostExecutable } from './infrastructure/lifecycle/hostExecutable.ts';
import { lazyConnector } from './infrastructure/lifecycle/lazyConnection.ts';
import { RestartPolicy } from './infrastructure/lifecycle/restartPolicy.ts';
import { SessionChooser } from './infrastructure/prompts/sessionChooser.ts';
import { HostApi } from './infrastructure/rpc/hostApi.ts';
import { maintainContextKeys } from './infrastructure/state/contextKeys.ts';
import { ProfileStore } from './infrastructure/state/profileStore.ts';
import { SessionStore } from './infrastructure/state/sessionStore.ts';
import { TerminalUses } from './infrastructure/state/terminalUses.ts';

let host: Host | undefined;

/** Puts the parts together. No file is read and no process started until a command needs the host. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('RoleAssist', { log: true });
  const connector = lazyConnector(async () => {
    const { languageClientConnector } = await import('./infrastructure/lifecycle/languageClient.ts');
    return languageClientConnector(hostExecutable(context.extensionPath), log, readInitializationOptions);
  });
  const running = (host = new Host(connector, new RestartPolicy()));
  const api = new HostApi(running);
  const store = new SessionStore();
  api.onSessionsChanged((snapshot) => {
    store.apply(snapshot);
  });

  const profiles = new ProfileStore(api);
  const recent = new RecentRoles(context.globalState);
  const sandbox = new SandboxControl(api);
  const assumer = new RoleAssumer(api, (mfaSerial) => sandbox.codeOf(mfaSerial));
  const assumeRole = new AssumeRole(assumer, new RolePicker(profiles, store, recent), recent);
  const chooser = new SessionChooser(store, (profile, session) =>
    session ? assumer.assume({ session }) : assumeRole.one(profile),
  );
  const environments = new SessionEnvironments(api, log);
  const uses = new TerminalUses();
  const programs = new RunningPrograms();
  const thisTerminal = new ThisTerminal(api, chooser, programs, uses);
  const newTerminals = new NewTerminals(context.environmentVariableCollection, store);
  const boundary = new ErrorBoundary(log);
  const roleTerminals = new RoleTerminals(chooser, environments, newTerminals, thisTerminal, uses, boundary);
  const commands = new CommandRegistry(boundary);
  commands.register('roleassist.assumeRole', (row) => assumeRole.one(profileOf(row)));
  commands.register('roleassist.assumeSeveralRoles', () => assumeRole.several());
  commands.register('roleassist.openRoleTerminal', (row) => roleTerminals.open(row));
  commands.register('roleassist.useInThisTerminal', () => thisTerminal.use());
  commands.register('roleassist.removeFromThisTerminal', () => thisTerminal.remove());
  commands.register('roleassist.useInNewTerminals', (row) =>
    useInNewTerminals(chooser, environments, newTerminals, row),
  );
  commands.register('roleassist.stopUsingInNewTerminals', () => stopUsingInNewTerminals(newTerminals));
  commands.register('roleassist.refreshSession', (row) => refreshSession(assumer, store, row));
  commands.register('roleassist.endSession', (row) => endSession(api, store, row));
  commands.register('roleassist.copyArn', (row) => copyIdentity('arn', store, row));
  commands.register('roleassist.copyAccount', (row) => copyIdentity('account', store, row));
  commands.register('roleassist.openProfile', (row) => openProfile(profiles, row));
  commands.register('roleassist.refreshProfiles', () => {
    profiles.outdate();
  });
  commands.register('roleassist.showTerminal', showTerminal);
  const codeChoices = new CodeChoices(api, store);
  commands.register('roleassist.generateCode', () => generateCode(api, codeChoices));
  commands.register('roleassist.insertSnippet', () => insertSnippet(api, codeChoices));
  commands.register('roleassist.explainReplacedKeys', () => {
    HardCodedKeyActions.tellWhatIsLeft();
  });
  commands.register('roleassist.setUpProfile', (answers) => setUpProfile(api, answers));
  commands.register('roleassist.startSandbox', () => sandbox.start());
  commands.register('roleassist.stopSandbox', () => sandbox.stop());
  commands.register('roleassist.runDiagnostics', () => runDiagnostics(api, versionOf(context)));
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
    maintainContextKeys({ sessions: store, newTerminals, terminals: uses, profiles, host: running }),
    new SessionsView(store, uses),
    new ProfilesView(profiles, running, log),
    new StatusBar(store),
    HardCodedKeyActions.register(api),
    followHost(running, store),
    running.onDidStop(() => {
      sandbox.forget();
    }),
    followSessions(store, ({ sessionId, profile }) => isUsed(sessionId) && !assumer.isAssuming(profile)),
  );
}

/** Stops the host, which ends its sessions. */
export function deactivate(): Promise<void> | undefined {
  return host?.stop();
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  return String((extension.packageJSON as { version: unknown }).version);
}
