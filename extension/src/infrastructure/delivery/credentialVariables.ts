/**
 * Matches the names of variables that select credentials: keys, tokens, profiles, roles, and the files that contain
 * them.
 */
const credential = /^AWS_.*(KEY|TOKEN|PROFILE|CREDENTIAL|ROLE|CONFIG_FILE)/i;

/** Returns the names of the variables in an environment that select credentials. */
export function credentialVariablesIn(environment: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(environment).filter((name) => credential.test(name));
}
