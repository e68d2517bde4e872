import * as vscode from 'vscode';
import { choiceStep, textStep, type Step } from '../../infrastructure/prompts/wizard.ts';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { suggestName, type ProfileAnswers } from './profileAnswers.ts';

type Key = Exclude<keyof ProfileAnswers, 'kind' | 'durationSeconds'>;

/** The questions. Whether an answer can work is the host's to say; here only what is missing is told. */
export function setUpSteps(sources: readonly ProfileInfo[]): Step<ProfileAnswers>[] {
  const { t } = vscode.l10n;
  const role = ({ kind }: ProfileAnswers) => kind === 'role';
  const sso = ({ kind }: ProfileAnswers) => kind === 'sso';
  return [
    choiceStep<ProfileAnswers>({
      placeholder: t('What is the profile to be?'),
      choices: [
        ...(sources.length > 0
          ? [
              {
                iconPath: new vscode.ThemeIcon('key'),
                label: t('A Role'),
                detail: t('Assumed with the credentials of another profile, and an MFA code if need be.'),
                isGiven: role,
                answer: (answers: ProfileAnswers) => ({ ...answers, kind: 'role' as const }),
              },
            ]
          : []),
        {
          iconPath: new vscode.ThemeIcon('organization'),
          label: t('IAM Identity Center (SSO)'),
          detail: t('A permission set in an account. Nothing secret is written.'),
          isGiven: sso,
          answer: (answers) => ({ ...answers, kind: 'sso' }),
        },
        {
          iconPath: new vscode.ThemeIcon('globe'),
          label: t('Only a Region'),
          detail: t('No credentials: tools then know where to work, and roles bring the rest.'),
          isGiven: ({ kind }) => kind === 'settings',
          answer: (answers) => ({ ...answers, kind: 'settings' }),
        },
      ],
    }),
    text('roleArn', t('The role to assume'), 'arn:aws:iam::123456789012:role/NAME', { when: role, required: true }),
    choiceStep<ProfileAnswers>({
      when: role,
      placeholder: t('Whose credentials assume it?'),
      choices: sources.map(({ name, account, plan }) => ({
        label: name,
        description: account ?? '',
        detail: plan ?? '',
        isGiven: ({ sourceProfile }) => sourceProfile === name,
        answer: (answers) => ({ ...answers, sourceProfile: name }),
      })),
    }),
    text(
      'mfaSerial',
      t('The MFA device, if the role demands a code. Leave empty if not.'),
      'arn:aws:iam::123456789012:mfa/NAME',
      { when: role },
    ),
    text('externalId', t('The external ID, if the owner of the role gave you one. Leave empty if not.'), '', {
      when: role,
    }),
    text('ssoSession', t('A name for the login, which several profiles can share'), t('my-company'), {
      when: sso,
      required: true,
    }),
    text(
      'ssoStartUrl',
      t('The start URL of the login. Leave empty if the login is in your files already.'),
      'https://my-company.awsapps.com/start',
      { when: sso },
    ),
    text('ssoRegion', t('The region of IAM Identity Center'), 'eu-central-1', {
      when: (answers) => sso(answers) && Boolean(answers.ssoStartUrl),
      required: true,
    }),
    text('ssoAccountId', t('The account, 12 digits'), '123456789012', { when: sso, required: true }),
    text('ssoRoleName', t('The permission set'), 'ReadOnlyAccess', { when: sso, required: true }),
    text('region', t('The region to work in'), 'eu-central-1', { required: true }),
    textStep<ProfileAnswers>({
      prompt: t('The name of the profile'),
      placeholder: 'default',
      value: suggestName,
      validate: needed(t('The name of the profile')),
      answer: (answers, name) => ({ ...answers, name }),
    }),
  ];
}

function text(
  key: Key,
  prompt: string,
  placeholder: string,
  { when, required = false }: { when?: (answers: ProfileAnswers) => boolean; required?: boolean },
): Step<ProfileAnswers> {
  return textStep<ProfileAnswers>({
    ...(when ? { when } : {}),
    ...(required ? { validate: needed(prompt) } : {}),
    prompt,
    placeholder,
    value: (answers) => answers[key],
    answer: (answers, value) => ({ ...answers, [key]: value }),
  });
}

/** VS Code shows this in place of the question, so it says what is meant. */
function needed(prompt: string): (value: string) => string | undefined {
  return (value) => (value === '' ? vscode.l10n.t('{0}: this is needed.', prompt) : undefined);
}
