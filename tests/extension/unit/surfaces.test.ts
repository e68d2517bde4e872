import type { EnvironmentVariableCollection, GlobalEnvironmentVariableCollection } from 'vscode';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askApproval } from '../../../extension/src/features/agents/approvalText.ts';
import { toTreeItem } from '../../../extension/src/features/profiles/profileItems.ts';
import type { Node } from '../../../extension/src/features/profiles/profileTree.ts';
import { confirmRun } from '../../../extension/src/features/runs/confirmRun.ts';
import { notifyEndedRun } from '../../../extension/src/features/runs/notifyEndedRun.ts';
import { rowOf } from '../../../extension/src/features/runs/runNodes.ts';
import { sessionDetails, sessionItem, terminalItem } from '../../../extension/src/features/sessions/sessionNodes.ts';
import { StatusBar } from '../../../extension/src/features/status/statusBar.ts';
import { NewTerminals } from '../../../extension/src/features/terminals/newTerminals.ts';
import { roleTerminalOptions } from '../../../extension/src/features/terminals/roleTerminalOptions.ts';
import { showMoved } from '../../../extension/src/features/vault/moveResult.ts';
import { moveKeys } from '../../../extension/src/features/vault/moveKeys.ts';
import { MoveOffer } from '../../../extension/src/features/vault/moveOffer.ts';
import { AwsFiles } from '../../../extension/src/features/vault/awsFiles.ts';
import { rotateKeys } from '../../../extension/src/features/vault/rotateKeys.ts';
import { toProfileItem } from '../../../extension/src/features/assume/roleItems.ts';
import { notify } from '../../../extension/src/infrastructure/presentation/notify.ts';
import { plainLog } from '../../../extension/src/infrastructure/logging/plainLog.ts';
import { showBriefly } from '../../../extension/src/infrastructure/presentation/messages.ts';
import { confirmProduction } from '../../../extension/src/infrastructure/prompts/confirmProduction.ts';
import { showList } from '../../../extension/src/infrastructure/prompts/list.ts';
import { withProgress } from '../../../extension/src/infrastructure/prompts/progress.ts';
import { PromptedRequests } from '../../../extension/src/infrastructure/prompts/promptedRequests.ts';
import { ask, pick } from '../../../extension/src/infrastructure/prompts/prompts.ts';
import type {
  ImportKeysResult,
  RunInfo,
  RunItemInfo,
} from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeMemento } from './fakes/memento.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, EventEmitter, openEditor, type MarkdownString } from './fakes/vscode.ts';
import { fakeLog, now, profile, session } from './support/samples.ts';

/** Texts with which a server, a file or a name might try to be more than text. */
const hostile = [
  '[Sign in](command:workbench.action.terminal.sendSequence?%7B%7D)',
  '[x](command:y "title")',
  '[x]\u200b(command:y)',
  '<command:roleassist.endSession>',
  '<https://evil.example/x>',
  'https://evil.example/x www.evil.example',
  '**bold** `code` ![x](https://evil.example/x.png)',
  '$(shield) PRODUCTION $\u2060(error)',
  'admin/\u009b31m\u001b]0;title\u0007\r\nFAKE: root',
  'a\u202eb\u2066c\u200d\u00ad\u{e0041}\u2028d',
];

