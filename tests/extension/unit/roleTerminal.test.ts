import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRoleTerminal } from '../../../extension/src/features/terminals/openRoleTerminal.ts';
import { registerRoleTerminalProfile } from '../../../extension/src/features/terminals/roleTerminalProfile.ts';
import { roleTerminalOptions } from '../../../extension/src/features/terminals/roleTerminalOptions.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { SessionEnvironments } from '../../../extension/src/infrastructure/delivery/sessionEnvironments.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeTransport } from './fakes/transport.ts';
import { Terminal, TerminalProfile, editor, openEditor } from './fakes/vscode.ts';
import { fakeLog, inMinutes, now, session } from './support/samples.ts';

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

describe('a role terminal', () => {
  let store: SessionStore;
  let uses: TerminalUses;

  beforeEach(() => {
    vi.useFakeTimers({ now });
    openEditor();
    store = new SessionStore();
    uses = new TerminalUses();
  });

  afterEach(() => vi.useRealTimers());

  /** What opens terminals, with what it has assumed and asked the host for. */
  function opener(sessions: SessionInfo[], assume = () => Promise.resolve(session({ sessionId: 'fresh' }))) {
    store.apply({ revision: 1, sessions });
    const transport = new FakeTransport({ variables }, { variables });
    const assumed: (string | undefined)[] = [];
    const chooser = new SessionChooser(store, (profile) => {
      assumed.push(profile);
      return assume();
    });
    return { chooser, environments: new SessionEnvironments(new HostApi(transport), fakeLog()), assumed, transport };
  }

  /** Opens a terminal; resolves to the profiles that were assumed for it, and the session that it has. */
  async function open(...sessions: SessionInfo[]) {
    const { chooser, environments, assumed, transport } = opener(sessions);
    await openRoleTerminal(chooser, environments, uses);
    expect(editor.terminals).toMatchObject([{ isShown: true }]);
    const [request] = transport.params as { sessionId: string }[];
    expect(request).toEqual({ sessionId: request?.sessionId, use: 'terminal' });
    return { assumed, sessionId: request?.sessionId };
  }

  it('uses the session there is', async () => {
    expect(await open(session())).toEqual({ assumed: [], sessionId: 'session-1' });
  });

  it('lets the person pick among several', async () => {
    editor.choice = 'dev';
    const dev = session({ sessionId: 'session-2', profile: 'dev' });
    expect(await open(session(), dev)).toEqual({ assumed: [], sessionId: 'session-2' });
  });

  it('assumes a role first when there is no session', async () => {
    expect(await open()).toEqual({ assumed: [undefined], sessionId: 'fresh' });
  });

  it('assumes the role anew when its session has expired', async () => {
    const expired = session({ expiration: inMinutes(-1) });
    expect(await open(expired)).toEqual({ assumed: ['prod-admin'], sessionId: 'fresh' });
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

  it.each([
    ['the session of a row', { sessionId: 'session-2' }, [], 'session-2'],
    ['the session of a profile', { profile: 'dev' }, [], 'session-2'],
    ['a profile without one, which is assumed', 'other', ['other'], 'fresh'],
  ])('can be opened for %s', async (_, argument, assumed, sessionId) => {
    const opened = opener([session(), session({ sessionId: 'session-2', profile: 'dev' })]);
    await openRoleTerminal(opened.chooser, opened.environments, uses, argument);
    expect(opened.assumed).toEqual(assumed);
    expect(opened.transport.params).toEqual([{ sessionId, use: 'terminal' }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('of a role of production is asked about first', async () => {
    const opening = open(session({ isProduction: true }));
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('production role prod-admin');
    });
    expect(editor.terminals).toEqual([]);
    await editor.message?.press('Open Terminal');
    await opening;
  });

  it('is remembered for as long as it is open', async () => {
    await open(session());
    const [terminal] = editor.terminals;
    expect([uses.terminalsOf('session-1'), uses.terminalsOf('session-2')]).toEqual([[terminal], []]);
    terminal?.close();
    expect(uses.terminalsOf('session-1')).toEqual([]);
  });

  it('can be opened from the menu too, and is remembered when VS Code has opened it', async () => {
    const { chooser, environments } = opener([session()]);
    registerRoleTerminalProfile(chooser, environments, uses, new ErrorBoundary(fakeLog()));
    const profile = await editor.terminalProfiles.get('roleassist.roleTerminal')?.provideTerminalProfile();
    expect(profile).toBeInstanceOf(TerminalProfile);
    expect(profile?.options).toMatchObject({ isTransient: true, env: { SET: 'value' } });
    expect(uses.terminalsOf('session-1')).toEqual([]);
    const terminal = new Terminal(profile?.options as Record<string, unknown>).open();
    expect(uses.terminalsOf('session-1')).toEqual([terminal]);
    new Terminal({ name: terminal.name }).open();
    expect(uses.terminalsOf('session-1')).toEqual([terminal]);
  });

  it('tells why it could not be opened from the menu, and opens none', async () => {
    const { chooser, environments } = opener([], () => Promise.reject(new Error('no')));
    registerRoleTerminalProfile(chooser, environments, uses, new ErrorBoundary(fakeLog()));
    expect(await editor.terminalProfiles.get('roleassist.roleTerminal')?.provideTerminalProfile()).toBeUndefined();
    expect(editor.message?.severity).toBe('error');
  });
});
