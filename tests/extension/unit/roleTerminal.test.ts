import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GlobalEnvironmentVariableCollection } from 'vscode';
import { NewTerminals } from '../../../extension/src/features/terminals/newTerminals.ts';
import { RelaunchWatcher } from '../../../extension/src/features/terminals/relaunchWatcher.ts';
import { roleTerminalOptions } from '../../../extension/src/features/terminals/roleTerminalOptions.ts';
import { RoleTerminals } from '../../../extension/src/features/terminals/roleTerminals.ts';
import { RunningPrograms } from '../../../extension/src/features/terminals/runningPrograms.ts';
import { TerminalRoleSetter } from '../../../extension/src/features/terminals/terminalRoleSetter.ts';
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
const environment = { variables };

describe('the options of a role terminal', () => {
  it('set and remove the variables of the host', () => {
    expect(roleTerminalOptions(session(), environment).env).toEqual({ SET: 'value', EMPTY: '', REMOVED: null });
  });

  it('prevent VS Code from saving the credentials', () => {
    expect(roleTerminalOptions(session(), environment).isTransient).toBe(true);
  });

  it('let VS Code restore a terminal whose variables contain no secret', () => {
    expect(roleTerminalOptions(session(), { ...environment, survivesReload: true }).isTransient).toBe(false);
  });

  it('show the role and contain secrets only in the environment', () => {
    const { env, ...shown } = roleTerminalOptions(session(), {
      variables: [{ name: 'SECRET', value: 'hunter2' }],
    });
    expect(env).toEqual({ SECRET: 'hunter2' });
    expect(shown.name).toContain('prod-admin');
    expect(shown.message).toContain('This terminal uses prod-admin (444455556666/admin).');
    expect(JSON.stringify(shown)).not.toContain('hunter2');
  });
});

describe('the terminal of a production role', () => {
  it('has a distinct name, icon and color', () => {
    expect(roleTerminalOptions(session({ isProduction: true }), environment)).toMatchObject({
      name: 'PRODUCTION: prod-admin',
      iconPath: { id: 'shield' },
      color: { id: 'terminal.ansiRed' },
    });
    const sandbox = roleTerminalOptions(session({ isSandbox: true }), environment);
    expect(sandbox).toMatchObject({ name: 'SANDBOX: prod-admin', iconPath: { id: 'beaker' } });
    expect(sandbox.color).toBeUndefined();
    const other = roleTerminalOptions(session(), environment);
    expect(other).toMatchObject({ name: 'prod-admin', iconPath: { id: 'key' } });
    expect(other.color).toBeUndefined();
  });
});

