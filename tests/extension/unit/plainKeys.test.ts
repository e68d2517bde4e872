import { beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction, Range as VSCodeRange, TextDocument as VSCodeDocument } from 'vscode';
import { toProfileItem } from '../../../extension/src/features/assume/roleItems.ts';
import { toTreeItem } from '../../../extension/src/features/profiles/profileItems.ts';
import { AwsFiles } from '../../../extension/src/features/vault/awsFiles.ts';
import { PlainKeyMarks } from '../../../extension/src/features/vault/plainKeyMarks.ts';
import type { PlainKeyInfo, ProfileInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { TextDocument } from './fakes/documents.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor, Position, Range } from './fakes/vscode.ts';
import { Deferred } from './support/deferred.ts';
import { profile } from './support/samples.ts';

const file = '/home/alice/.aws/credentials';
const text = '[home]\n  aws_access_key_id = AKIAABCDEFGHIJKLMNOP  \naws_secret_access_key = secret\n';
const home: PlainKeyInfo = { profile: 'home', accessKeyId: 'AKIAABCDEFGHIJKLMNOP', file, line: 2 };
const answer = (...plainKeys: PlainKeyInfo[]) => ({ keys: [], plainKeys });

/** Waits; only a hang takes this long. */
const eventually = <T>(probe: () => T) => expect.poll(probe, { timeout: 60_000, interval: 5 });

beforeEach(() => openEditor());

describe('a key in plain text in an open AWS file', () => {
  let transport: FakeTransport;
  let profiles: ProfileStore;
  let marks: PlainKeyMarks;

  function begin(...answers: unknown[]) {
    transport = new FakeTransport(...answers);
    const host = new HostApi(transport);
    profiles = new ProfileStore(host);
    marks = new PlainKeyMarks(host, profiles, new AwsFiles());
  }

  function show(document: TextDocument) {
    editor.documents.push(document);
    editor.openedDocuments.fire(document);
    return document;
  }

  const marksOf = (path = file) => editor.diagnostics.get('roleassist')?.shown.get(path);

  function offered(document: TextDocument, from: number, to = from) {
    const range = new Range(new Position(from, 0), new Position(to, 0));
    return marks.provideCodeActions(
      document as unknown as VSCodeDocument,
      range as unknown as VSCodeRange,
    ) as unknown as (CodeAction & { kind: string })[];
  }

  async function settled() {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('is marked on its line, with the quick fix that moves it', async () => {
    begin(answer(home));
    const document = show(new TextDocument('ini', text, file));
    await eventually(marksOf).toMatchObject([
      {
        message: 'This key is in plain text. Any program that you run can read it.',
        source: 'RoleAssist',
        severity: 1,
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 42 } },
      },
    ]);
    const [mark] = marksOf() ?? [];
    expect(offered(document, 1)).toMatchObject([
      {
        title: 'Move this key to the vault',
        kind: 'quickfix',
        diagnostics: [mark],
        command: { command: 'roleassist.moveKeys', arguments: ['home'] },
      },
    ]);
    expect(offered(document, 0, 3)).toHaveLength(1);
    expect(offered(document, 0)).toEqual([]);
    expect(offered(document, 2)).toEqual([]);
    expect(transport.requests).toHaveLength(1);
  });

  it('is marked in a file that was open before', async () => {
    editor.documents.push(new TextDocument('ini', text, file));
    begin(answer(home));
    await eventually(marksOf).toHaveLength(1);
  });

  it.each([
    ['another file', new TextDocument('ini', text, '/project/credentials')],
    ['a file without keys', new TextDocument('ini', '[home]\n', file)],
    ['a file with a temporary key', new TextDocument('ini', text.replace('AKIA', 'ASIA'), file)],
    ['a document that is not on disk', new TextDocument('ini', text, file, 'untitled')],
    ['an old version', new TextDocument('ini', text, file, 'git')],
  ])('is not looked for in %s', async (_, document) => {
    begin();
    show(document);
    await settled();
    expect(transport.requests).toEqual([]);
    expect(marksOf()).toBeUndefined();
  });

  it('is marked in a file elsewhere as soon as the host has named it', async () => {
    const elsewhere = '/secret/keys';
    const list = { profiles: [profile({ name: 'home', file: elsewhere })], problems: [] };
    begin(list, answer({ ...home, file: elsewhere }));
    show(new TextDocument('ini', text, elsewhere));
    await settled();
    expect(transport.requests).toEqual([]);
    await profiles.list({} as never);
    await eventually(() => marksOf(elsewhere)).toHaveLength(1);
  });

  it('is not marked in the other file', async () => {
    begin(answer(home));
    show(new TextDocument('ini', text, '/home/alice/.aws/config'));
    await settled();
    expect(marksOf('/home/alice/.aws/config')).toEqual([]);
  });

  it('loses its mark when it has been moved, or the file is closed', async () => {
    begin(answer(home), answer(), answer(home));
    const document = show(new TextDocument('ini', text, file));
    await eventually(marksOf).toHaveLength(1);
    profiles.outdate();
    await eventually(marksOf).toEqual([]);
    document.text = '[home]\n';
    editor.changedDocuments.fire({ document });
    await eventually(marksOf).toBeUndefined();

    document.text = text;
    editor.savedDocuments.fire(document);
    await eventually(marksOf).toHaveLength(1);
    editor.closedDocuments.fire(document);
    expect(marksOf()).toBeUndefined();
  });

  it('keeps its mark while the file has unsaved changes', async () => {
    begin(answer(home), answer({ ...home, line: 3 }));
    const document = show(new TextDocument('ini', text, file));
    await eventually(marksOf).toHaveLength(1);
    document.isDirty = true;
    editor.changedDocuments.fire({ document });
    profiles.outdate();
    await settled();
    expect(transport.requests).toHaveLength(1);
    expect(offered(document, 1)).toHaveLength(1);
    await document.save();
    editor.savedDocuments.fire(document);
    await eventually(marksOf).toMatchObject([{ range: { start: { line: 2 } } }]);
  });

  it('is asked for once more, however often the files change in the meantime', async () => {
    const first = new Deferred<unknown>();
    begin(first.promise, answer(home));
    show(new TextDocument('ini', text, file));
    await eventually(() => transport.requests).toHaveLength(1);
    for (let change = 0; change < 10; change++) {
      profiles.outdate();
    }
    first.resolve(answer());
    await eventually(marksOf).toHaveLength(1);
    expect(transport.requests).toHaveLength(2);
  });

  it('is not marked on a line that the document does not have, and errors are not shown', async () => {
    begin(answer({ ...home, line: 99 }), new Error('It has stopped.'));
    show(new TextDocument('ini', text, file));
    await eventually(marksOf).toEqual([]);
    profiles.outdate();
    await settled();
    expect(editor.messages).toEqual([]);
  });
});

