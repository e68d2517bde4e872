import { joinParts } from '../../infrastructure/text/joinParts.ts';
import type { SetUpProfileParams, SetUpSignInParams } from '../../infrastructure/rpc/contract.generated.ts';

/** The answers so far. */
export type ProfileAnswers = Partial<SetUpProfileParams> & {
  /** The kind `signIn` is no profile: only the session to sign in with. */
  readonly kind?: 'role' | 'sso' | 'settings' | 'signIn';
};

const perKind: Readonly<Record<'role' | 'sso' | 'settings', readonly (keyof SetUpProfileParams)[]>> = {
  role: ['roleArn', 'sourceProfile', 'mfaSerial', 'externalId'],
  sso: ['ssoSession', 'ssoStartUrl', 'ssoRegion', 'ssoAccountId', 'ssoRoleName'],
  settings: [],
};

/**
 * Creates the request. Includes only the answers for the chosen kind, because the user may have gone back and changed
 * it.
 */
export function toParams({ kind = 'settings', ...answers }: ProfileAnswers): SetUpProfileParams {
  const wanted = [...(kind === 'signIn' ? [] : perKind[kind]), 'region'] as const;
  const given = wanted.flatMap((key) => (answers[key] ? [[key, answers[key]] as const] : []));
  return { name: answers.name ?? '', ...Object.fromEntries(given) };
}

/** Creates the request for a session alone. The start URL may name the region. */
export function toSignInParams({ ssoSession = '', ssoStartUrl = '', ssoRegion }: ProfileAnswers): SetUpSignInParams {
  return { name: ssoSession, startUrl: ssoStartUrl, ...(ssoRegion ? { region: ssoRegion } : {}) };
}

/** Suggests a name: the last part of the role, or the permission set and account. */
export function suggestName({ name, kind, roleArn, ssoAccountId, ssoRoleName }: ProfileAnswers): string {
  switch (kind) {
    case 'role':
      return name ?? roleArn?.split('/').at(-1) ?? '';
    case 'sso':
      return name ?? joinParts('-', ssoRoleName, ssoAccountId);
    default:
      return name ?? 'default';
  }
}
