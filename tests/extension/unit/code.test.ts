import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CodeActionContext, Range as VSCodeRange, TextDocument as VSCodeDocument } from 'vscode';
import { CodeChoices } from '../../../extension/src/features/code/codeChoices.ts';
import { generateCode } from '../../../extension/src/features/code/generateCode.ts';
import { HardCodedKeyActions } from '../../../extension/src/features/code/hardCodedKeyActions.ts';
import { insertSnippet } from '../../../extension/src/features/code/insertSnippet.ts';
import type { CodeLanguageInfo, CodeResult } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TextDocument, TextEditor, type CodeAction } from './fakes/documents.ts';
import { FakeTransport } from './fakes/transport.ts';
import {
  CancellationTokenSource,
  editor,
  openEditor,
  Position,
  QuickInputButtons,
  Range,
  type OwnQuickPick,
} from './fakes/vscode.ts';
import { profile, session } from './support/samples.ts';

const template = (name: string, takesProfiles = false) => ({ name, description: `Does ${name}.`, takesProfiles });

const languages: CodeLanguageInfo[] = [
  {
    id: 'powershell',
    name: 'PowerShell',
    aliases: ['pwsh'],
    extension: '.ps1',
    templates: [template('assume-role'), template('multi-account', true)],
    options: [],
  },
  {
    id: 'csharp',
    name: 'C#',
    aliases: ['cs'],
    extension: '.cs',
    templates: [template('top-level'), template('injected')],
    options: [{ name: 'file-based', description: 'With #:package lines.' }],
  },
  {
    id: 'bash',
    name: 'Bash',
    aliases: ['sh', 'shellscript'],
    extension: '.sh',
    templates: [template('assume-role')],
    options: [],
  },
];

const result = (changes: Partial<CodeResult> = {}): CodeResult => ({
  language: 'powershell',
  template: 'assume-role',
  fileName: 'assume-role.ps1',
  code: 'the code',
  notes: [],
  ...changes,
});

let transport: FakeTransport;
let store: SessionStore;

beforeEach(() => {
  openEditor();
  offered = [];
  store = new SessionStore();
});

/** The host's answers in the order of the requests; the templates come first. */
function host(...answers: unknown[]): { api: HostApi; choices: CodeChoices } {
  transport = new FakeTransport({ languages }, ...answers);
  const api = new HostApi(transport);
  return { api, choices: new CodeChoices(api, store) };
}

/** Picks in one list after the other; several labels for a list that accepts several. Resolves to the lists. */
async function pick(...picks: (string | string[])[]): Promise<OwnQuickPick[]> {
  const lists: OwnQuickPick[] = [];
  for (const labels of picks) {
    const list = await (await editor.lists.next()).ready();
    lists.push(list);
    offered.push(list.labels);
    list.accept(...[labels].flat());
  }
  return lists;
}

async function generate(picks: (string | string[])[], profiles = [profile()], answer = result()) {
  const { api, choices } = host({ profiles, problems: [] }, answer);
  const generated = generateCode(api, choices);
  generated.catch(() => undefined);
  const lists = await pick(...picks);
  await generated;
  return lists;
}

/** The labels of each list, in order. */
let offered: string[][];

