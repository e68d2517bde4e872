import * as vscode from 'vscode';
import type { DeliveryMode, InitializationOptions, MfaPreference } from '../rpc/contract.generated.ts';

const preferences: readonly unknown[] = ['automatic', 'direct', 'prime'] satisfies MfaPreference[];
const deliveryModes: readonly unknown[] = ['auto', 'environment', 'endpoint', 'profile'] satisfies DeliveryMode[];
const maxPrimeHours = 36;

/**
 * What the person has set, as the host takes it. Settings are typed by hand, and the host cannot start with one that it
 * cannot read, so whatever is no value of a setting is left to the host's default.
 */
export function readInitializationOptions(): InitializationOptions {
  const settings = vscode.workspace.getConfiguration('roleassist');
  const sessionName = settings.get('sessionName');
  const mfaCodes = settings.get('mfaCodes');
  const primeHours = settings.get('primeHours');
  const audit = settings.get('audit');
  const delivery = settings.get('delivery');
  return {
    ...(vscode.workspace.name ? { workspace: vscode.workspace.name } : {}),
    ...(typeof sessionName === 'string' && sessionName.trim() ? { sessionName: sessionName.trim() } : {}),
    ...(isPreference(mfaCodes) ? { mfaCodes } : {}),
    ...(typeof primeHours === 'number' ? { primeSeconds: toPrimeSeconds(primeHours) } : {}),
    ...(typeof audit === 'boolean' ? { audit } : {}),
    ...(isDeliveryMode(delivery) ? { delivery } : {}),
    ...productionPatterns(settings.inspect<unknown>('production')),
  };
}

/** Whether the person wants to be asked before a role of production is used. */
export function shouldConfirmProduction(): boolean {
  return vscode.workspace.getConfiguration('roleassist').get('confirmProduction') !== false;
}

/** What the person says is production, and what a workspace adds to it: it can take nothing away. */
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

function toPrimeSeconds(hours: number): number {
  return Math.round(Math.min(Math.max(hours, 1), maxPrimeHours) * 3600);
}
