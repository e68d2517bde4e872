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

/** What code is wanted, the profiles that it is about, and where it goes. */
export interface CodeChoice {
  readonly params: GenerateCodeParams;
  readonly language: CodeLanguageInfo;
  readonly profiles: readonly ProfileInfo[];
  readonly isForCursor: boolean;
}

/** What is known of the file that is open, and asked of it. */
export interface CodeContext {
  /** The language of the open file. It is offered first. */
  readonly editorLanguage: string | undefined;
  /** Whether no other language will do, where there is code in this one. */
  readonly requiresFileLanguage: boolean;
  /** What is asked at the end. */
  readonly finalSteps: readonly Step<CodeAnswers>[];
}

/** Asks what code is wanted. Whatever there is only one of is not asked for. */
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
      throw new Error('The steps ask for a language and a template.');
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

  /** Those that can be used. The profiles with a session come first: they are what the person works with. */
  private usableProfiles(profiles: readonly ProfileInfo[]): { profile: ProfileInfo; isActive: boolean }[] {
    const active = this.store.sessions.map(({ profile }) => profile);
    const rank = ({ name }: ProfileInfo) => (active.includes(name) ? active.indexOf(name) : active.length);
    return profiles
      .filter(({ problems }) => !problems.some(({ severity }) => severity === 'error'))
      .sort((one, other) => rank(one) - rank(other))
      .map((profile) => ({ profile, isActive: active.includes(profile.name) }));
  }
}

/** Every name of a language; the ids that editors have for it are among them. */
export function namesOf({ id, aliases }: CodeLanguageInfo): string[] {
  return [id, ...aliases];
}