/** Patterns that no part of the user interface may receive. */
const forbidden = /\]\(|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

function expectPlain(...texts: (string | object | undefined | boolean)[]): void {
  for (const text of texts) {
    if (text !== undefined) {
      const shown = typeof text === 'string' ? text : expect.fail('that is no text');
      expect(text).not.toMatch(forbidden);
      // The extension's own icon may come first, as in the status bar.
      expect(shown.replace(/^\$\([\w~-]+\) /, '')).not.toContain('$(');
    }
  }
}

/** The same for Markdown: it links only to our own commands, and special characters are character references. */
function expectPlainMarkdown(markdown: { value: string } | undefined): void {
  const ours = /\[[^\]]*\]\(command:roleassist\.\w+(?:\?[\w%.~-]*)?\)/g;
  const rest = (markdown?.value ?? '').replaceAll(ours, '').replaceAll('$(warning)', '');
  expect(rest).not.toMatch(/\]\(|[<>`]|:\/\/|www\.|command:|\$\(|!\[/);
  expect(rest.replaceAll('\n', '')).not.toMatch(forbidden);
}

function moved(text: string): ImportKeysResult {
  return {
    imported: [{ profile: text, accessKeyId: text, arn: text }],
    failed: [{ profile: text, code: 'AccessDenied', message: text, hint: text }],
    notes: [text],
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now });
  openEditor();
});

afterEach(() => {
  vi.useRealTimers();
});

describe.each(hostile)('%j is plain text', (text) => {
  const odd = session({
    sessionId: 'session-1',
    profile: text,
    account: text,
    arn: text,
    region: text,
    source: text,
    remark: text,
    isProduction: true,
  });

  it.each(['error', 'warning', 'information'] as const)('in a notification (%s) and on its buttons', (severity) => {
    notify(severity, `What happened: ${text}`, [{ title: text, command: 'x' }]);
    expectPlain(editor.message?.text, editor.message?.buttons[0]?.title);
  });

  it('in a modal question', async () => {
    const asked = confirmProduction(odd, 'terminal');
    expectPlain(editor.message?.text, editor.message?.detail, ...(editor.message?.buttons ?? []).map((b) => b.title));
    await editor.message?.press(editor.message.buttons[1]?.title ?? '');
    await asked;
  });

  it('in the question about an agent, whose every line is one of ours', async () => {
    const asked = askApproval({
      id: '1',
      agent: text,
      profile: text,
      isProduction: true,
      reason: text,
      expires: '2026-11-24T12:02:00Z',
      account: text,
      roleArn: text,
      command: text,
      policy: text,
    });
    const lines = editor.message?.detail?.split('\n') ?? [];
    expect(lines).toHaveLength(8);
    expectPlain(editor.message?.text, ...lines);
    await editor.message?.press('Deny');
    expect(await asked).toBe('deny');
  });

  it('in the status bar, as a message and as an item', () => {
    showBriefly('key', text, 1000);
    const store = new SessionStore();
    const bar = new StatusBar(store, new TerminalUses(), {
      onDidChange: new EventEmitter<void>().event,
      haveSession: () => true,
    });
    store.apply({ revision: 1, hostId: 'host-1', sessions: [odd] });
    const [item] = editor.statusBarItems;
    expectPlain(...editor.statusBarMessages, item?.text, item?.accessibilityInformation?.label);
    expectPlainMarkdown(item?.tooltip);
    bar.dispose();
  });

  it('in a run and its accounts', async () => {
    const run: RunInfo = {
      runId: '1',
      title: text,
      state: 'ended',
      revision: 1,
      accounts: 1,
      counts: { waiting: 0, running: 0, ok: 0, failed: 1, notAssumed: 0, canceled: 0 },
      started: '',
      problem: text,
    };
    const item: RunItemInfo = { itemId: 1, name: text, state: 'failed', account: text, region: text, message: text };
    for (const row of [rowOf({ kind: 'run', run }), rowOf({ kind: 'runItem', run, item })]) {
      expectPlain(row.label, row.description, row.accessibilityInformation?.label);
      expectPlain(...(typeof row.tooltip === 'string' ? row.tooltip.split('\n') : [expect.fail('that is no text')]));
    }
    notifyEndedRun(run, () => Promise.resolve());
    expectPlain(editor.message?.text);
    const asked = confirmRun(text, [{ name: text, isProduction: true }]);
    const box = await editor.inputBoxes.next();
    expectPlain(box.title, box.prompt);
    box.answer('1');
    await asked;
  });

  it('in a progress notification', async () => {
    const done = withProgress(`Assuming ${text}`, () => new Promise((resolve) => setTimeout(resolve, 1000)));
    await vi.advanceTimersByTimeAsync(1000);
    await done;
    expectPlain(editor.progress[0]?.title);
  });

  it('in an input box: the prompt and the error', async () => {
    const asked = ask({ title: text, placeholder: text, prompt: () => text, initialError: () => text });
    const box = await editor.inputBoxes.next();
    expectPlain(box.title, box.prompt, box.placeholder, box.validationMessage);
    box.answer('an answer');
    await asked;
  });

  it('in a list, its buttons and its answers, which are the items', async () => {
    const item = { label: text, description: text, detail: text, buttons: [{ tooltip: text }], own: { text } };
    const asked = showList({
      title: text,
      placeholder: text,
      buttons: [{ iconPath: undefined as never, tooltip: text }],
      items: () => Promise.resolve([item as never]),
    });
    const list = await (await editor.lists.next()).ready();
    const [shown] = list.items as [typeof item];
    expectPlain(list.title, list.placeholder, list.buttons[0]?.tooltip);
    expectPlain(shown.label, shown.description, shown.detail, shown.buttons[0]?.tooltip);
    list.acceptItem(shown);
    expect(await asked).toMatchObject({ picked: [{ own: { text } }] });
  });

  it('in the lists of VS Code', async () => {
    const items = [{ label: text, description: text, detail: text }];
    await pick(items, { title: text, placeHolder: text }).catch(() => undefined);
    expect(editor.quickPicks).toHaveLength(1);
    for (const { items: shown, options } of editor.quickPicks) {
      expectPlain(options.title, options.placeHolder, shown[0]?.label, shown[0]?.description, shown[0]?.detail);
    }
  });

  it('in the rows of the views, for screen readers, and in their tooltips', () => {
    const problem = { code: 'X', severity: 'warning', message: text } as const;
    const broken = profile({
      name: text,
      account: text,
      roleArn: text,
      region: text,
      sourceProfile: text,
      problems: [problem],
      mfaSerial: text,
    });
    const handOut = { time: '', agent: text, profile: text, arn: text, delivery: text, count: 1 };
    const use = { hasTerminals: true, inNewTerminals: true, isReadOnly: true, handOuts: [handOut] };
    const nodes = [
      { kind: 'profile', profile: broken, arn: text, account: text, children: [] },
      { kind: 'problem', problem },
      { kind: 'group', id: 'x', label: text, icon: 'key', children: [] },
    ] satisfies Node[];
    const rows = [
      ...nodes.map((node) => toTreeItem(node)),
      sessionItem({ ...odd, agent: text }, use, now),
      terminalItem({ kind: 'terminal', terminal: { name: text } as never, isAgents: true }),
    ];
    for (const { label, description, tooltip, accessibilityInformation } of rows) {
      expectPlain(label, description, accessibilityInformation?.label);
      expectPlain(...(typeof tooltip === 'string' ? tooltip.split('\n') : []));
    }
    expectPlainMarkdown(sessionDetails({ ...odd, agent: text }, use));
    expect(toProfileItem(broken).request).toEqual({ profile: text });
  });

  it('in the name and the greeting of a terminal, and in the description of the variables of new ones', () => {
    const { name, message } = roleTerminalOptions(odd, { variables: [] });
    expectPlain(name, message);
    const collection = editor.environmentVariables as unknown as GlobalEnvironmentVariableCollection;
    new NewTerminals(collection, new SessionStore()).use(odd, undefined, []);
    expectPlainMarkdown((collection as EnvironmentVariableCollection).description as unknown as MarkdownString);
  });

  it('in the lists, prompts and messages about keys, and requests have it as it is', async () => {
    const plainKey = { profile: text, accessKeyId: text, file: text, line: 1 };
    const none = { state: 'unavailable', why: text, needsPassphrase: false, canCreateFile: true, keys: 0 };
    const moving = new FakeTransport(
      { keys: [], plainKeys: [plainKey] },
      none,
      { ...none, state: 'open' },
      moved(text),
    );
    const host = new HostApi(moving);
    const done = moveKeys({ host, requests: new PromptedRequests(host), files: new AwsFiles() }, text);
    const list = await (await editor.lists.next()).ready();
    const [shown] = list.items;
    expectPlain(list.title, list.placeholder, shown?.label, shown?.description, shown?.detail);
    list.acceptItem(list.selectedItems[0] ?? expect.fail('nothing is selected'));
    const first = await editor.inputBoxes.next();
    expectPlain(first.prompt, first.title);
    first.answer('a passphrase');
    (await editor.inputBoxes.next()).answer('a passphrase');
    await done;
    expect(moving.params.at(-1)).toEqual({ profiles: [text] });

    const key = { profiles: [text, text], accessKeyId: text, user: text, ageDays: 1, step: text };
    const result = { profile: text, accessKeyId: text, oldAccessKeyId: text, step: 'none', notes: [text] };
    const rotating = new HostApi(new FakeTransport({ keys: [key], plainKeys: [] }, result));
    const rotated = rotateKeys(rotating, new PromptedRequests(rotating));
    const keys = await (await editor.lists.next()).ready();
    expectPlain(keys.items[0]?.label, keys.items[0]?.description, keys.items[0]?.detail);
    keys.acceptItem(keys.items[0] ?? expect.fail('there is no key'));
    await vi.advanceTimersByTimeAsync(0);
    await editor.messages.at(-1)?.press('Rotate Key');
    await rotated;

    const profiles = [{ ...profile({ name: text }), sourceProfile: undefined, hasPlainKey: true }];
    const store = new ProfileStore(new HostApi(new FakeTransport({ profiles, problems: [] })));
    await new MoveOffer(new FakeMemento(), store).show(session({ profile: text }));
    expect(editor.messages).toHaveLength(4);
    for (const message of editor.messages) {
      expectPlain(message.text, message.detail, ...message.buttons.map(({ title }) => title));
    }
  });

  it('in the details of what was moved, where it has its own line', async () => {
    showMoved(moved(text));
    await editor.message?.press('Details');
    await vi.advanceTimersByTimeAsync(0);
    const lines = editor.shownDocuments[0]?.text.split('\n') ?? [];
    expect(lines).toHaveLength(9);
    expectPlain(...lines);
  });

  it('in the log', () => {
    const log = fakeLog();
    const written = plainLog(log);
    written.info(text);
    written.error(new Error(text));
    expect(log.lines).toHaveLength(2);
    expect(log.lines.join('').replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
    );
  });
});
