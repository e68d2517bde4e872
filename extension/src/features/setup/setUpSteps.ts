import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { choiceStep, textStep, type Step } from '../../infrastructure/prompts/wizard.ts';
import type { ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import {
  accountId,
  externalId,
  mfaSerial,
  permissionSet,
  profileName,
  region,
  roleArn,
  sessionName,
  startUrl,
  type InputFormat,
} from './inputFormats.ts';
import { suggestName, type ProfileAnswers } from './profileAnswers.ts';

type Key = Exclude<keyof ProfileAnswers, 'kind' | 'durationSeconds'>;

const isRole = ({ kind }: ProfileAnswers) => kind === 'role';
const isSso = ({ kind }: ProfileAnswers) => kind === 'sso';
const isSignIn = ({ kind }: ProfileAnswers) => kind === 'signIn';
const isProfile = (answers: ProfileAnswers) => !isSignIn(answers);

/** The newer form of start URLs names the region: `ID.portal.REGION.app.aws`. */
const namesRegion = /^https:\/\/[^./]+\.portal\.[a-z0-9-]+\.app\.aws(\/|$)/;

/** The questions. Each answer is checked for its format in the input field; the host checks whether the profile can work. */
export function setUpSteps(sourceProfiles: readonly ProfileInfo[]): Step<ProfileAnswers>[] {
  const namePrompt = vscode.l10n.t('The profile name');
  return [
    kindStep(sourceProfiles),
    ...roleSteps(sourceProfiles),
    ...ssoSteps(),
    text('region', vscode.l10n.t('The region to use'), 'eu-central-1', {
      when: isProfile,
      required: true,
      format: region,
    }),
    textStep<ProfileAnswers>({
      when: isProfile,
      prompt: namePrompt,
      placeholder: 'default',
      value: suggestName,
      validate: validator(namePrompt, true, profileName),
      answer: (answers, name) => ({ ...answers, name }),
    }),
  ];
}

function kindStep(sourceProfiles: readonly ProfileInfo[]): Step<ProfileAnswers> {
  const hasSources = sourceProfiles.length > 0;
  return choiceStep<ProfileAnswers>({
    placeholder: vscode.l10n.t('What kind of profile?'),
    choices: () => [
      {
        iconPath: new vscode.ThemeIcon('key'),
        label: vscode.l10n.t('A Role'),
        detail: hasSources
          ? vscode.l10n.t('Assumed with the credentials of another profile, and an MFA code if needed.')
          : vscode.l10n.t(
              'Requires a profile with credentials: run `aws configure` or `aws login`, or set up SSO here.',
            ),
        isCurrent: isRole,
        answer: (answers) => {
          if (!hasSources) {
            throw noSourceProfile();
          }
          return { ...answers, kind: 'role' };
        },
      },
      {
        iconPath: new vscode.ThemeIcon('organization'),
        label: vscode.l10n.t('IAM Identity Center (SSO)'),
        detail: vscode.l10n.t('A permission set in an account. No secrets are written.'),
        isCurrent: isSso,
        answer: (answers) => ({ ...answers, kind: 'sso' }),
      },
      {
        iconPath: new vscode.ThemeIcon('sign-in'),
        label: vscode.l10n.t('Only a Sign-In to IAM Identity Center'),
        detail: vscode.l10n.t('An SSO session without a profile. You sign in at once.'),
        isCurrent: isSignIn,
        answer: (answers) => ({ ...answers, kind: 'signIn' }),
      },
      {
        iconPath: new vscode.ThemeIcon('globe'),
        label: vscode.l10n.t('Region Only'),
        detail: vscode.l10n.t('Sets a default region without credentials.'),
        isCurrent: ({ kind }) => kind === 'settings',
        answer: (answers) => ({ ...answers, kind: 'settings' }),
      },
    ],
  });
}

function roleSteps(sourceProfiles: readonly ProfileInfo[]): Step<ProfileAnswers>[] {
  return [
    text('roleArn', vscode.l10n.t('The role to assume'), 'arn:aws:iam::123456789012:role/NAME', {
      when: isRole,
      required: true,
      format: roleArn,
    }),
    choiceStep<ProfileAnswers>({
      when: isRole,
      placeholder: vscode.l10n.t("Which profile's credentials should assume the role?"),
      choices: () =>
        sourceProfiles.map(({ name, account, plan }) => ({
          label: name,
          description: account ?? '',
          detail: plan ?? '',
          isCurrent: ({ sourceProfile }) => sourceProfile === name,
          answer: (answers) => ({ ...answers, sourceProfile: name }),
        })),
    }),
    text(
      'mfaSerial',
      vscode.l10n.t('The MFA device, if the role requires a code. Otherwise leave empty.'),
      'arn:aws:iam::123456789012:mfa/NAME',
      { when: isRole, format: mfaSerial },
    ),
    text(
      'externalId',
      vscode.l10n.t('The external ID, if the owner of the role gave you one. Otherwise leave empty.'),
      '',
      { when: isRole, format: externalId },
    ),
  ];
}

function ssoSteps(): Step<ProfileAnswers>[] {
  const required = { when: isSso, required: true };
  return [
    text(
      'ssoSession',
      vscode.l10n.t('The SSO session name (required). Profiles can share a session.'),
      vscode.l10n.t('my-company'),
      { when: (answers) => isSso(answers) || isSignIn(answers), required: true, format: sessionName },
    ),
    text(
      'ssoStartUrl',
      vscode.l10n.t('The start URL: the address of your AWS access portal'),
      'https://my-company.awsapps.com/start',
      { when: isSignIn, required: true, format: startUrl },
    ),
    text(
      'ssoStartUrl',
      vscode.l10n.t('The start URL of the SSO session. Leave empty if the session is already in your config file.'),
      'https://my-company.awsapps.com/start',
      { when: isSso, format: startUrl },
    ),
    text('ssoRegion', vscode.l10n.t('The region of IAM Identity Center'), 'eu-central-1', {
      when: ({ kind, ssoStartUrl }) =>
        (kind === 'sso' && Boolean(ssoStartUrl)) || (kind === 'signIn' && !namesRegion.test(ssoStartUrl ?? '')),
      required: true,
      format: region,
    }),
    text('ssoAccountId', vscode.l10n.t('The account ID, 12 digits'), '123456789012', {
      ...required,
      format: accountId,
    }),
    text('ssoRoleName', vscode.l10n.t('The permission set'), 'ReadOnlyAccess', { ...required, format: permissionSet }),
  ];
}

interface TextOptions {
  readonly when?: (answers: ProfileAnswers) => boolean;
  readonly required?: boolean;
  readonly format: InputFormat;
}

function text(
  key: Key,
  prompt: string,
  placeholder: string,
  { when, required = false, format }: TextOptions,
): Step<ProfileAnswers> {
  return textStep<ProfileAnswers>({
    ...(when ? { when } : {}),
    validate: validator(prompt, required, format),
    prompt,
    placeholder,
    value: (answers) => answers[key],
    answer: (answers, value) => ({ ...answers, [key]: value }),
  });
}

/** The message replaces the question in VS Code, so it repeats the question. */
function validator(
  prompt: string,
  required: boolean,
  { pattern, example }: InputFormat,
): (value: string) => string | undefined {
  return (value) => {
    if (value === '') {
      return required ? vscode.l10n.t('A value is required. {0}', prompt) : undefined;
    }
    return pattern.test(value) ? undefined : vscode.l10n.t('Expected format: {0}. {1}', example, prompt);
  };
}

/** Tells where to get the credentials that a role needs. RoleAssist does not write keys to files. */
function noSourceProfile(): OperationError {
  return new OperationError(
    vscode.l10n.t('A role needs a source profile with credentials, but there is none yet.'),
    vscode.l10n.t(
      'Run `aws configure` or `aws login` in a terminal, or set up IAM Identity Center. Then set up the role.',
    ),
    [
      { title: vscode.l10n.t('Open Terminal'), command: 'workbench.action.terminal.new' },
      {
        title: vscode.l10n.t('How to Get Credentials'),
        command: 'vscode.open',
        arguments: [vscode.Uri.parse('https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html')],
      },
      errorActions.startSandbox(),
    ],
    'information',
  );
}
