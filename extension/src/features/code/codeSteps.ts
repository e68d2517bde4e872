import * as vscode from 'vscode';
import { choiceStep, multiChoiceStep, type Choice, type Step } from '../../infrastructure/prompts/wizard.ts';
import type { CodeLanguageInfo, CodeTemplateInfo, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** What has been answered so far. */
export interface CodeAnswers {
  readonly language?: CodeLanguageInfo;
  readonly template?: CodeTemplateInfo;
  readonly profiles: readonly ProfileInfo[];
  readonly options: readonly string[];
  /** Whether the code goes to the cursor of the open file, and not into a new one. */
  readonly isForCursor: boolean;
}

interface CodeStepOptions {
  /** None where the language is known. */
  readonly languages: readonly CodeLanguageInfo[];
  /** The language of the open file, if there is code in it. */
  readonly fileLanguage: CodeLanguageInfo | undefined;
  readonly profiles: readonly { readonly profile: ProfileInfo; readonly isActive: boolean }[];
}

/** The questions about code, each of which depends on those before. */
export function codeSteps({ languages, fileLanguage, profiles }: CodeStepOptions): Step<CodeAnswers>[] {
  const hasProfiles = profiles.length > 0;
  const takesSeveral = ({ template }: CodeAnswers) => template?.takesProfiles ?? false;
  return [
    choiceStep<CodeAnswers>({
      when: () => languages.length > 0,
      placeholder: vscode.l10n.t('Pick the language of the code'),
      choices: () =>
        [...(fileLanguage ? [fileLanguage] : []), ...languages.filter((language) => language !== fileLanguage)].map(
          (language) => ({
            label: language.name,
            ...(language === fileLanguage ? { description: vscode.l10n.t('the language of the open file') } : {}),
            isCurrent: (answers) => answers.language === language,
            answer: (answers) => withLanguage(answers, language),
          }),
        ),
    }),
    choiceStep<CodeAnswers>({
      when: ({ language }) => (language?.templates.length ?? 2) > 1,
      placeholder: vscode.l10n.t('What should the code do?'),
      choices: ({ language }) =>
        (language?.templates ?? []).map((template) => ({
          label: template.name,
          detail: template.description,
          isCurrent: (answers) => answers.template === template,
          answer: (answers) => ({ ...answers, template }),
        })),
    }),
    choiceStep<CodeAnswers>({
      when: (answers) => hasProfiles && !takesSeveral(answers),
      placeholder: vscode.l10n.t('Pick the profile that the code is for'),
      choices: () => [
        ...profiles.map(({ profile, isActive }): Choice<CodeAnswers> => ({
          ...profileItem(profile, isActive),
          isCurrent: (answers) => answers.profiles[0] === profile,
          answer: (answers) => ({ ...answers, profiles: [profile] }),
        })),
        {
          label: vscode.l10n.t('No profile'),
          detail: vscode.l10n.t('Placeholders to fill in'),
          alwaysShow: true,
          answer: (answers) => ({ ...answers, profiles: [] }),
        },
      ],
    }),
    multiChoiceStep({
      when: (answers) => hasProfiles && takesSeveral(answers),
      placeholder: vscode.l10n.t('Pick the profiles that the code is for; none for placeholders'),
      items: () => profiles.map(({ profile, isActive }) => ({ ...profileItem(profile, isActive), profile })),
      answer: (answers, picked) => ({ ...answers, profiles: picked.map(({ profile }) => profile) }),
    }),
    multiChoiceStep({
      when: ({ language }) => (language?.options.length ?? 0) > 0,
      placeholder: vscode.l10n.t('Options (optional)'),
      items: ({ language }) =>
        (language?.options ?? []).map(({ name, description }) => ({ label: name, detail: description })),
      answer: (answers, picked) => ({ ...answers, options: picked.map(({ label }) => label) }),
    }),
  ];
}

/** The answers with another language, whose templates and options are others. */
export function withLanguage({ profiles, isForCursor }: CodeAnswers, language: CodeLanguageInfo): CodeAnswers {
  const [only, ...others] = language.templates;
  return { language, options: [], profiles, isForCursor, ...(only && others.length === 0 ? { template: only } : {}) };
}

function profileItem({ name, roleArn }: ProfileInfo, isActive: boolean): vscode.QuickPickItem {
  return {
    label: name,
    ...(isActive ? { description: vscode.l10n.t('active session') } : {}),
    ...(roleArn ? { detail: roleArn } : {}),
  };
}
