import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRoleTerminal } from '../../../extension/src/features/terminals/openRoleTerminal.ts';
import { roleTerminalOptions } from '../../../extension/src/features/terminals/roleTerminalOptions.ts';
import { RoleTerminals } from '../../../extension/src/features/terminals/roleTerminals.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { inMinutes, now, session } from './support/samples.ts';

const variables = [
  { name: 'SET', value: 'value' },
  { name: 'EMPTY', value: '' },
  { name: 'REMOVED', value: null },
];

describe('the options of a role terminal', () => {
  it('set and remove what the host says, from the start', () => {
    expect(roleTerminalOptions(session(), variables).env).toEqual({ SET: 'value', EMPTY: '', REMOVED: null });
  });

  it('keep VS Code from keeping the credentials', () => {
    expect(roleTerminalOptions(session(), variables).isTransient).toBe(true);
  });

  it('say whose terminal it is and hold no secret but in the environment', () => {
    const { env, ...shown } = roleTerminalOptions(session(), [{ name: 'SECRET', value: 'hunter2' }]);
    expect(env).toEqual({ SECRET: 'hunter2' });
    expect(shown.name).toContain('prod-admin');
    expect(shown.message).toContain('arn:aws:sts::444455556666:assumed-role/admin/alice@laptop');
    expect(JSON.stringify(shown)).not.toContain('hunter2');
  });
});

describe('the terminal of a role of production', () => {
  it('is named, marked and coloured, and no other is', () => {
    expect(roleTerminalOptions(session({ isProduction: true }), variables)).toMatchObject({
      name: 'PRODUCTION: prod-admin',
      iconPath: { id: 'shield' },
      color: { id: 'terminal.ansiRed' },
    });
    const other = roleTerminalOptions(session(), variables);
    expect(other).toMatchObject({ name: 'RoleAssist: prod-admin', iconPath: { id: 'key' } });
    expect(other.color).toBeUndefined();
  });
});

describe('Open Role Terminal', () => {
  let store: SessionStore;
  let terminals: RoleTerminals;

  beforeEach(() => {
    vi.useFakeTimers({ now });
    openEditor();
    store = new SessionStore();
    terminals = new RoleTerminals();
  });

  afterEach(() => vi.useRealTimers());

  /** Opens a terminal; resolves to the profiles that were assumed for it, and the sessions that were asked for. */
  async function open(...sessions: SessionInfo[]) {
    store.apply({ revision: 1, sessions });
    const transport = new FakeTransport({ variables });
    const assumed: (string | undefined)[] = [];
    await openRoleTerminal(new HostApi(transport), store, terminals, (profile) => {
      assumed.push(profile);
      return Promise.resolve(session({ sessionId: 'fresh' }));
    });
    expect(editor.terminals).toMatchObject([{ isShown: true }]);
    return { assumed, params: transport.params };
  }

  it('uses the session there is', async () => {
    expect(await open(session())).toEqual({ assumed: [], params: [{ sessionId: 'session-1' }] });
  });

  it('lets the person pick among several', async () => {
    editor.choice = 'dev';
    const dev = session({ sessionId: 'session-2', profile: 'dev' });
    expect(await open(session(), dev)).toEqual({ assumed: [], params: [{ sessionId: 'session-2' }] });
  });

  it('assumes a role first when there is no session', async () => {
    expect(await open()).toEqual({ assumed: [undefined], params: [{ sessionId: 'fresh' }] });
  });

  it('assumes the role anew when its session has expired', async () => {
    const expired = session({ expiration: inMinutes(-1) });
    expect(await open(expired)).toEqual({ assumed: ['prod-admin'], params: [{ sessionId: 'fresh' }] });
  });

  it.each(['needsMfa', 'expired', 'failed', 'assuming'] as const)(
    'assumes the role anew when its session is %s, so that a code is asked for where it takes one',
    async (state) => {
      expect(await open(session({ state }))).toMatchObject({ assumed: ['prod-admin'] });
    },
  );

  it.each(['active', 'refreshing', 'expiring'] as const)('uses a session that is %s as it is', async (state) => {
    expect(await open(session({ state }))).toMatchObject({ assumed: [] });
  });

  it('asks first where the role is one of production', async () => {
    const opening = open(session({ isProduction: true }));
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('production role prod-admin');
    });
    expect(editor.terminals).toEqual([]);
    await editor.message?.press('Open Terminal');
    await opening;
  });

  it('tells who watches the uses of a session', async () => {
    let changes = 0;
    terminals.onDidChange(() => changes++);
    await open(session());
    expect(terminals.of('session-1')).toEqual([editor.terminals[0]]);
    expect(terminals.of('session-2')).toEqual([]);
    editor.terminals[0]?.close();
    expect(terminals.of('session-1')).toEqual([]);
    expect(changes).toBe(2);
  });

  it('remembers whose terminals are open', async () => {
    await open(session());
    expect([terminals.has('session-1'), terminals.has('session-2')]).toEqual([true, false]);
    editor.terminals[0]?.close();
    expect(terminals.has('session-1')).toBe(false);
  });
});
