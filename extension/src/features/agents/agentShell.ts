import { userInfo } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** The variable by which the host knows that a terminal is an agent's, and what RoleAssist sets it to. */
export const agentVariable = 'ROLEASSIST_AGENT';
export const agentMark = 'vscode-agent';

/** Names the windows that need the mark. Nobody but the extension reads it. */
export const windowsVariable = 'ROLEASSIST_AGENT_WINDOWS';

/** A terminal profile as VS Code's settings have it. */
export interface AgentTerminal {
  readonly path: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
}

/** The name that settings have for the system of the terminals. */
export const system = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'osx' : 'linux';

/**
 * Returns the profile of agents' terminals: the user's own shell, as VS Code would open it for an agent, with the mark. It
 * holds no secret and names no session. Settings of the workspace have no say, because the profile is written to the
 * user's settings and a workspace must not choose a program that other windows run.
 */
export function agentTerminal(): AgentTerminal {
  const { args, env } = defaultProfile();
  return {
    path: shellOf(isChosenByWorkspace() ? undefined : vscode.env.shell),
    ...(args ? { args } : {}),
    env: { ...env, [agentVariable]: agentMark },
  };
}

/** VS Code's agents need a shell that they can integrate: not `sh`, and not `cmd`. */
function shellOf(chosen: string | undefined): string {
  const shell = chosen || loginShell();
  const [name] = path.win32.basename(shell).toLowerCase().split('.');
  if (process.platform === 'win32') {
    const powerShell = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell');
    return !shell || name === 'cmd' ? path.win32.join(powerShell, 'v1.0', 'powershell.exe') : shell;
  }
  return !shell || name === 'sh' ? '/bin/bash' : shell;
}

function loginShell(): string {
  return process.env['SHELL'] ?? userInfo().shell ?? '';
}

function inspect(section: string, name: string) {
  return vscode.workspace.getConfiguration(`terminal.integrated.${section}`).inspect<unknown>(name);
}

function isChosenByWorkspace(): boolean {
  return ['defaultProfile', 'profiles'].some((section) => {
    const setting = inspect(section, system);
    return setting?.workspaceValue !== undefined || setting?.workspaceFolderValue !== undefined;
  });
}

/** The arguments and variables of the user's default profile. */
function defaultProfile(): { args?: readonly string[]; env: Record<string, string | null> } {
  const names = inspect('defaultProfile', system);
  const name = names?.globalValue ?? names?.defaultValue;
  const profiles = inspect('profiles', system);
  const all = { ...asObject(profiles?.defaultValue), ...asObject(profiles?.globalValue) };
  const { args, env } = asObject(typeof name === 'string' ? all[name] : undefined);
  const variables = Object.entries(asObject(env)).filter(
    (entry): entry is [string, string | null] => typeof entry[1] === 'string' || entry[1] === null,
  );
  return {
    ...(isTexts(args) ? { args } : {}),
    env: Object.fromEntries(variables),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
