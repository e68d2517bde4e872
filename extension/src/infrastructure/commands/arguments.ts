/**
 * Reads the arguments that views, links and buttons pass to commands. Any extension may call a command with any
 * argument.
 */

/** Gets the name of the profile that a command applies to, from a name or a row of a view. */
export function profileOf(argument: unknown): string | undefined {
  const profile = isObject(argument) && 'profile' in argument ? argument.profile : argument;
  const name = isObject(profile) && 'name' in profile ? profile.name : profile;
  return typeof name === 'string' ? name : undefined;
}

/** Gets the ID of the session that a command applies to. */
export function sessionIdOf(argument: unknown): string | undefined {
  return isObject(argument) && 'sessionId' in argument ? String(argument.sessionId) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
