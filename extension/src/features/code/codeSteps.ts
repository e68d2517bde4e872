import * as vscode from 'vscode';
import { choiceStep, multiChoiceStep, type Choice, type Step } from '../../infrastructure/prompts/wizard.ts';
import type { CodeLanguageInfo, CodeTemplateInfo, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** The answers so far. */
export interface CodeAnswers {
  readonly language?: CodeLanguageInfo;
  readonly template?: CodeTemplateInfo;
  readonly profiles: readonly ProfileInfo[];
  readonly options: readonly string[];
  /** Whether the code goes to the cursor of the open file instead of a new file. */
  readonly isForCursor: boolean;
}

interface CodeStepOptions {
  /** Empty if the language is known. */
  readonly languages: readonly CodeLanguageInfo[];
  /** The language of the open file, if code can be generated in it. */
  readonly fileLanguage: CodeLanguageInfo | undefined;
  readonly profiles: readonly { readonly profile: ProfileInfo; readonly isActive: boolean }[];
}

/** The questions. Each depends on the previous answers. */
export function codeSteps({ languages, fileLanguage, profiles }: CodeStepOptions): Step<CodeAnswers>[] {
  const hasProfiles = profiles.length > 0;
  const takesSeveral = ({ template }: CodeAnswers) => template?.takesProfiles ?? false;
  return [
    choiceStep<CodeAnswers>({
      when: () => languages.length > 0,
      placeholder: vscode.l10n.t('Select the language'),
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
      placeholder: vscode.l10n.t('Select what to generate'),
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
      placeholder: vscode.l10n.t('Select the profile for the code'),
      choices: () => [
        ...profiles.map(({ profile, isActive }): Choice<CodeAnswers> => ({
          ...profileItem(profile, isActive),
          isCurrent: (answers) => answers.profiles[0] === profile,
          answer: (answers) => ({ ...answers, profiles: [profile] }),
        })),
        {
          label: vscode.l10n.t('No profile'),
          detail: vscode.l10n.t('Use placeholders'),
          alwaysShow: true,
          answer: (answers) => ({ ...answers, profiles: [] }),
        },
      ],
    }),
    multiChoiceStep({
      when: (answers) => hasProfiles && takesSeveral(answers),
      placeholder: vscode.l10n.t('Select the profiles for the code, or none to use placeholders'),
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

/** Changes the language and clears the template and options, which depend on it. */
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
