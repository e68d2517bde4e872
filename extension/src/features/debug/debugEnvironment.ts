import type { EnvironmentVariable } from '../../infrastructure/rpc/contract.generated.ts';

/** The region goes by two names, and tools read different ones. */
const region = /^AWS_(.*_)?REGION$/i;

/** Lays the role's variables under what a debug configuration sets itself. Who sets a region means it for every tool. */
export function environmentWithRole(
  configured: Readonly<Record<string, unknown>>,
  variables: readonly EnvironmentVariable[],
): Record<string, unknown> {
  const hasRegion = Object.keys(configured).some((name) => region.test(name));
  const added = variables.filter(({ name, value }) => value !== null && !(hasRegion && region.test(name)));
  return { ...Object.fromEntries(added.map(({ name, value }) => [name, value])), ...configured };
}