describe('Generate Credential Code', () => {
  it('asks for language, template and profile, and opens a document in that language', async () => {
    await generate(['PowerShell', 'assume-role', 'prod-admin']);
    expect(transport.params.at(-1)).toEqual({
      language: 'powershell',
      template: 'assume-role',
      profiles: ['prod-admin'],
      options: [],
    });
    expect(editor.shownDocuments).toMatchObject([{ languageId: 'powershell', text: 'the code' }]);
    expect(editor.messages).toEqual([]);
  });

  it('offers the language of the open file first, by any of its names', async () => {
    editor.textEditor = new TextEditor(new TextDocument('shellscript'));
    await generate(['Bash', 'prod-admin', 'New file']);
    expect(offered[0]).toEqual(['Bash', 'PowerShell', 'C#']);
    expect(editor.shownDocuments).toMatchObject([{ languageId: 'shellscript' }]);
  });

  it('offers profiles with a session first, most recent first, and no profile last', async () => {
    const sessions = [session({ profile: 'third' }), session({ sessionId: 'session-2', profile: 'second' })];
    store.apply({ revision: 1, hostId: 'host-1', sessions });
    await generate(
      ['Bash', 'third'],
      ['first', 'second', 'third'].map((name) => profile({ name })),
    );
    expect(offered[1]).toEqual(['third', 'second', 'first', 'No profile']);
  });

  it('does not offer a profile with an error', async () => {
    const broken = profile({
      name: 'broken',
      problems: [{ code: 'ConfigurationInvalid', severity: 'error', message: 'It is broken.' }],
    });
    await generate(['Bash', 'prod-admin'], [broken, profile()]);
    expect(offered[1]).toEqual(['prod-admin', 'No profile']);
  });

  it('writes placeholders without a profile, and does not ask for one if there are none', async () => {
    await generate(['Bash', 'No profile']);
    expect(transport.params.at(-1)).toMatchObject({ profiles: [] });

    await generate(['Bash'], []);
    expect(transport.params.at(-1)).toMatchObject({ profiles: [] });
  });

  it('accepts several profiles if the template supports them', async () => {
    await generate(
      ['PowerShell', 'multi-account', ['dev', 'prod-admin']],
      [profile({ name: 'dev' }), profile({ name: 'other' }), profile()],
    );
    expect(transport.params.at(-1)).toMatchObject({ profiles: ['dev', 'prod-admin'] });
  });

  it('asks for the options of a language if it has any', async () => {
    await generate(['C#', 'top-level', 'prod-admin', ['file-based']]);
    expect(transport.params.at(-1)).toMatchObject({ options: ['file-based'] });
  });

  it('inserts at the cursor if the user chooses that', async () => {
    const document = new TextDocument('powershell');
    editor.textEditor = new TextEditor(document);
    await generate(['PowerShell', 'assume-role', 'prod-admin', 'At the cursor']);
    expect(document.text).toBe('the code');
    expect(editor.shownDocuments).toEqual([]);
  });

  it('shows the remaining steps once', async () => {
    await generate(['Bash', 'prod-admin'], [profile()], result({ notes: ['One note.', 'Another.'] }));
    expect(editor.message).toMatchObject({ severity: 'information', text: 'One note. Another.' });
  });

  it('warns about a long-term key behind the profile and never requests the key', async () => {
    await generate(['Bash', 'home'], [profile({ name: 'home', kind: 'accessKey' })]);
    expect(editor.message).toMatchObject({ severity: 'warning' });
    expect(editor.message?.text).toContain("Profile 'home' uses a long-term access key.");
  });

  it('is canceled by closing any of its lists', async () => {
    const { api, choices } = host({ profiles: [profile()], problems: [] });
    const generated = generateCode(api, choices);
    generated.catch(() => undefined);
    await pick('PowerShell', 'assume-role');
    (await editor.lists.next()).close();
    await expect(generated).rejects.toThrow('Cancelled');
  });

  it('numbers its steps and goes back with the previous answers, also to another language', async () => {
    const { api, choices } = host({ profiles: [profile()], problems: [] }, result());
    const generated = generateCode(api, choices);
    await pick('C#', 'top-level');
    const third = await (await editor.lists.next()).ready();
    expect([third.step, third.totalSteps]).toEqual([3, 4]);
    third.press(QuickInputButtons.Back);
    const second = await (await editor.lists.next()).ready();
    expect(second.activeItems).toMatchObject([{ label: 'top-level' }]);
    second.press(QuickInputButtons.Back);
    const first = await (await editor.lists.next()).ready();
    expect(first.activeItems).toMatchObject([{ label: 'C#' }]);
    expect(first.buttons).toEqual([]);
    first.accept('Bash');
    const profiles = await (await editor.lists.next()).ready();
    expect([profiles.step, profiles.totalSteps]).toEqual([2, 2]);
    profiles.accept('prod-admin');
    await generated;
    expect(transport.params.at(-1)).toEqual({
      language: 'bash',
      template: 'assume-role',
      profiles: ['prod-admin'],
      options: [],
    });
  });
});

