/** What rows of views, links and buttons pass to commands. Anybody may call a command, with who knows what. */

/** The profile that a command is meant for, by its name or as a row. */
export function profileOf(argument: unknown): string | undefined {
  const profile = isObject(argument) && 'profile' in argument ? argument.profile : argument;
  const name = isObject(profile) && 'name' in profile ? profile.name : profile;
  return typeof name === 'string' ? name : undefined;
}

/** The id of the session that a command is meant for. */
export function sessionIdOf(argument: unknown): string | undefined {
  return isObject(argument) && 'sessionId' in argument ? String(argument.sessionId) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
