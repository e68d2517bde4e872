import { beforeEach, describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { readAccountGroups } from '../../../extension/src/features/runs/accountGroups.ts';
import { confirmRun } from '../../../extension/src/features/runs/confirmRun.ts';
import { notifyEndedRun } from '../../../extension/src/features/runs/notifyEndedRun.ts';
import {
  cancelRun,
  compareRunOutputs,
  exportRun,
  retryRun,
  type RunCommandServices,
} from '../../../extension/src/features/runs/runCommands.ts';
import { runInAccounts } from '../../../extension/src/features/runs/runInAccounts.ts';
import type { ItemNode, Node } from '../../../extension/src/features/runs/runNodes.ts';
import { RunOutputs } from '../../../extension/src/features/runs/runOutputs.ts';
import { RunStore } from '../../../extension/src/features/runs/runStore.ts';
import { RunsView } from '../../../extension/src/features/runs/runsView.ts';
import { RunTasks } from '../../../extension/src/features/runs/runTasks.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { PromptedRequests } from '../../../extension/src/infrastructure/prompts/promptedRequests.ts';
import type { RunInfo, RunItemInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { TextDocument, TextEditor } from './fakes/documents.ts';
import { FakeTransport } from './fakes/transport.ts';
import { Task, editor, folder, openEditor, type ProcessExecution } from './fakes/vscode.ts';
import { fakeLog, mfaRequired, profile } from './support/samples.ts';

const counts = { waiting: 0, running: 0, ok: 1, failed: 1, notAssumed: 0, canceled: 0 };
const run = (changes: Partial<RunInfo> = {}): RunInfo => ({
  runId: '1',
  title: 'aws s3 ls',
  state: 'ended',
  revision: 1,
  accounts: 2,
  counts,
  started: '2026-11-24T12:00:00Z',
  ...changes,
});
const items: readonly RunItemInfo[] = [
  { itemId: 0, name: 'dev', state: 'ok', exitCode: 0, seconds: 1.25 },
  { itemId: 1, name: 'prod-admin', state: 'failed', exitCode: 2, isProduction: true, region: 'eu-central-1' },
];
const node = (item: RunItemInfo): ItemNode => ({ kind: 'runItem', run: run(), item });
const answered = { items, revision: 1 };

let store: RunStore;
let transport: FakeTransport;
let selection: readonly Node[];

beforeEach(() => {
  openEditor();
  store = new RunStore();
  selection = [];
});

function services(...answers: unknown[]): RunCommandServices {
  transport = new FakeTransport(...answers);
  const host = new HostApi(transport);
  return {
    host,
    store,
    requests: new PromptedRequests(host),
    outputs: new RunOutputs(host, store),
    selection: () => selection,
  };
}

describe('the command', () => {
  const list = (...names: string[]) => ({
    selection: 'digest',
    accounts: names.map((name) => ({ name, isProduction: name.startsWith('prod') })),
  });

  function start(...answers: unknown[]): Promise<void> {
    transport = new FakeTransport({ profiles: [profile({ name: 'dev' }), profile()], problems: [] }, ...answers);
    const host = new HostApi(transport);
    return runInAccounts({
      host,
      requests: new PromptedRequests(host),
      profiles: new ProfileStore(host),
      show: () => Promise.resolve(),
    });
  }

  const nextList = async () => (await editor.lists.next()).ready();

  it('runs a command line in the profiles that the user checks, after a question and with a code', async () => {
    editor.folders = [folder('a')];
    const done = start(list('dev', 'stage'), mfaRequired(), { runId: '1' });
    (await nextList()).accept('Select Profiles');
    (await nextList()).accept('dev', 'prod-admin');
    (await editor.inputBoxes.next()).answer('aws s3 ls {region}');
    (await editor.inputBoxes.next()).answer('eu-central-1, us-east-1');
    await expect.poll(() => editor.message?.text).toBe('Run in 2 accounts?');
    expect(editor.message?.detail).toContain('dev, stage');
    await editor.message?.press('Run in 2 Accounts');
    (await editor.inputBoxes.next()).answer('123456');
    await done;
    expect(transport.params.slice(1)).toEqual([
      { selector: { profiles: ['dev', 'prod-admin'] } },
      expect.not.objectContaining({ tokenCode: expect.anything() as unknown }),
      {
        selector: { profiles: ['dev', 'prod-admin'] },
        selection: 'digest',
        commandLine: 'aws s3 ls {region}',
        regions: ['eu-central-1', 'us-east-1'],
        folder: '/project/a',
        tokenCode: '123456',
      },
    ]);
  });

  it('runs the saved active file in a saved group', async () => {
    editor.settings['roleassist.accountGroups'] = { mine: ['dev-*'] };
    const document = new TextDocument('python', '', '/project/report.py');
    document.isDirty = true;
    editor.textEditor = new TextEditor(document);
    const done = start(list('dev'), { runId: '1' });
    (await nextList()).accept('mine');
    (await nextList()).accept('Run report.py');
    (await editor.inputBoxes.next()).answer('');
    await done;
    expect(document.isDirty).toBe(false);
    expect(transport.params[2]).toEqual({
      selector: { profiles: ['dev-*'] },
      selection: 'digest',
      script: '/project/report.py',
      folder: '/project',
    });
  });

  it('offers no file of a workspace that is not trusted', async () => {
    editor.isTrusted = false;
    editor.textEditor = new TextEditor(new TextDocument('python', '', '/project/report.py'));
    const done = start();
    (await nextList()).accept('Profiles by Pattern');
    (await editor.inputBoxes.next()).answer('*');
    const commandLine = await editor.inputBoxes.next();
    expect(commandLine.prompt).toContain('{account}');
    commandLine.close();
    await expect(done).rejects.toThrow('Cancelled');
  });
});

describe('the confirmation', () => {
  it('wants the number of production accounts typed', async () => {
    const done = confirmRun('aws s3 ls', [{ name: 'dev' }, { name: 'p1', isProduction: true }]);
    const box = await editor.inputBoxes.next();
    expect(box.prompt).toBe('Run in 2 accounts, 1 of them production (p1)? Type 1 to go on');
    box.answer('2');
    expect(box.validationMessage).toContain('Type 1');
    box.answer('1');
    await done;
  });

  it('is only a question if the user has turned that off, and declines by default', async () => {
    editor.settings['roleassist.confirmProduction'] = false;
    const done = confirmRun('aws s3 ls', [{ name: 'dev' }, { name: 'p1', isProduction: true }]);
    expect(editor.message?.detail).toContain('1 of them are production');
    expect(editor.message?.buttons[0]?.title).toBe('Do Not Run');
    await editor.message?.press('Do Not Run');
    await expect(done).rejects.toThrow('Cancelled');
  });

  it('is not asked for a single account', async () => {
    await confirmRun('aws s3 ls', [{ name: 'dev' }]);
    expect(editor.messages).toEqual([]);
  });
});

describe('the view', () => {
  const view = (...answers: unknown[]) => {
    transport = new FakeTransport(...answers);
    return new RunsView(new HostApi(transport), store, new ErrorBoundary(fakeLog()));
  };

  it('asks for the items of a run once for each revision, and shows state, code and seconds', async () => {
    const tree = view(answered, { ...answered, revision: 2 });
    store.apply({ revision: 1, runs: [run()] });
    const [root] = await tree.getChildren();
    const rows = (await tree.getChildren(root)).map((child) => tree.getTreeItem(child));
    await tree.getChildren(root);
    expect(transport.requests).toHaveLength(1);
    expect(rows.map(({ label, description }) => [label, description])).toEqual([
      ['dev', 'ok · 1.3 s'],
      ['prod-admin · eu-central-1', 'exit code 2 · PRODUCTION'],
    ]);
    store.apply({ revision: 2, runs: [run({ revision: 2 })] });
    await tree.getChildren((await tree.getChildren())[0]);
    expect(transport.requests).toHaveLength(2);
  });

  it('groups many items by state, without asking for them', async () => {
    const tree = view(answered);
    store.apply({ revision: 1, runs: [run({ state: 'running', counts: { ...counts, ok: 900, waiting: 99 } })] });
    const [root] = await tree.getChildren();
    const groups = await tree.getChildren(root);
    expect(groups.map((group) => tree.getTreeItem(group).description)).toEqual(['1', '99', '900']);
    expect(transport.requests).toEqual([]);
    expect(await tree.getChildren(groups[0])).toMatchObject([{ item: { name: 'prod-admin' } }]);
  });
});

describe('the commands of a run', () => {
  beforeEach(() => {
    store.apply({ revision: 1, runs: [run()] });
  });

  it('retry what was not ok after the same confirmation', async () => {
    const done = retryRun(services(answered, { runId: '1' }), { kind: 'run', run: run() });
    (await editor.inputBoxes.next()).answer('1');
    await done;
    expect(transport.params).toEqual([{ runId: '1' }, { runId: '1' }]);
  });

  it('cancel nothing if nothing runs', async () => {
    await expect(cancelRun(services(), undefined)).rejects.toThrow('There is no such run.');
  });

  it.each([
    ['/tmp/results.csv', 'csv'],
    ['/tmp/results.json', 'json'],
  ])('export to %s', async (file, format) => {
    editor.savedFile = file;
    await exportRun(services(null), undefined);
    expect(transport.params).toEqual([{ runId: '1', format, file }]);
  });

  it('compare the two selected accounts', async () => {
    selection = items.map(node);
    await compareRunOutputs(services(), selection[0]);
    expect(editor.executed).toMatchObject([
      ['vscode.diff', { query: '["1",0]' }, { query: '["1",1]' }, 'dev ↔ prod-admin · eu-central-1'],
    ]);
  });

  it('offer a retry when something was not ok, and only mention what was', () => {
    notifyEndedRun(run(), () => Promise.resolve());
    expect(editor.message?.text).toBe('aws s3 ls: 1 ok, 1 failed.');
    notifyEndedRun(run({ counts: { ...counts, failed: 0 } }), () => Promise.resolve());
    expect(editor.statusBarMessages).toEqual(['$(pass) aws s3 ls: 1 ok.']);
  });
});

describe('an output', () => {
  it('is a document whose name is plain text, and says what is left out', async () => {
    const { outputs } = services({ text: 'a\n', omittedBytes: 5 });
    const uri = outputs.uriOf(node({ itemId: 1, name: '../[x](command:y)', state: 'ok' }));
    expect(uri.path).toBe('/..-[x] (command:y).log');
    const token = undefined as unknown as vscode.CancellationToken;
    expect(await outputs.provideTextDocumentContent(uri, token)).toContain('5 more bytes');
    expect(transport.params).toEqual([{ runId: '1', itemId: 1 }]);
  });
});

it('reads groups and ignores what selects nothing', () => {
  editor.settings['roleassist.accountGroups'] = {
    patterns: ['prod-*', 3],
    org: { organization: 'org', role: 'Audit', unknown: 1, include: ['env=prod'] },
    empty: {},
    wrong: 'text',
  };
  expect([...readAccountGroups()]).toEqual([
    ['patterns', { profiles: ['prod-*'] }],
    ['org', { organization: 'org', role: 'Audit', include: ['env=prod'] }],
  ]);
});

describe('a task', () => {
  const resolve = async (definition: object) => {
    const task = new Task({ type: RunTasks.type, ...definition }, 2, 'list', '');
    const tasks = new RunTasks('/host/roleassist', new ErrorBoundary(fakeLog()));
    const resolved = await tasks.resolveTask(task as unknown as vscode.Task);
    return resolved?.execution as unknown as ProcessExecution | undefined;
  };

  it('runs the command line of the host', async () => {
    editor.settings['roleassist.accountGroups'] = { org: { organization: 'org', role: 'Audit' } };
    expect(await resolve({ accountGroup: 'org', command: 'aws', args: ['s3', 'ls'], regions: ['a', 'b'] })).toEqual({
      process: '/host/roleassist',
      args: ['run', '--organization', 'org', '--role', 'Audit', '--regions', 'a,b', '--', 'aws', 's3', 'ls'],
    });
    expect(await resolve({ profiles: ['p'], script: 'x.py' })).toMatchObject({
      args: ['run', '--profiles', 'p', '--script', 'x.py', '--'],
    });
    expect(await resolve({ profiles: ['p'], command: 'terraform', delivery: 'endpoint' })).toMatchObject({
      args: ['run', '--profiles', 'p', '--delivery', 'endpoint', '--', 'terraform'],
    });
  });

  it.each([
    [undefined, 'Add it to roleassist.accountGroups in your user settings.'],
    ['ssh-remote', 'Add it to roleassist.accountGroups in the settings of this remote.'],
  ])('says where to add a missing group, with the remote %s', async (remoteName, hint) => {
    editor.remoteName = remoteName;
    expect(await resolve({ command: 'a', accountGroup: 'none' })).toBeUndefined();
    expect(editor.message?.text).toContain(hint);
  });

  it.each([{}, { command: 'a', script: 'b' }, { command: 'a', accountGroup: 'none' }])(
    'reports %j',
    async (definition) => {
      expect(await resolve(definition)).toBeUndefined();
      expect(editor.message?.severity).toBe('error');
    },
  );
});
