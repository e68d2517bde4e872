import { beforeEach, describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { RoleTasks } from '../../../extension/src/features/tasks/roleTasks.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { SessionEnvironments } from '../../../extension/src/infrastructure/delivery/sessionEnvironments.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { CustomExecution, ShellExecution, Task, editor, openEditor } from './fakes/vscode.ts';
import { fakeLog, session } from './support/samples.ts';

const live = session({ expiration: '2999-01-01T00:00:00Z' });
const variables = [
  { name: 'PROFILE', value: 'role' },
  { name: 'KEY', value: null },
];

let store: SessionStore;
let transport: FakeTransport;
let assumed: (string | undefined)[];
let othersInTerminals: boolean;
let assume: () => Promise<SessionInfo>;

beforeEach(() => {
  openEditor();
  store = new SessionStore();
  assumed = [];
  othersInTerminals = false;
  assume = () => Promise.resolve(live);
  transport = new FakeTransport({ variables, delivery: 'profile', reason: '' });
});

/** Resolves a task of tasks.json as VS Code does. */
async function resolve(definition: object = {}): Promise<Task> {
  const chooser = new SessionChooser(store, (profile) => {
    assumed.push(profile);
    return assume();
  });
  const boundary = new ErrorBoundary(fakeLog());
  const environments = new SessionEnvironments(new HostApi(transport), fakeLog());
  const tasks = new RoleTasks(chooser, environments, { haveOtherSessionThan: () => othersInTerminals }, boundary);
  expect(tasks.provideTasks()).toEqual([]);
  const written = new Task(
    { type: 'roleassist', command: 'aws', args: ['s3', 'ls'], ...definition } as never,
    2,
    'list',
    '',
    undefined,
    ['$tsc'],
  );
  const task = (await tasks.resolveTask(written as unknown as vscode.Task)) as unknown as Task;
  expect(task).toMatchObject({ name: 'list', scope: 2, problemMatchers: ['$tsc'] });
  expect(task.definition).toBe(written.definition);
  return task;
}

describe('a task with a session', () => {
  beforeEach(() => {
    store.apply({
      revision: 1,
      hostId: 'host-1',
      sessions: [live, session({ ...live, sessionId: 'session-2', profile: 'dev' })],
    });
  });

  it('runs its command with the role in the environment and no removals', async () => {
    const { execution } = await resolve();
    expect(execution).toEqual(new ShellExecution('aws', ['s3', 'ls'], { env: { PROFILE: 'role' } }));
    expect(transport.params).toEqual([{ sessionId: 'session-1', use: 'process', delivery: 'profile' }]);
  });

  it.each([
    ['its own profile', { profile: 'dev' }, '', 'session-2'],
    ["its folder's profile", {}, 'dev', 'session-2'],
    ['its own profile before its folder', { profile: 'prod-admin' }, 'dev', 'session-1'],
  ])('uses %s', async (_, definition, setting, sessionId) => {
    editor.settings['roleassist.profile'] = setting;
    await resolve(definition);
    expect(transport.params).toMatchObject([{ sessionId }]);
  });
});

/** Starts a task that has to assume its role first, by opening its terminal. */
async function run() {
  const { execution } = await resolve({ profile: 'prod-admin' });
  expect(execution).toBeInstanceOf(CustomExecution);
  const terminal = (await (execution as CustomExecution).callback()) as vscode.Pseudoterminal;
  const exitCode = new Promise((ended) => terminal.onDidClose?.(ended));
  terminal.open(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  return { terminal, exitCode };
}

describe('a task when all new terminals use another role, which would win', () => {
  beforeEach(() => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [live] });
    othersInTerminals = true;
  });

  it('does not fail while it is only listed', async () => {
    await resolve();
    expect(editor.messages).toEqual([]);
  });

  it('runs nothing and shows why', async () => {
    const { exitCode } = await run();
    expect(await exitCode).toBe(1);
    expect(editor.tasks).toEqual([]);
    expect(editor.message?.text).toContain('cannot use prod-admin');
    await editor.message?.press('Stop Using in New Terminals');
    expect(editor.executed).toEqual([['roleassist.stopUsingInNewTerminals']]);
  });
});

describe('a task without a session', () => {
  it('does not ask for confirmation while it is only listed, even for a production role', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [session({ ...live, isProduction: true })] });
    expect((await resolve({ profile: live.profile })).execution).toBeInstanceOf(CustomExecution);
    expect([editor.messages, transport.params]).toEqual([[], []]);
  });

  it('does not prompt while it is only listed', async () => {
    await resolve();
    expect([assumed, transport.params]).toEqual([[], []]);
  });

  it('assumes the role when it is started, then runs, and exits like its command', async () => {
    const { exitCode } = await run();
    expect(assumed).toEqual(['prod-admin']);
    expect(editor.tasks).toMatchObject([
      { task: { name: 'list', definition: { type: 'shell' }, problemMatchers: ['$tsc'] } },
    ]);
    expect(editor.tasks[0]?.task.execution).toEqual(
      new ShellExecution('aws', ['s3', 'ls'], { env: { PROFILE: 'role' } }),
    );
    editor.tasks[0]?.end(3);
    expect(await exitCode).toBe(3);
  });

  it('fails if its command was terminated', async () => {
    const { exitCode } = await run();
    editor.tasks[0]?.end(undefined);
    expect(await exitCode).toBe(1);
  });

  it('terminates its command with it', async () => {
    const { terminal } = await run();
    terminal.close();
    expect(editor.tasks[0]?.isTerminated).toBe(true);
  });

  it('runs nothing if the role is not available', async () => {
    assume = () => Promise.reject(new UserCancelledError());
    const { exitCode } = await run();
    expect(await exitCode).toBe(1);
    expect(editor.tasks).toEqual([]);
  });

  it('runs nothing if it was terminated before the role was assumed', async () => {
    let give!: (role: SessionInfo) => void;
    assume = () => new Promise((resolve) => (give = resolve));
    const { terminal, exitCode } = await run();
    terminal.close();
    give(live);
    expect(await exitCode).toBe(1);
    expect(editor.tasks).toEqual([]);
  });
});
