import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GlobalEnvironmentVariableCollection } from 'vscode';
import { NewTerminals } from '../../../extension/src/features/terminals/newTerminals.ts';
import { RelaunchWatcher } from '../../../extension/src/features/terminals/relaunchWatcher.ts';
import { roleTerminalOptions } from '../../../extension/src/features/terminals/roleTerminalOptions.ts';
import { RoleTerminals } from '../../../extension/src/features/terminals/roleTerminals.ts';
import { RunningPrograms } from '../../../extension/src/features/terminals/runningPrograms.ts';
import { ThisTerminal } from '../../../extension/src/features/terminals/thisTerminal.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { credentialVariablesIn } from '../../../extension/src/infrastructure/delivery/credentialVariables.ts';
import { SessionEnvironments } from '../../../extension/src/infrastructure/delivery/sessionEnvironments.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeTransport } from './fakes/transport.ts';
import { ShellIntegration, Terminal, TerminalProfile, editor, openEditor } from './fakes/vscode.ts';
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
    expect(shown.message).toContain('This terminal uses prod-admin (444455556666/admin).');
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
    const sandbox = roleTerminalOptions(session({ isSandbox: true }), variables);
    expect(sandbox).toMatchObject({ name: 'SANDBOX: prod-admin', iconPath: { id: 'beaker' } });
    expect(sandbox.color).toBeUndefined();
    const other = roleTerminalOptions(session(), variables);
    expect(other).toMatchObject({ name: 'prod-admin', iconPath: { id: 'key' } });
    expect(other.color).toBeUndefined();
  });
});

