import { joinParts } from '../../infrastructure/text/joinParts.ts';
import type { SetUpProfileParams } from '../../infrastructure/rpc/contract.generated.ts';

/** What a person has said of the profile so far. */
export type ProfileAnswers = Partial<SetUpProfileParams> & {
  readonly kind?: 'role' | 'sso' | 'settings';
};

const perKind: Readonly<Record<'role' | 'sso' | 'settings', readonly (keyof SetUpProfileParams)[]>> = {
  role: ['roleArn', 'sourceProfile', 'mfaSerial', 'externalId'],
  sso: ['ssoSession', 'ssoStartUrl', 'ssoRegion', 'ssoAccountId', 'ssoRoleName'],
  settings: [],
};

/** The request: only what the kind of profile takes, as somebody may have gone back and chosen another kind. */
export function toParams({ kind = 'settings', ...answers }: ProfileAnswers): SetUpProfileParams {
  const wanted = [...perKind[kind], 'region'] as const;
  const given = wanted.flatMap((key) => (answers[key] ? [[key, answers[key]] as const] : []));
  return { name: answers.name ?? '', ...Object.fromEntries(given) };
}

/** A name to begin with: the last part of what is to be assumed. */
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
