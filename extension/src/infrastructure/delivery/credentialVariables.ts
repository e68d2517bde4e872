/** Names of variables that say where credentials come from: keys, tokens, profiles, roles, and the files that these stand in. */
const credential = /^AWS_.*(KEY|TOKEN|PROFILE|CREDENTIAL|ROLE|CONFIG_FILE)/i;

/** The variables of an environment that say where credentials come from. */
export function credentialVariablesIn(environment: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(environment).filter((name) => credential.test(name));
}