describe('Insert Credential Snippet', () => {
  it('inserts tab stops in the language of the file without asking for it', async () => {
    const open = (editor.textEditor = new TextEditor(new TextDocument('csharp')));
    const { api, choices } = host({ profiles: [profile()], problems: [] }, result({ code: '${1:value}$0' }));
    const inserted = insertSnippet(api, choices);
    await pick('injected', 'prod-admin', []);
    await inserted;
    expect(open.snippets).toEqual(['${1:value}$0']);
    expect(transport.params.at(-1)).toMatchObject({ language: 'csharp', template: 'injected', asSnippet: true });
  });

  it('asks for the language if no code can be generated in that of the file', async () => {
    const open = (editor.textEditor = new TextEditor(new TextDocument('markdown')));
    const { api, choices } = host({ profiles: [profile()], problems: [] }, result());
    const inserted = insertSnippet(api, choices);
    await pick('Bash', 'prod-admin');
    await inserted;
    expect(open.snippets).toHaveLength(1);
  });

  it('requires an open file', async () => {
    const { api, choices } = host();
    await expect(insertSnippet(api, choices)).rejects.toThrow('Open a file');
    expect(transport.requests).toEqual([]);
  });
});

describe('Replace hard-coded keys with RoleAssist', () => {
  const text = "$id = 'AKIAABCDEFGHIJKLMNOP'\n$secret = '…'\n\nGet-S3Bucket\n";
  const keys = [
    { line: 0, startCharacter: 6, endCharacter: 28, variable: 'ID', replacement: '$Env:ID' },
    { line: 1, startCharacter: 10, endCharacter: 52, variable: 'SECRET', replacement: '$Env:SECRET' },
  ];

  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  let actions: HardCodedKeyActions;

  function begin(...answers: unknown[]) {
    transport = new FakeTransport(...answers);
    actions = new HardCodedKeyActions(new HostApi(transport));
  }

  async function offer(document: TextDocument, line: number, token = new CancellationTokenSource().token) {
    const place = new Position(line, 0);
    const offered = actions.provideCodeActions(
      document as unknown as VSCodeDocument,
      new Range(place, place) as unknown as VSCodeRange,
      {} as CodeActionContext,
      token,
    );
    await vi.runAllTimersAsync();
    return (await offered) as unknown as CodeAction[];
  }

  it('replaces all keys of the document from the line of any key', async () => {
    begin({ keys });
    const document = new TextDocument('powershell', text);
    const [action] = await offer(document, 1);
    expect(action).toMatchObject({ title: 'Replace hard-coded keys with RoleAssist', kind: 'quickfix' });
    expect(action?.edit?.replacements).toMatchObject([
      { range: { start: { line: 0, character: 6 }, end: { line: 0, character: 28 } }, text: '$Env:ID' },
      { range: { start: { line: 1, character: 10 }, end: { line: 1, character: 52 } }, text: '$Env:SECRET' },
    ]);
    expect(transport.params).toEqual([{ text, language: 'powershell' }]);
    expect(action?.command?.command).toBe('roleassist.explainReplacedKeys');
    HardCodedKeyActions.reportRemaining();
    expect(editor.message?.text).toContain('Deactivate the old key');
  });

  it('is not offered on other lines, and asks the host once per document version', async () => {
    begin({ keys }, { keys: [] });
    const document = new TextDocument('powershell', text);
    expect(await offer(document, 3)).toEqual([]);
    expect(await offer(document, 0)).toHaveLength(1);
    expect(transport.requests).toHaveLength(1);
    document.version++;
    expect(await offer(document, 0)).toEqual([]);
    expect(transport.requests).toHaveLength(2);
  });

  it('is not offered if the language has no replacement', async () => {
    begin({ keys: keys.map((key) => ({ ...key, replacement: null })) });
    expect(await offer(new TextDocument('powershell', text), 0)).toEqual([]);
  });

  it('does not ask the host about a file without keys, a huge file, or one that is being edited', async () => {
    begin();
    expect(await offer(new TextDocument('powershell', 'Get-S3Bucket'), 0)).toEqual([]);
    expect(await offer(new TextDocument('powershell', text + ' '.repeat(1_000_000)), 0)).toEqual([]);
    const typing = new CancellationTokenSource();
    typing.cancel();
    expect(await offer(new TextDocument('powershell', text), 0, typing.token)).toEqual([]);
    expect(transport.requests).toEqual([]);
  });

  it('shows no error if the host does not answer', async () => {
    begin(new Error('It has stopped.'), { keys });
    const document = new TextDocument('powershell', text);
    expect(await offer(document, 0)).toEqual([]);
    expect(editor.messages).toEqual([]);
    expect(await offer(document, 0)).toHaveLength(1);
  });
});
