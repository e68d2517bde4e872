import type { Terminal } from 'vscode';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionsView } from '../../../extension/src/features/sessions/sessionsView.ts';
import { showTerminal } from '../../../extension/src/features/sessions/showTerminal.ts';
import type { AgentHandOut, SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { editor, EventEmitter, openEditor, type TreeItem, type TreeView } from './fakes/vscode.ts';
import { inMinutes, now, session } from './support/samples.ts';

const minute = 60_000;

const { profile, account, arn } = session();
const keysThatDoNotExpire: SessionInfo = { sessionId: 'keys', profile, account, arn, state: 'active' };

let store: SessionStore;
let view: SessionsView;
let tree: TreeView;
let revision: number;
let terminals: { name: string; show(): void }[];
let agentTerminals: { name: string }[];
let handOuts: AgentHandOut[];
let refreshes: number;
const handOutsChanged = new EventEmitter<void>();
const terminalsChanged = new EventEmitter<void>();
const newTerminalsChanged = new EventEmitter<void>();
const inNewTerminals = new Set<string>();

function show(...sessions: SessionInfo[]): void {
  store.apply({ revision: ++revision, hostId: 'host-1', sessions });
}

const rows = () => view.getChildren().map((node) => view.getTreeItem(node) as unknown as TreeItem);

beforeEach(() => {
  vi.useFakeTimers({ now });
  openEditor();
  store = new SessionStore();
  terminals = [];
  agentTerminals = [];
  handOuts = [];
  [revision, refreshes] = [0, 0];
  inNewTerminals.clear();
  view = new SessionsView(
    store,
    { onDidChange: terminalsChanged.event, terminalsOf: () => terminals as unknown as Terminal[] },
    { onDidChange: newTerminalsChanged.event, haveSession: (sessionId) => inNewTerminals.has(sessionId) },
    {
      agentTerminals: {
        onDidChange: terminalsChanged.event,
        terminalsOf: () => agentTerminals as unknown as Terminal[],
      },
      handOuts: { onDidChange: handOutsChanged.event, valid: () => handOuts, refresh: () => refreshes++ },
    },
  );
  tree = editor.trees.get('roleassist.sessions') ?? expect.fail('there is no view');
});

afterEach(() => {
  view.dispose();
  vi.useRealTimers();
});

describe('the row of a session', () => {
  it('shows the name, the time left and the account, also to screen readers', () => {
    show(session({ expiration: inMinutes(42) }));
    expect(rows()).toMatchObject([
      {
        id: 'session-1',
        label: 'prod-admin',
        description: '42m · 444455556666',
        contextValue: 'session:ready',
        iconPath: { id: 'key' },
        accessibilityInformation: { label: 'AWS role prod-admin, 42m, account 444455556666' },
      },
    ]);
  });

  it('marks production with a label and an icon', () => {
    show(session({ isProduction: true }));
    expect(rows()).toMatchObject([
      {
        description: '1h 0m · 444455556666 · PRODUCTION',
        iconPath: { id: 'shield' },
        accessibilityInformation: { label: expect.stringContaining('PRODUCTION') as unknown },
      },
    ]);
  });

  it.each([
    ['active', 'key', 'session:ready'],
    ['refreshing', 'sync~spin', 'session:ready'],
    ['expiring', 'warning', 'session:ready'],
    ['needsMfa', 'warning', 'session:stuck'],
    ['expired', 'error', 'session:stuck'],
    ['failed', 'error', 'session:stuck'],
  ] as const)('shows that it is %s with the icon %s', (state, icon, contextValue) => {
    show(session({ state }));
    expect(rows()).toMatchObject([{ iconPath: { id: icon }, contextValue }]);
  });

  it('shows whether new terminals use it, also in its tooltip and menu', () => {
    show(session());
    inNewTerminals.add('session-1');
    newTerminalsChanged.fire();
    expect(tree.rendered.at(-1)).toBeUndefined();
    expect(rows()).toMatchObject([
      {
        description: '1h 0m · new terminals · 444455556666',
        contextValue: 'session:ready:inNewTerminals',
        accessibilityInformation: { label: expect.stringContaining('used in all new terminals') as unknown },
      },
    ]);
    const [node] = view.getChildren();
    const item = node && (view.resolveTreeItem(view.getTreeItem(node), node) as unknown as TreeItem);
    expect((item?.tooltip as { value: string }).value).toContain('Used in: all new terminals');
  });

  it('shows the details in a tooltip without links', () => {
    show(session({ source: 'home (access key)', remark: '[press](command:evil)' }));
    const [node] = view.getChildren();
    const item = node && (view.resolveTreeItem(view.getTreeItem(node), node) as unknown as TreeItem);
    const text = (item?.tooltip as { value: string }).value;
    expect(text).toContain('Source: home');
    expect(text).toContain('Account: 444455556666');
    expect(text).not.toContain('[press](');
  });
});

describe('the terminals of a session', () => {
  it('are below it and are shown on click', () => {
    let shown = 0;
    terminals = [{ name: 'zsh', show: () => shown++ }];
    show(session());
    const [node] = view.getChildren();
    const [child] = view.getChildren(node);
    expect(rows()).toMatchObject([{ id: 'session-1:used', collapsibleState: 2 }]);
    const item = (child && view.getTreeItem(child)) as unknown as TreeItem;
    expect(item).toMatchObject({ label: 'zsh', command: { command: 'roleassist.showTerminal' } });
    showTerminal(item.command?.arguments?.[0]);
    expect(shown).toBe(1);
    expect(view.getChildren(child)).toEqual([]);
  });

  it('are shown only for one of their rows, whatever the argument of the command', () => {
    for (const argument of [undefined, null, 'zsh', {}]) {
      expect(() => {
        showTerminal(argument);
      }).not.toThrow();
    }
  });

  it('are rendered again when they change', () => {
    terminalsChanged.fire();
    expect(tree.rendered).toEqual([undefined]);
  });
});

describe('agents', () => {
  const handOut = (changes: Partial<AgentHandOut> = {}): AgentHandOut => ({
    time: inMinutes(-5),
    agent: 'claude-code',
    profile: 'dev',
    arn: session().arn,
    delivery: 'process',
    count: 2,
    ...changes,
  });

  it('have rows of their own, which offer nothing that would use the session', () => {
    show(session({ sessionId: 'theirs', agent: 'claude-code' }), session());
    expect(rows()).toMatchObject([
      { id: 'session-1', contextValue: 'session:ready', iconPath: { id: 'key' } },
      {
        id: 'theirs',
        description: 'of Claude Code · 1h 0m · 444455556666',
        contextValue: 'agentSession:ready',
        iconPath: { id: 'sparkle' },
        accessibilityInformation: { label: expect.stringContaining('of Claude Code') as unknown },
      },
    ]);
  });

  it('are counted by what they were given, in the view and in the row of the session', () => {
    handOuts = [handOut(), handOut({ agent: 'codex', count: 1, arn: 'another' })];
    show(session());
    handOutsChanged.fire();
    expect(tree.description).toBe('2 hand-outs to Claude Code, 1 hand-out to Codex');
    expect(rows()).toMatchObject([{ description: '1h 0m · 2 hand-outs to Claude Code · 444455556666' }]);
    const [node] = view.getChildren();
    const item = node && (view.resolveTreeItem(view.getTreeItem(node), node) as unknown as TreeItem);
    expect((item?.tooltip as { value: string }).value).toContain('Agents: 2 hand&#45;outs to Claude Code');
    handOuts = [];
    handOutsChanged.fire();
    expect(tree.description).toBe('');
  });

  it('are asked about again when the view becomes visible', () => {
    tree.look(true);
    expect(refreshes).toBe(1);
    tree.look(false);
    expect(refreshes).toBe(1);
  });

  it('have their terminals marked below the session that new terminals use', () => {
    agentTerminals = [{ name: 'bash' }];
    show(session());
    const [node] = view.getChildren();
    const [child] = view.getChildren(node);
    expect(child && view.getTreeItem(child)).toMatchObject({
      label: 'bash',
      description: 'of an agent',
      iconPath: { id: 'sparkle' },
      accessibilityInformation: { label: 'terminal bash of an agent' },
    });
  });
});

it('shows which sessions may only read', () => {
  show(
    session({ policyPreset: 'read-only' }),
    session({ sessionId: 'session-2', policyPreset: 'only:s3' }),
    session({ sessionId: 'session-3' }),
  );
  expect(rows()).toMatchObject([
    { description: '1h 0m · read-only · 444455556666' },
    { description: '1h 0m · only:s3 · 444455556666' },
    { description: '1h 0m · 444455556666' },
  ]);
});

describe('the countdown of the view', () => {
  it('stops while the view is hidden', () => {
    show(session({ expiration: inMinutes(10) }));
    expect(vi.getTimerCount()).toBe(0);
    tree.look(true);
    expect(vi.getTimerCount()).toBe(1);
    tree.look(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('renders only the rows that change, once a minute', () => {
    show(
      session({ expiration: inMinutes(10.25) }),
      session({ sessionId: 'session-2', expiration: inMinutes(20.75) }),
      keysThatDoNotExpire,
    );
    tree.look(true);
    const before = tree.rendered.length;
    vi.advanceTimersByTime(minute / 2);
    expect(tree.rendered.slice(before)).toMatchObject([{ sessionId: 'session-1' }]);
    vi.advanceTimersByTime(minute / 2);
    expect(tree.rendered.slice(before, before + 3)).toMatchObject([
      { sessionId: 'session-1' },
      { sessionId: 'session-2' },
    ]);
  });

  it('counts the seconds of the last minute and stops at the end', () => {
    show(session({ expiration: inMinutes(1.05) }));
    tree.look(true);
    const before = tree.rendered.length;
    vi.advanceTimersByTime(2 * minute);
    expect(tree.rendered.length - before).toBeGreaterThanOrEqual(60);
    expect(rows()).toMatchObject([{ description: '0s · 444455556666' }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('shows in its badge the number of sessions that need the user', () => {
  show(session(), session({ sessionId: 'session-2', state: 'needsMfa' }), session({ sessionId: '3', state: 'failed' }));
  expect(tree.badge).toEqual({ value: 2, tooltip: '2 AWS sessions need your attention' });
  show(session({ state: 'failed' }));
  expect(tree.badge).toEqual({ value: 1, tooltip: '1 AWS session needs your attention' });
  show(session());
  expect(tree.badge).toBeUndefined();
});
