import type { EnvironmentVariable } from '../../infrastructure/rpc/contract.generated.ts';

/** Two variables hold the region, and tools differ in which one they read. */
const region = /^AWS_(.*_)?REGION$/i;

/**
 * Adds the role's variables to those of a debug configuration, which take precedence. If the configuration sets a
 * region, neither of the role's region variables is added.
 */
export function environmentWithRole(
  configured: Readonly<Record<string, unknown>>,
  variables: readonly EnvironmentVariable[],
): Record<string, unknown> {
  const hasRegion = Object.keys(configured).some((name) => region.test(name));
  const added = variables.filter(({ name, value }) => value !== null && !(hasRegion && region.test(name)));
  return { ...Object.fromEntries(added.map(({ name, value }) => [name, value])), ...configured };
}
