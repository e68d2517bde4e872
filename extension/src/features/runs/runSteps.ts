import path from 'node:path';
import * as vscode from 'vscode';
import { UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { markLabel } from '../../infrastructure/presentation/marks.ts';
import { describeIdentity } from '../../infrastructure/presentation/profileText.ts';
import { choiceStep, multiChoiceStep, textStep, type Choice, type Step } from '../../infrastructure/prompts/wizard.ts';
import type { AccountSelector, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';

/** What the user has answered so far. */
export interface RunAnswers {
  readonly source?: 'profiles' | 'patterns' | 'group' | 'file' | 'organization';
  readonly selector: AccountSelector;
  /** Whether to run the active file instead of a command line. */
  readonly runsScript?: boolean;
  readonly commandLine?: string;
  readonly regions: readonly string[];
}

/** The questions: which accounts, what to run, in which regions. The host checks the answers. */
export function runSteps(
  profiles: readonly ProfileInfo[],
  groups: ReadonlyMap<string, AccountSelector>,
  script: string | undefined,
): Step<RunAnswers>[] {
  return [
    sourceStep(groups),
    profilesStep(profiles),
    patternsStep(),
    fileStep(),
    organizationStep(profiles),
    roleStep(),
    ...(script === undefined ? [] : [commandStep(script)]),
    commandLineStep(),
    regionsStep(),
  ];
}

function sourceStep(groups: ReadonlyMap<string, AccountSelector>): Step<RunAnswers> {
  const source = (
    icon: string,
    label: string,
    detail: string,
    value: NonNullable<RunAnswers['source']>,
    selector: AccountSelector = {},
  ): Choice<RunAnswers> => ({
    iconPath: new vscode.ThemeIcon(icon),
    label,
    detail,
    isCurrent: (answers) => value !== 'group' && answers.source === value,
    answer: (answers) => ({ ...answers, source: value, selector }),
  });
  return choiceStep<RunAnswers>({
    placeholder: vscode.l10n.t('In which accounts?'),
    choices: () => [
      ...[...groups].map(([name, selector]) =>
        source('bookmark', name, vscode.l10n.t('Saved in the setting roleassist.accountGroups'), 'group', selector),
      ),
      source('checklist', vscode.l10n.t('Select Profiles'), vscode.l10n.t('Check them in a list'), 'profiles'),
      source(
        'regex',
        vscode.l10n.t('Profiles by Pattern'),
        vscode.l10n.t('Such as prod-*, with * for any text and ? for any character'),
        'patterns',
      ),
      source('file', vscode.l10n.t('Accounts File…'), vscode.l10n.t('CSV, JSON, JSON lines or YAML'), 'file'),
      source(
        'organization',
        vscode.l10n.t('Organization'),
        vscode.l10n.t('All active accounts, through a role that exists in each'),
        'organization',
      ),
    ],
  });
}

function profilesStep(profiles: readonly ProfileInfo[]): Step<RunAnswers> {
  return multiChoiceStep<RunAnswers, vscode.QuickPickItem & { readonly name: string }>({
    when: ({ source }) => source === 'profiles',
    placeholder: vscode.l10n.t('Select the profiles to run with'),
    allowEmpty: false,
    items: () =>
      profiles.map((profile) => ({
        label: profile.name,
        description: joinParts(' · ', markLabel(profile), describeIdentity(profile)),
        name: profile.name,
      })),
    answer: (answers, picked) => ({ ...answers, selector: { profiles: picked.map(({ name }) => name) } }),
  });
}

function patternsStep(): Step<RunAnswers> {
  return textStep<RunAnswers>({
    when: ({ source }) => source === 'patterns',
    prompt: vscode.l10n.t('Names of profiles, separated by blanks or commas'),
    placeholder: 'prod-* home',
    value: ({ selector }) => selector.profiles?.join(' '),
    validate: required,
    answer: (answers, text) => ({ ...answers, selector: { profiles: listOf(text) } }),
  });
}

function fileStep(): Step<RunAnswers> {
  return {
    when: ({ source }) => source === 'file',
    ask: async ({ title }, answers) => {
      const [file] =
        (await vscode.window.showOpenDialog({
          title,
          filters: { [vscode.l10n.t('Accounts')]: ['csv', 'json', 'jsonl', 'yaml', 'yml'] },
        })) ?? [];
      if (!file) {
        throw new UserCancelledError();
      }
      return { ...answers, selector: { file: file.fsPath } };
    },
  };
}

function organizationStep(profiles: readonly ProfileInfo[]): Step<RunAnswers> {
  return choiceStep<RunAnswers>({
    when: ({ source }) => source === 'organization',
    placeholder: vscode.l10n.t('Which profile may list the accounts of the organization?'),
    choices: () =>
      profiles.map(({ name, ...profile }) => ({
        label: name,
        description: describeIdentity({ name, ...profile }),
        isCurrent: ({ selector }) => selector.organization === name,
        answer: (answers) => ({ ...answers, selector: { ...answers.selector, organization: name } }),
      })),
  });
}

function roleStep(): Step<RunAnswers> {
  return textStep<RunAnswers>({
    when: ({ source }) => source === 'file' || source === 'organization',
    prompt: vscode.l10n.t('The name of the role to assume in each account. A file may name its own'),
    placeholder: 'OrganizationAccountAccessRole',
    value: ({ selector }) => selector.role,
    answer: (answers, role) => ({
      ...answers,
      selector: { ...sourceOf(answers.selector), ...(role ? { role } : {}) },
    }),
  });
}

function commandStep(script: string): Step<RunAnswers> {
  return choiceStep<RunAnswers>({
    placeholder: vscode.l10n.t('What to run?'),
    choices: () => [
      {
        iconPath: new vscode.ThemeIcon('file-code'),
        label: vscode.l10n.t('Run {0}', path.basename(script)),
        description: vscode.l10n.t('the active file'),
        isCurrent: ({ runsScript }) => runsScript === true,
        answer: (answers) => ({ ...answers, runsScript: true }),
      },
      {
        iconPath: new vscode.ThemeIcon('terminal'),
        label: vscode.l10n.t('Run a Command…'),
        isCurrent: ({ runsScript }) => runsScript === false,
        answer: (answers) => ({ ...answers, runsScript: false }),
      },
    ],
  });
}

/** Nothing remembers the answer: a command may hold a secret. */
function commandLineStep(): Step<RunAnswers> {
  return textStep<RunAnswers>({
    when: ({ runsScript }) => !runsScript,
    prompt: vscode.l10n.t("The command, for the system's shell. {account} and {region} are replaced"),
    placeholder: 'aws sts get-caller-identity',
    value: ({ commandLine }) => commandLine,
    validate: required,
    answer: (answers, commandLine) => ({ ...answers, commandLine }),
  });
}

function regionsStep(): Step<RunAnswers> {
  return textStep<RunAnswers>({
    prompt: vscode.l10n.t(
      'The regions. Leave empty for the region of each profile, or type enabled for all of each account',
    ),
    placeholder: 'eu-central-1 us-east-1',
    value: ({ regions }) => regions.join(' '),
    answer: (answers, text) => ({ ...answers, regions: listOf(text) }),
  });
}

/** The selector without the role. */
function sourceOf({ file, organization }: AccountSelector): AccountSelector {
  return { ...(file === undefined ? {} : { file }), ...(organization === undefined ? {} : { organization }) };
}

function required(text: string): string | undefined {
  return text ? undefined : vscode.l10n.t('This is required.');
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