describe('a role terminal', () => {
  let store: SessionStore;
  let uses: TerminalUses;

  beforeEach(() => {
    for (const name of credentialVariablesIn(process.env)) {
      vi.stubEnv(name, undefined); // the environment of the test run may select AWS credentials, too
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

  /** Opens terminals, and records the assumed profiles and the requests to the host. */
  function opener(sessions: SessionInfo[], assume = () => Promise.resolve(session({ sessionId: 'fresh' }))) {
    store.apply({ revision: 1, hostId: 'host-1', sessions });
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
      new TerminalRoleSetter(api, chooser, new RunningPrograms(), uses),
      uses,
      new ErrorBoundary(fakeLog()),
      new RelaunchWatcher(uses),
    );
    return { terminals, newTerminals, assumed, transport };
  }

  /** Opens a terminal. Resolves to the profiles that were assumed for it and to its session. */
  async function open(...sessions: SessionInfo[]) {
    const { terminals, assumed, transport } = opener(sessions);
    await terminals.open();
    expect(editor.terminals).toMatchObject([{ isShown: true, creationOptions: { env: { SET: 'value' } } }]);
    const [request] = transport.params as { sessionId: string }[];
    expect(request).toEqual({ sessionId: request?.sessionId, use: 'terminal' });
    return { assumed, sessionId: request?.sessionId };
  }

  it('uses the only session', async () => {
    expect(await open(session())).toEqual({ assumed: [], sessionId: 'session-1' });
  });

  it('is refused in an untrusted workspace before anything is assumed', async () => {
    editor.isTrusted = false;
    const { terminals, assumed, transport } = opener([]);
    await expect(terminals.open()).rejects.toThrow('Terminals require a trusted workspace.');
    expect([...assumed, ...transport.params, ...editor.terminals]).toEqual([]);
  });

  it('lets the user pick from several sessions', async () => {
    editor.choice = 'dev';
    const dev = session({ sessionId: 'session-2', profile: 'dev' });
    expect(await open(session(), dev)).toEqual({ assumed: [], sessionId: 'session-2' });
  });

  it('assumes a role first if there is no session', async () => {
    expect(await open()).toEqual({ assumed: [undefined], sessionId: 'fresh' });
  });

  it('renews the session if it has expired', async () => {
    const expired = session({ expiration: inMinutes(-1) });
    expect(await open(expired)).toEqual({ assumed: ['prod-admin'], sessionId: 'fresh' });
  });

  it.each(['needsMfa', 'expired', 'failed', 'assuming'] as const)(
    'renews a session that is %s, so that the user is asked for a code if it needs one',
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
    ['a profile without a session, which is assumed', 'other', ['other'], 'fresh'],
  ])('can be opened for %s', async (_, argument, assumed, sessionId) => {
    const opened = opener([session(), session({ sessionId: 'session-2', profile: 'dev' })]);
    await opened.terminals.open(argument);
    expect(opened.assumed).toEqual(assumed);
    expect(opened.transport.params).toEqual([{ sessionId, use: 'terminal' }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('of a production role needs confirmation', async () => {
    const opening = open(session({ isProduction: true }));
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('production role prod-admin');
    }, 60_000);
    expect(editor.terminals).toEqual([]);
    await editor.message?.press('Open Terminal in 444455556666');
    await opening;
  });

  it('of a production role needs confirmation, also if its shell gets the role afterwards', async () => {
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

  it('is tracked while it is open', async () => {
    await open(session());
    const [terminal] = editor.terminals;
    expect([uses.terminalsOf('session-1'), uses.terminalsOf('session-2')]).toEqual([[terminal], []]);
    terminal?.close();
    expect(uses.terminalsOf('session-1')).toEqual([]);
  });

  it('can also be opened from the menu, and is shown and tracked once VS Code has opened it', async () => {
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

  it('shows why it could not be opened from the menu, and opens no terminal', async () => {
    opener([], () => Promise.reject(new Error('no')));
    expect(await editor.terminalProfiles.get('roleassist.roleTerminal')?.provideTerminalProfile()).toBeUndefined();
    expect(editor.message?.severity).toBe('error');
  });

  it('types its role into the shell if that of all new terminals would win', async () => {
    const { terminals, newTerminals, transport } = opener([session()]);
    newTerminals.use(session({ sessionId: 'other' }), undefined, variables);
    transport.answers[0] = { text: 'STATEMENT' };
    await terminals.open();
    await vi.waitFor(() => {
      expect(editor.terminals).toMatchObject([{ isShown: true, typed: ['STATEMENT'], creationOptions: { env: {} } }]);
    }, 60_000);
    expect(transport.params).toEqual([{ shell: 'bash', sessionId: 'session-1' }]);
  });

  it('types its role into the shell if a start-up file selects another, which VS Code inherits', async () => {
    vi.stubEnv('AWS_PROFILE', 'home');
    const { terminals, transport } = opener([session()]);
    transport.answers.push({ text: 'STATEMENT' });
    await terminals.open();
    await vi.waitFor(() => {
      expect(editor.terminals).toMatchObject([{ typed: ['STATEMENT'], creationOptions: { env: { SET: 'value' } } }]);
    }, 60_000);
  });

  it('gets its role from the start if all new terminals have the same role', async () => {
    const { terminals, newTerminals, transport } = opener([session()]);
    newTerminals.use(session(), undefined, variables);
    await terminals.open();
    expect(transport.params).toEqual([{ sessionId: 'session-1', use: 'terminal' }]);
  });

  describe('that VS Code relaunches', () => {
    /** A role terminal of dev while new terminals use another role, which a relaunch applies to it. */
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

    it('gets its own role again, and has none until then', async () => {
      const { terminal, transport } = await relaunched([session()], { text: 'STATEMENT' });
      expect(terminal?.shellIntegration?.executed).toEqual(['STATEMENT']);
      expect(transport.params.at(-1)).toEqual({ shell: 'bash', sessionId: 'session-1' });
      expect(uses.terminalsOf('session-1')).toEqual([terminal]);
      expect(terminal?.isClosed).toBe(false);
    });

    it('gets it while VS Code still sees the process that starts the shell', async () => {
      const { terminals, transport } = opener([session()]);
      transport.answers.push({ text: 'STATEMENT' });
      await terminals.open();
      const [terminal] = editor.terminals;
      await vi.advanceTimersByTimeAsync(10);
      Object.assign(terminal ?? {}, { processId: Promise.resolve(7), state: { shell: 'node' } });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(transport.params.at(-1)).toEqual({ shell: 'bash', sessionId: 'session-1' });
      expect(terminal?.isClosed).toBe(false);
    });

    it('is detected without shell integration, too', async () => {
      const { terminals, transport } = opener([session()]);
      transport.answers.push({ text: 'STATEMENT' });
      await terminals.open();
      const [terminal] = editor.terminals;
      await vi.advanceTimersByTimeAsync(10);
      Object.assign(terminal ?? {}, { processId: Promise.resolve(7) });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(terminal?.typed).toEqual(['STATEMENT']);
    });

    it('is closed if its session has ended, because its name would be wrong', async () => {
      const opened = opener([session()]);
      await opened.terminals.open();
      const [terminal] = editor.terminals;
      await vi.advanceTimersByTimeAsync(10);
      store.apply({ revision: 2, hostId: 'host-1', sessions: [session({ sessionId: 'session-2', profile: 'dev' })] });
      terminal?.relaunch();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal?.isClosed).toBe(true);
      expect(uses.terminals()).toEqual([]);
      expect(editor.message?.text).toContain('The session has ended.');
    });

    it('is closed if its role is production and the user does not confirm it again', async () => {
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

  it('clears the screen after typing', async () => {
    vi.stubEnv('AWS_PROFILE', 'home');
    const { terminals, transport } = opener([session()]);
    transport.answers.push({ text: 'STATEMENT' });
    await terminals.open();
    const [terminal] = editor.terminals;
    terminal?.activate();
    await vi.advanceTimersByTimeAsync(10);
    expect([terminal?.typed, terminal?.shellIntegration?.executed]).toEqual([[], undefined]);
    terminal?.relaunch(); // shell integration is active
    await vi.advanceTimersByTimeAsync(10);
    expect(terminal?.shellIntegration?.executed).toEqual(['STATEMENT']);
    terminal?.endExecution(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(editor.executed).toContainEqual(['workbench.action.terminal.clear']);
  });

  describe('into which the user types while it gets its role', () => {
    /** A terminal with shell integration into which its role is typed. */
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

    it('keeps the output of the program that the user started first', async () => {
      const terminal = await integrated({ text: 'STATEMENT' });
      const end = terminal.startProgram();
      await integrate(terminal);
      end();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal.shellIntegration?.executed).toEqual(['STATEMENT']);
      terminal.endExecution(0);
      await vi.advanceTimersByTimeAsync(10);
      expect(uses.terminalsOf('session-1')).toEqual([terminal]);
      expect(editor.executed).toEqual([]);
    });

    it('gets its role after the program that the user started first has ended', async () => {
      const terminal = await integrated({ text: 'STATEMENT' });
      const end = terminal.startProgram();
      await integrate(terminal);
      expect(terminal.shellIntegration?.executed).toEqual([]);
      end();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal.shellIntegration?.executed).toEqual(['STATEMENT']);
      expect(editor.messages).toEqual([]);
    });

    it('gets its role again if the first attempt failed', async () => {
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

    it('reports in the end that it has none, and leaves the error on the screen', async () => {
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

    it('is ignored if it has been closed', async () => {
      const terminal = await integrated({ text: 'STATEMENT' });
      const end = terminal.startProgram();
      await integrate(terminal);
      terminal.close();
      end();
      await vi.advanceTimersByTimeAsync(10);
      expect(terminal.shellIntegration?.executed).toEqual([]);
    });
  });

  describe('opened by the user', () => {
    it('uses the session of all new terminals', () => {
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

    it('uses another session, or none, after a relaunch', async () => {
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
