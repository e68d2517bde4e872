import type * as vscode from 'vscode';
import type { CommandRegistry } from './commands/commandRegistry.ts';
import type { ErrorBoundary } from './commands/errorBoundary.ts';
import type { SessionEnvironments } from './delivery/sessionEnvironments.ts';
import type { Host } from './lifecycle/host.ts';
import type { HostApi } from './rpc/hostApi.ts';
import type { HandOutStore } from './state/handOutStore.ts';
import type { ProfileStore } from './state/profileStore.ts';
import type { SessionStore } from './state/sessionStore.ts';
import type { TerminalUses } from './state/terminalUses.ts';

/** The services that every feature can use. */
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
  /** The terminals of agents, by the session that new terminals used when they were opened. */
  readonly agentTerminals: TerminalUses;
  readonly handOuts: HandOutStore;
}
