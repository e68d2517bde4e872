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

/** What VS Code makes of a task in tasks.json. */
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

describe('a task, when there is a session', () => {
  beforeEach(() => {
    store.apply({ revision: 1, sessions: [live, session({ ...live, sessionId: 'session-2', profile: 'dev' })] });
  });

  it('is its command with the role in the environment, and with no removal there', async () => {
    const { execution } = await resolve();
    expect(execution).toEqual(new ShellExecution('aws', ['s3', 'ls'], { env: { PROFILE: 'role' } }));
    expect(transport.params).toEqual([{ sessionId: 'session-1', use: 'process', delivery: 'profile' }]);
  });

  it.each([
    ['its own profile', { profile: 'dev' }, '', 'session-2'],
    ["its folder's profile", {}, 'dev', 'session-2'],
    ['its own profile before its folder', { profile: 'prod-admin' }, 'dev', 'session-1'],
  ])('works as %s', async (_, definition, setting, sessionId) => {
    editor.settings['roleassist.profile'] = setting;
    await resolve(definition);
    expect(transport.params).toMatchObject([{ sessionId }]);
  });
});

/** Starts a task that cannot simply be run: its terminal is opened. */
async function run() {
  const { execution } = await resolve({ profile: 'prod-admin' });
  expect(execution).toBeInstanceOf(CustomExecution);
  const terminal = (await (execution as CustomExecution).callback()) as vscode.Pseudoterminal;
  const exitCode = new Promise((ended) => terminal.onDidClose?.(ended));
  terminal.open(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  return { terminal, exitCode };
}

describe('a task, when all new terminals have another role, which would win', () => {
  beforeEach(() => {
    store.apply({ revision: 1, sessions: [live] });
    othersInTerminals = true;
  });

  it('is not refused while it is only listed', async () => {
    await resolve();
    expect(editor.messages).toEqual([]);
  });

  it('runs nothing, and says what is in its way', async () => {
    const { exitCode } = await run();
    expect(await exitCode).toBe(1);
    expect(editor.tasks).toEqual([]);
    expect(editor.message?.text).toContain('cannot use prod-admin');
    await editor.message?.press('Stop Using in New Terminals');
    expect(editor.executed).toEqual([['roleassist.stopUsingInNewTerminals']]);
  });
});

describe('a task, when there is no session', () => {
  it('is not asked about while it is only listed, though its role is one of production', async () => {
    store.apply({ revision: 1, sessions: [session({ ...live, isProduction: true })] });
    expect((await resolve({ profile: live.profile })).execution).toBeInstanceOf(CustomExecution);
    expect([editor.messages, transport.params]).toEqual([[], []]);
  });

  it('asks nobody for anything while it is only listed', async () => {
    await resolve();
    expect([assumed, transport.params]).toEqual([[], []]);
  });

  it('assumes the role when it is started, then runs, and ends as its command does', async () => {
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

  it('fails when its command was ended', async () => {
    const { exitCode } = await run();
    editor.tasks[0]?.end(undefined);
    expect(await exitCode).toBe(1);
  });

  it('ends its command with itself', async () => {
    const { terminal } = await run();
    terminal.close();
    expect(editor.tasks[0]?.isTerminated).toBe(true);
  });

  it('runs nothing when the role cannot be had', async () => {
    assume = () => Promise.reject(new UserCancelledError());
    const { exitCode } = await run();
    expect(await exitCode).toBe(1);
    expect(editor.tasks).toEqual([]);
  });

  it('runs nothing when it was ended before the role was there', async () => {
    let give!: (role: SessionInfo) => void;
    assume = () => new Promise((resolve) => (give = resolve));
    const { terminal, exitCode } = await run();
    terminal.close();
    give(live);
    expect(await exitCode).toBe(1);
    expect(editor.tasks).toEqual([]);
  });
});
