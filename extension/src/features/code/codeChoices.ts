import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { pick, pickMany } from '../../infrastructure/prompts/prompts.ts';
import type {
  CodeLanguageInfo,
  CodeTemplateInfo,
  GenerateCodeParams,
  ProfileInfo,
} from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** What code is wanted, and the profiles that it is about. */
export interface CodeChoice {
  readonly params: GenerateCodeParams;
  readonly language: CodeLanguageInfo;
  readonly profiles: readonly ProfileInfo[];
}

/** Asks what code is wanted. Whatever there is only one of is not asked for. */
export class CodeChoices {
  constructor(
    private readonly host: HostApi,
    private readonly store: SessionStore,
  ) {}

  /**
   * @param editorLanguage the language of the open file. It is offered first.
   * @param isFixed whether no other language will do, where there is code in this one.
   */
  async ask(title: string, editorLanguage: string | undefined, isFixed: boolean): Promise<CodeChoice> {
    const { languages } = await withProgress(title, (token) => this.host.listCodeTemplates(token));
    const own = languages.find(
      (language) => editorLanguage !== undefined && namesOf(language).includes(editorLanguage),
    );
    const language = isFixed && own ? own : await this.pickLanguage(title, languages, own);
    const template = await this.pickTemplate(title, language);
    const profiles = await this.pickProfiles(title, template);
    const options = await this.pickOptions(title, language);
    return {
      language,
      profiles,
      params: { language: language.id, template: template.name, profiles: profiles.map(({ name }) => name), options },
    };
  }

  private async pickLanguage(
    title: string,
    languages: readonly CodeLanguageInfo[],
    own: CodeLanguageInfo | undefined,
  ): Promise<CodeLanguageInfo> {
    const others = languages.filter((language) => language !== own);
    const items = (own ? [own, ...others] : others).map((language) => ({
      label: language.name,
      ...(language === own ? { description: vscode.l10n.t('the language of the open file') } : {}),
      language,
    }));
    return (await pick(items, { title, placeHolder: vscode.l10n.t('Pick the language of the code') })).language;
  }

  private async pickTemplate(title: string, { templates }: CodeLanguageInfo): Promise<CodeTemplateInfo> {
    const items = templates.map((template) => ({ label: template.name, detail: template.description, template }));
    const [only, ...others] = items;
    if (only && others.length === 0) {
      return only.template;
    }
    const placeHolder = vscode.l10n.t('What should the code do?');
    return (await pick(items, { title, placeHolder, matchOnDetail: true })).template;
  }

  /** The profiles with a session come first: they are what the person works with. */
  private async pickProfiles(title: string, { takesProfiles }: CodeTemplateInfo): Promise<readonly ProfileInfo[]> {
    const { profiles } = await withProgress(title, (token) => this.host.listProfiles(token));
    const active = this.store.sessions.map(({ profile }) => profile);
    const place = ({ name }: ProfileInfo) => (active.includes(name) ? active.indexOf(name) : active.length);
    const items = profiles
      .filter(({ problems }) => !problems.some(({ severity }) => severity === 'error'))
      .sort((one, other) => place(one) - place(other))
      .map((profile) => ({
        label: profile.name,
        ...(active.includes(profile.name) ? { description: vscode.l10n.t('active session') } : {}),
        ...(profile.roleArn ? { detail: profile.roleArn } : {}),
        profile,
      }));
    if (items.length === 0) {
      return [];
    }
    if (takesProfiles) {
      const placeHolder = vscode.l10n.t('Pick the profiles that the code is for; none for placeholders');
      return (await pickMany(items, { title, placeHolder, matchOnDetail: true })).map(({ profile }) => profile);
    }
    const nobody = {
      label: vscode.l10n.t('No profile'),
      detail: vscode.l10n.t('Placeholders to fill in'),
      alwaysShow: true,
      profile: undefined,
    };
    const { profile } = await pick([...items, nobody], {
      title,
      placeHolder: vscode.l10n.t('Pick the profile that the code is for'),
      matchOnDetail: true,
    });
    return profile ? [profile] : [];
  }

  private async pickOptions(title: string, { options }: CodeLanguageInfo): Promise<string[]> {
    if (options.length === 0) {
      return [];
    }
    const items = options.map(({ name, description }) => ({ label: name, detail: description }));
    const placeHolder = vscode.l10n.t('Options (optional)');
    return (await pickMany(items, { title, placeHolder })).map(({ label }) => label);
  }
}

/** Every name of a language; the ids that editors have for it are among them. */
export function namesOf({ id, aliases }: CodeLanguageInfo): string[] {
  return [id, ...aliases];
}
