import * as vscode from 'vscode';
import type { AgentAccess, DeliveryMode, InitializationOptions, MfaPreference } from '../rpc/contract.generated.ts';

const preferences: readonly unknown[] = ['automatic', 'direct', 'prime'] satisfies MfaPreference[];
const deliveryModes: readonly unknown[] = ['auto', 'environment', 'endpoint', 'profile'] satisfies DeliveryMode[];
const agentAccesses: readonly unknown[] = ['deny', 'scoped', 'same'] satisfies AgentAccess[];
const keepingPolicies: readonly unknown[] = ['auto', 'on', 'off'];
const tokenPlaces: readonly unknown[] = ['cache', 'vault'];
const maxPrimeHours = 36;
const minConsoleHours = 0.25;
const maxConsoleHours = 12;
const defaultKeyAgeWarningDays = 90;

/**
 * Reads the settings that the host takes at start. Users edit settings by hand, and the host does not start with an
 * invalid value, so invalid values are omitted and the host uses its default.
 */
export function readInitializationOptions(): InitializationOptions {
  const settings = vscode.workspace.getConfiguration('roleassist');
  const sessionName = settings.get('sessionName');
  const mfaCodes = settings.get('mfaCodes');
  const primeHours = settings.get('primeHours');
  const audit = settings.get('audit');
  const delivery = settings.get('delivery');
  const keepSessions = settings.get('keepSessions');
  const ssoTokens = settings.get('ssoTokens');
  return {
    ...(vscode.workspace.name ? { workspace: vscode.workspace.name } : {}),
    ...(typeof sessionName === 'string' && sessionName.trim() ? { sessionName: sessionName.trim() } : {}),
    ...(isPreference(mfaCodes) ? { mfaCodes } : {}),
    ...(typeof primeHours === 'number' ? { primeSeconds: toPrimeSeconds(primeHours) } : {}),
    ...(typeof audit === 'boolean' ? { audit } : {}),
    ...(isDeliveryMode(delivery) ? { delivery } : {}),
    ...(isKeepingPolicy(keepSessions) ? { keepSessions } : {}),
    ...(isTokenPlace(ssoTokens) ? { ssoTokens } : {}),
    ...productionPatterns(settings.inspect<unknown>('production')),
    // The host asks only clients that send it, so it is always sent.
    agents: agentAccess(),
  };
}

/** Whether to ask for confirmation before a production role is used. */
export function shouldConfirmProduction(): boolean {
  return vscode.workspace.getConfiguration('roleassist').get('confirmProduction') !== false;
}

/** What agents get. An invalid value counts as the default. */
export function agentAccess(): AgentAccess {
  const access = vscode.workspace.getConfiguration('roleassist').get('agents');
  return isAgentAccess(access) ? access : 'scoped';
}

/** How the console is opened. */
export interface ConsoleSettings {
  /** How long the console should last; undefined for as long as its credentials. */
  readonly durationSeconds: number | undefined;
  /** Whether roles of IAM Identity Center are opened with the portal's own link. */
  readonly viaPortal: boolean;
}

/** Reads how the console is opened. An invalid value counts as the default. */
export function consoleSettings(): ConsoleSettings {
  const settings = vscode.workspace.getConfiguration('roleassist');
  const hours = settings.get('consoleHours');
  return {
    durationSeconds:
      typeof hours === 'number' && hours > 0
        ? Math.round(Math.min(Math.max(hours, minConsoleHours), maxConsoleHours) * 3600)
        : undefined,
    viaPortal: settings.get('consoleViaPortal') === true,
  };
}

/** The age in days above which a key should be rotated; 0 if no key is ever too old. */
export function keyAgeWarningDays(): number {
  const days = vscode.workspace.getConfiguration('roleassist').get('keyAgeWarningDays');
  return typeof days === 'number' && days >= 0 ? days : defaultKeyAgeWarningDays;
}

/** Combines the user's production patterns with those of the workspace, which can only add to them. */
function productionPatterns(
  setting: { defaultValue?: unknown; globalValue?: unknown; workspaceValue?: unknown } | undefined,
): Pick<InitializationOptions, 'production'> {
  const userPatterns = stringsIn(setting?.globalValue) ?? stringsIn(setting?.defaultValue);
  const workspacePatterns = stringsIn(setting?.workspaceValue);
  return userPatterns || workspacePatterns
    ? { production: [...(userPatterns ?? []), ...(workspacePatterns ?? [])] }
    : {};
}

function stringsIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : undefined;
}

function isPreference(value: unknown): value is MfaPreference {
  return preferences.includes(value);
}

function isDeliveryMode(value: unknown): value is DeliveryMode {
  return deliveryModes.includes(value);
}

function isAgentAccess(value: unknown): value is AgentAccess {
  return agentAccesses.includes(value);
}

function isKeepingPolicy(value: unknown): value is string {
  return keepingPolicies.includes(value);
}

function isTokenPlace(value: unknown): value is string {
  return tokenPlaces.includes(value);
}

function toPrimeSeconds(hours: number): number {
  return Math.round(Math.min(Math.max(hours, 1), maxPrimeHours) * 3600);
}
