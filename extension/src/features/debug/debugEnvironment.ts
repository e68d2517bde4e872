import type { EnvironmentVariable } from '../../infrastructure/rpc/contract.generated.ts';

/** Names that say where credentials come from: keys, tokens, profiles, roles, and the files that these stand in. */
const credential = /^AWS_.*(KEY|TOKEN|PROFILE|CREDENTIAL|ROLE|CONFIG_FILE)/i;

/** The region goes by two names, and tools read different ones. */
const region = /^AWS_(.*_)?REGION$/i;

/**
 * The variables of a debug configuration that say where credentials come from. SDKs disagree on which of two sources
 * wins, so a configuration that names one itself is left as its author wrote it.
 */
export function ownCredentials(own: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(own).filter((name) => credential.test(name));
}

/** Lays the role's variables under what a debug configuration sets itself. Who sets a region means it for every tool. */
export function environmentWithRole(
  own: Readonly<Record<string, unknown>>,
  variables: readonly EnvironmentVariable[],
): Record<string, unknown> {
  const hasRegion = Object.keys(own).some((name) => region.test(name));
  const added = variables.filter(({ name, value }) => value !== null && !(hasRegion && region.test(name)));
  return { ...Object.fromEntries(added.map(({ name, value }) => [name, value])), ...own };
}
