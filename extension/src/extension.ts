import type { ExtensionContext } from 'vscode';
import { maintainContextKeys } from './contextKeys.ts';
import { createPlatform } from './createPlatform.ts';
import type { AgentTerminalSetting } from './features/agents/agentTerminalSetting.ts';
import { registerAgents } from './features/agents/registerAgents.ts';
import { registerAssume } from './features/assume/registerAssume.ts';
import { registerCode } from './features/code/registerCode.ts';
import { registerConsole } from './features/console/registerConsole.ts';
import { registerDebug } from './features/debug/registerDebug.ts';
import { registerDiagnostics } from './features/diagnostics/registerDiagnostics.ts';
import { registerLanguage } from './features/language/registerLanguage.ts';
import { registerPolicies } from './features/policies/registerPolicies.ts';
import { registerPopulate } from './features/populate/registerPopulate.ts';
import { registerProfiles } from './features/profiles/registerProfiles.ts';
import type { SessionMemory } from './features/reload/sessionMemory.ts';
import { registerReload } from './features/reload/registerReload.ts';
import { registerRuns } from './features/runs/registerRuns.ts';
import { registerSandbox } from './features/sandbox/registerSandbox.ts';
import { registerSessions } from './features/sessions/registerSessions.ts';
import { registerSetUp } from './features/setup/registerSetUp.ts';
import { registerSignIn } from './features/signIn/registerSignIn.ts';
import { registerStatus } from './features/status/registerStatus.ts';
import { registerTasks } from './features/tasks/registerTasks.ts';
import { useAgainInNewTerminals } from './features/terminals/useInNewTerminals.ts';
import { registerTerminals } from './features/terminals/registerTerminals.ts';
import { registerVault } from './features/vault/registerVault.ts';
import type { Host } from './infrastructure/lifecycle/host.ts';
import { PromptedRequests } from './infrastructure/prompts/promptedRequests.ts';

let host: Host | undefined;
let ended: SessionMemory | undefined;
let agentTerminals: AgentTerminalSetting | undefined;

/** Creates the services and registers each feature with what it needs from others. */
export function activate(context: ExtensionContext): void {
  const platform = createPlatform(context);
  const { terminals } = platform;
  ({ host } = platform);

  const sandbox = registerSandbox(platform);
  const requests = new PromptedRequests(platform.api, (mfaSerial) => sandbox.codeFetcherFor(mfaSerial));
  const moveOffer = registerVault(platform, requests);
  const { assumer, chooser } = registerAssume(platform, requests, (session) => moveOffer.show(session));
  const newTerminals = registerTerminals(platform, chooser);
  agentTerminals = registerAgents(platform, newTerminals);
  registerDebug(platform, chooser, (sessionId) => newTerminals.haveSession(sessionId));
  registerTasks(platform, chooser, newTerminals);
  registerRuns(platform, requests);
  registerConsole(platform, requests, chooser);
  // First, so that it sees the sessions of a host that stops before they are forgotten.
  ended = registerReload(platform, {
    assume: (profile) => chooser.current(profile),
    newTerminals: { onDidChange: newTerminals.onDidChange, uses: () => newTerminals.sessions() },
    useInNewTerminals: (session, folders) =>
      useAgainInNewTerminals(platform.environments, newTerminals, session, folders),
  });
  registerSessions(platform, assumer, newTerminals, ({ sessionId, profile }) => {
    const isUsed = terminals.terminalsOf(sessionId).length > 0 || newTerminals.haveSession(sessionId);
    return isUsed && !assumer.isAssuming(profile);
  });
  registerSignIn(platform);
  registerPopulate(platform);
  registerProfiles(platform);
  registerStatus(platform, newTerminals);
  registerCode(platform);
  registerPolicies(platform);
  registerLanguage(platform);
  registerSetUp(platform);
  registerDiagnostics(platform);
  context.subscriptions.push(maintainContextKeys({ ...platform, newTerminals }));
}

/** Stops the host. The sessions that are kept go on in the next window. */
export async function deactivate(): Promise<void> {
  ended?.freeze();
  await Promise.all([host?.stop(), agentTerminals?.end()]);
}
