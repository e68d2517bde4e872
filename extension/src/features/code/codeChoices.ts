import type { CancellationToken } from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { runWizard, type Step } from '../../infrastructure/prompts/wizard.ts';
import {
  Methods,
  type CodeLanguageInfo,
  type GenerateCodeParams,
  type ProfileInfo,
} from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import { codeSteps, withLanguage, type CodeAnswers } from './codeSteps.ts';

/** The user's choices: the code, its profiles, and where to put it. */
export interface CodeChoice {
  readonly params: GenerateCodeParams;
  readonly language: CodeLanguageInfo;
  readonly profiles: readonly ProfileInfo[];
  readonly isForCursor: boolean;
}

/** What is known about the open file, and additional questions. */
export interface CodeContext {
  /** The language of the open file, which is offered first. */
  readonly editorLanguage: string | undefined;
  /** Whether to use the language of the open file without asking, if code can be generated in it. */
  readonly requiresFileLanguage: boolean;
  /** The questions to ask last. */
  readonly finalSteps: readonly Step<CodeAnswers>[];
}

/** Asks which code to generate. Skips questions that have only one answer. */
export class CodeChoices {
  constructor(
    private readonly host: HostApi,
    private readonly store: SessionStore,
  ) {}

  async ask(title: string, { editorLanguage, requiresFileLanguage, finalSteps }: CodeContext): Promise<CodeChoice> {
    const [languages, profiles] = await withProgress(title, (token) => this.load(token));
    const fileLanguage = languages.find(
      (language) => editorLanguage !== undefined && namesOf(language).includes(editorLanguage),
    );
    const fixed = requiresFileLanguage ? fileLanguage : undefined;
    const steps = codeSteps({
      languages: fixed ? [] : languages,
      fileLanguage,
      profiles: this.usableProfiles(profiles),
    });
    const initial: CodeAnswers = { profiles: [], options: [], isForCursor: false };
    const answers = await runWizard(title, [...steps, ...finalSteps], fixed ? withLanguage(initial, fixed) : initial);
    const { language, template } = answers;
    if (!language || !template) {
      throw new Error('The wizard returned no language or no template.');
    }
    return {
      language,
      profiles: answers.profiles,
      isForCursor: answers.isForCursor,
      params: {
        language: language.id,
        template: template.name,
        profiles: answers.profiles.map(({ name }) => name),
        options: [...answers.options],
      },
    };
  }

  private async load(token: CancellationToken): Promise<[readonly CodeLanguageInfo[], readonly ProfileInfo[]]> {
    const { languages } = await this.host.request(Methods.listCodeTemplates, {}, token);
    const { profiles } = await this.host.request(Methods.listProfiles, {}, token);
    return [languages, profiles];
  }

  /** The profiles without errors. Those with a session come first, because the user works with them. */
  private usableProfiles(profiles: readonly ProfileInfo[]): { profile: ProfileInfo; isActive: boolean }[] {
    const active = this.store.sessions.map(({ profile }) => profile);
    const rank = ({ name }: ProfileInfo) => (active.includes(name) ? active.indexOf(name) : active.length);
    return profiles
      .filter(({ problems }) => !problems.some(({ severity }) => severity === 'error'))
      .sort((one, other) => rank(one) - rank(other))
      .map((profile) => ({ profile, isActive: active.includes(profile.name) }));
  }
}

/** Returns all names of a language, including the IDs that editors use. */
export function namesOf({ id, aliases }: CodeLanguageInfo): string[] {
  return [id, ...aliases];
}