describe('a role terminal', () => {
  let store: SessionStore;
  let uses: TerminalUses;

  beforeEach(() => {
    for (const name of credentialVariablesIn(process.env)) {
      vi.stubEnv(name, undefined); // whoever runs the tests may work with AWS too
    }
    vi.useFakeTimers({ now });
    openEditor();
    store = new SessionStore();
    uses = new TerminalUses();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  /** What opens terminals, with what it has assumed and asked the host for. */
  function opener(sessions: SessionInfo[], assume = () => Promise.resolve(session({ sessionId: 'fresh' }))) {
    store.apply({ revision: 1, sessions });
    const transport = new FakeTransport({ variables });
    const assumed: (string | undefined)[] = [];
    const chooser = new SessionChooser(store, (profile) => {
      assumed.push(profile);
      return assume();
    });
    const api = new HostApi(transport);
    const newTerminals = new NewTerminals(
      editor.environmentVariables as unknown as GlobalEnvironmentVariableCollection,
      store,
    );
    const terminals = new RoleTerminals(
      chooser,
      new SessionEnvironments(api, fakeLog()),
      newTerminals,
      new ThisTerminal(api, chooser, new RunningPrograms(), uses),
      uses,
      new ErrorBoundary(fakeLog()),
      new RelaunchWatcher(uses),
    );
    return { terminals, newTerminals, assumed, transport };
  }

  /** Opens a terminal; resolves to the profiles that were assumed for it, and the session that it has. */
  async function open(...sessions: SessionInfo[]) {
    const { terminals, assumed, transport } = opener(sessions);
    await terminals.open();
    expect(editor.terminals).toMatchObject([{ isShown: true, creationOptions: { env: { SET: 'value' } } }]);
    const [request] = transport.params as { sessionId: string }[];
    expect(request).toEqual({ sessionId: request?.sessionId, use: 'terminal' });
    return { assumed, sessionId: request?.sessionId };
  }

  it('uses the session there is', async () => {
    expect(await open(session())).toEqual({ assumed: [], sessionId: 'session-1' });
  });

  it('is refused in a workspace that is not trusted, before anything is assumed for it', async () => {
    editor.isTrusted = false;
    const { terminals, assumed, transport } = opener([]);
    await expect(terminals.open()).rejects.toThrow('Terminals require a trusted workspace.');
    expect([...assumed, ...transport.params, ...editor.terminals]).toEqual([]);
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
    await opened.terminals.open(argument);
    expect(opened.assumed).toEqual(assumed);
    expect(opened.transport.params).toEqual([{ sessionId, use: 'terminal' }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('of a role of production is asked about first', async () => {
    const opening = open(session({ isProduction: true }));
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('production role prod-admin');
    }, 60_000);
    expect(editor.terminals).toEqual([]);
    await editor.message?.press('Open Terminal in 444455556666');
    await opening;
  });

  it('of a role of production is asked about first where its shell is given the role afterwards, too', async () => {
    const { terminals, newTerminals } = opener([session({ isProduction: true })]);
    newTerminals.use(session({ sessionId: 'session-2', profile: 'dev' }), undefined, []);
    const opening = terminals.open();
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('production role prod-admin');
    }, 60_000);
    await editor.message?.press('Cancel');
    await expect(opening).rejects.toBeInstanceOf(UserCancelledError);
    expect(editor.terminals).toEqual([]);
  });

  it('is remembered for as long as it is open', async () => {
    await open(session());
    const [terminal] = editor.terminals;
    expect([uses.terminalsOf('session-1'), uses.terminalsOf('session-2')]).toEqual([[terminal], []]);
    terminal?.close();
    expect(uses.terminalsOf('session-1')).toEqual([]);
  });

  it('can be opened from the menu too, and is shown and remembered when VS Code has opened it', async () => {
    opener([session()]);
    const profile = await editor.terminalProfiles.get('roleassist.roleTerminal')?.provideTerminalProfile();
    expect(profile).toBeInstanceOf(TerminalProfile);
    expect(profile?.options).toMatchObject({ isTransient: true, env: { SET: 'value' } });
    expect(uses.terminalsOf('session-1')).toEqual([]);
    const terminal = new Terminal({ ...profile?.options }).open();
    expect(uses.terminalsOf('session-1')).toEqual([]);
    const expected = new Terminal(profile?.options as Record<string, unknown>).open();
    expect(uses.terminalsOf('session-1')).toEqual([expected]);
    expect([terminal.isShown, expected.isShown]).toEqual([false, true]);
  });

  it('tells why it could not be opened from the menu, and opens none', async () => {
    opener([], () => Promise.reject(new Error('no')));
    expect(await editor.terminalProfiles.get('roleassist.roleTerminal')?.provideTerminalProfile()).toBeUndefined();
    expect(editor.message?.severity).toBe('error');
  });

  it('has its role typed into its shell where that of all new terminals would win', async () => {
    const { terminals, newTerminals, transport } = opener([session()]);
    newTerminals.use(session({ sessionId: 'other' }), undefined, variables);
    transport.answers[0] = { text: 'STATEMENT' };
    await terminals.open();
    await vi.waitFor(() => {
      expect(editor.terminals).toMatchObject([{ isShown: true, typed: ['STATEMENT'], creationOptions: { env: {} } }]);
    }, 60_000);
    expect(transport.params).toEqual([{ shell: 'bash', sessionId: 'session-1' }]);
  });

  it('has its role typed into its shell too where a start-up file names another, as VS Code inherits it', async () => {
    vi.stubEnv('AWS_PROFILE', 'home');
    const { terminals, transport } = opener([session()]);
    transport.answers.push({ text: 'STATEMENT' });
    await terminals.open();
    await vi.waitFor(() => {
      expect(editor.terminals).toMatchObject([{ typed: ['STATEMENT'], creationOptions: { env: { SET: 'value' } } }]);
    }, 60_000);
  });

  it('has its role from the start where all new terminals have the same', async () => {
    const { terminals, newTerminals, transport } = opener([session()]);
    newTerminals.use(session(), undefined, variables);
    await terminals.open();
    expect(transport.params).toEqual([{ sessionId: 'session-1', use: 'terminal' }]);
  });

  describe('that VS Code relaunchWatcher', () => {
    /** A role terminal of dev while new terminals have another role, which a relaunch lays over it. */
    async function relaunched(sessions: SessionInfo[], ...answers: unknown[]) {
      const opened = opener(sessions);
      opened.transport.answers.push(...answers);
      await opened.terminals.open({ sessionId: 'session-1' });
      const [terminal] = editor.terminals;
      opened.newTerminals.use(session({ sessionId: 'other', profile: 'other' }), undefined, variables);
      await vi.advanceTimersByTimeAsync(10);
      terminal?.relaunch();
      await vi.advanceTimersByTimeAsync(10);
      return { ...opened, terminal };
    }

    it('is given its own role once more, and has none until then', async () => {
      const { terminal, transport } = await relaunched([session()], { text: 'STATEMENT' });
      expect(terminal?.shellIntegration?.executed).toEqual(['STATEMENT']);
      expect(transport.params.at(-1)).toEqual({ shell: 'bash', sessionId: 'session-1' });
      expect(uses.terminalsOf('session-1')).toEqual([terminal]);
      expect(terminal?.isClosed).toBe(false);
    });

    it('is isUserAware where its shell tells of nothing, too', async () => {
      const { terminals, transport } = opener([session()]);
      transport.answers.push({ text: 'STATEMENT' });
      await terminals.open();
      const [terminal] = editor.terminals;
      await vi.advanceTimersByTimeAsync(10);
      Object.assign(terminal ?? {}, { processId: Promise.resolve(7) });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(terminal?.typed).toEqual(['STATEMENT']);
    });

    it('is closed where its session has ended, rather than left with a name that is not true', async () => {
      const opened = opener([session()]);
      await opened.terminals.open();
      const [terminal] = editor.terminals;
      await vi.advanceTimersByTimeAsync(10);
      store.apply({ revision: 2, sessions: [session({ sessionId: 'session-2', profile: 'dev' })] });
      terminal?.relaunch();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal?.isClosed).toBe(true);
      expect(uses.terminals()).toEqual([]);
      expect(editor.message?.text).toContain('The session has ended.');
    });

    it('is closed where its role is one of production and the person does not confirm it again', async () => {
      editor.settings['roleassist.confirmProduction'] = false;
      const opened = opener([session({ isProduction: true })]);
      await opened.terminals.open();
      const [terminal] = editor.terminals;
      await vi.advanceTimersByTimeAsync(10);
      editor.settings['roleassist.confirmProduction'] = true;
      terminal?.relaunch();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal?.isClosed).toBe(false);
      await editor.message?.press('Do Not Open');
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal?.isClosed).toBe(true);
    });
  });

  it('has the screen cleared of what was typed into it', async () => {
    vi.stubEnv('AWS_PROFILE', 'home');
    const { terminals, transport } = opener([session()]);
    transport.answers.push({ text: 'STATEMENT' });
    await terminals.open();
    const [terminal] = editor.terminals;
    terminal?.activate();
    await vi.advanceTimersByTimeAsync(10);
    expect([terminal?.typed, terminal?.shellIntegration?.executed]).toEqual([[], undefined]);
    terminal?.relaunch(); // the shell is integrated
    await vi.advanceTimersByTimeAsync(10);
    expect(terminal?.shellIntegration?.executed).toEqual(['STATEMENT']);
    terminal?.endExecution(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(editor.executed).toContainEqual(['workbench.action.terminal.clear']);
  });

  describe('whose shell is typed into while it gets its role', () => {
    /** An integrated terminal into which its role is to be typed. */
    async function integrated(...answers: unknown[]) {
      vi.stubEnv('AWS_PROFILE', 'home');
      const opened = opener([session()]);
      opened.transport.answers.push(...answers);
      await opened.terminals.open();
      const terminal = editor.terminals[0] ?? expect.fail();
      terminal.activate();
      return terminal;
    }

    const integrate = async (terminal: Terminal) => {
      terminal.shellIntegration = new ShellIntegration();
      editor.integratedShells.fire({ terminal });
      await vi.advanceTimersByTimeAsync(10);
    };

    it('has its role once the program has ended that the person has started first', async () => {
      const terminal = await integrated({ text: 'STATEMENT' });
      const end = terminal.startProgram();
      await integrate(terminal);
      expect(terminal.shellIntegration?.executed).toEqual([]);
      end();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal.shellIntegration?.executed).toEqual(['STATEMENT']);
      expect(editor.messages).toEqual([]);
    });

    it('is given its role again where what was typed did not come through', async () => {
      const terminal = await integrated({ text: 'FIRST' }, { text: 'SECOND' });
      await integrate(terminal);
      terminal.endExecution(127);
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal.shellIntegration?.executed).toEqual(['FIRST', 'SECOND']);
      expect(editor.executed).toEqual([]);
      terminal.endExecution(0);
      await vi.advanceTimersByTimeAsync(10);
      expect(editor.executed).toContainEqual(['workbench.action.terminal.clear']);
      expect(uses.terminalsOf('session-1')).toEqual([terminal]);
    });

    it('says in the end that it has none, and leaves on the screen what went wrong', async () => {
      const terminal = await integrated({ text: '1' }, { text: '2' }, { text: '3' });
      await integrate(terminal);
      for (let attempt = 0; attempt < 3; attempt++) {
        terminal.endExecution(1);
        await vi.advanceTimersByTimeAsync(10);
      }
      expect(terminal.shellIntegration?.executed).toEqual(['1', '2', '3']);
      expect(editor.message?.text).toContain("The terminal 'prod-admin' could not be given its role.");
      expect(editor.executed).toEqual([]);
      expect(uses.terminals()).toEqual([]);
    });

    it('is left alone when it has been closed', async () => {
      const terminal = await integrated({ text: 'STATEMENT' });
      const end = terminal.startProgram();
      await integrate(terminal);
      terminal.close();
      end();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal.shellIntegration?.executed).toEqual([]);
    });
  });

  describe('of a person', () => {
    it('has the session of all new terminals', () => {
      const { newTerminals } = opener([session()]);
      const before = new Terminal().open();
      newTerminals.use(session(), undefined, variables);
      const after = new Terminal().open();
      const strict = new Terminal({ strictEnv: true }).open();
      const pseudo = new Terminal({ pty: {} }).open();
      expect(uses.terminals()).toEqual([after]);
      expect([before, strict, pseudo].map((one) => uses.sessionIdOf(one as never))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });

    it('has another one, or none, once it is relaunched', async () => {
      const { newTerminals } = opener([session()]);
      const terminal = new Terminal().open();
      uses.set(terminal as never, 'session-1');
      newTerminals.use(session({ sessionId: 'session-2' }), undefined, variables);
      await vi.advanceTimersByTimeAsync(10);
      terminal.relaunch();
      await vi.advanceTimersByTimeAsync(10);
      expect(uses.sessionIdOf(terminal as never)).toBe('session-2');
      newTerminals.stop(undefined);
      terminal.relaunch();
      await vi.advanceTimersByTimeAsync(10);
      expect(uses.terminals()).toEqual([]);
    });
  });
});