describe('the key of a profile', () => {
  const keys = (changes: Partial<ProfileInfo>): ProfileInfo => ({
    name: 'home',
    kind: 'accessKey',
    codesNeeded: 0,
    problems: [],
    file,
    ...changes,
  });
  const row = (changes: Partial<ProfileInfo>) =>
    toTreeItem({ kind: 'profile', profile: keys(changes), arn: undefined, account: undefined, children: [] });

  it('is marked in plain text, in the view and in the picker', () => {
    expect(row({ hasPlainKey: true })).toMatchObject({
      iconPath: { id: 'warning' },
      description: 'key in plain text',
      tooltip: 'key in plain text\naccess keys',
      contextValue: 'profile:assumable:placed:plainKey',
      accessibilityInformation: { label: 'profile home, access keys, key in plain text' },
    });
    expect(toProfileItem(keys({ hasPlainKey: true }))).toMatchObject({
      iconPath: { id: 'warning' },
      detail: 'key in plain text',
    });
  });

  it('has its age in the vault', () => {
    expect(row({ keyAgeDays: 12 })).toMatchObject({
      iconPath: { id: 'key' },
      description: 'key 12 days old',
      contextValue: 'profile:assumable:placed:vaultKey',
    });
    expect(row({ keyAgeDays: 1 })).toMatchObject({ description: 'key 1 day old' });
    expect(row({ keyAgeDays: 0 })).toMatchObject({ description: 'key in the vault' });
    expect(row({}).contextValue).toBe('profile:assumable:placed');
  });

  it.each([
    [undefined, 90, false],
    [undefined, 91, true],
    [30, 31, true],
    [0, 9999, false],
    ['x', 91, true],
    [-1, 91, true],
  ])('has a hint with the limit %s at the age of %d days: %s', (limit, keyAgeDays, isOld) => {
    editor.settings['roleassist.keyAgeWarningDays'] = limit;
    const { tooltip, contextValue } = row({ keyAgeDays });
    expect((tooltip as string).includes('Rotate this key with AWS: Rotate Keys.')).toBe(isOld);
    expect(contextValue?.includes(':oldKey')).toBe(isOld);
    expect(toProfileItem(keys({ keyAgeDays })).detail?.includes('rotate it')).toBe(isOld);
  });
});
