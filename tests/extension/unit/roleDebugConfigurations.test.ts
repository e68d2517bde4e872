import { beforeEach, describe, expect, it } from 'vitest';
import type { DebugConfiguration } from 'vscode';
import { environmentWithRole } from '../../../extension/src/features/debug/debugEnvironment.ts';
import { credentialVariablesIn } from '../../../extension/src/infrastructure/delivery/credentialVariables.ts';
import { RoleDebugConfigurations } from '../../../extension/src/features/debug/roleDebugConfigurations.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { SessionEnvironments } from '../../../extension/src/infrastructure/delivery/sessionEnvironments.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { fakeLog, session } from './support/samples.ts';

const variables = [
  { name: 'AWS_PROFILE', value: 'role' },
  { name: 'AWS_REGION', value: 'eu-central-1' },
  { name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' },
  { name: 'AWS_ROLE_ARN', value: null },
];
const role = { AWS_PROFILE: 'role', AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-central-1' };
const live = { expiration: '2999-01-01T00:00:00Z' };

let assumed: (string | undefined)[];
let assume: () => Promise<SessionInfo>;
let log: ReturnType<typeof fakeLog>;
let transport: FakeTransport;
let store: SessionStore;
let powerShell: { currentHasSession: boolean; newHaveSession: boolean };

beforeEach(() => {
  openEditor();
  Object.assign(editor.settings, {
    'roleassist.debugSessions': true,
    'roleassist.debugTypes': ['coreclr', 'PowerShell'],
    'roleassist.profile': '',
  });
  assumed = [];
  assume = () => Promise.resolve(session({ sessionId: 'fresh' }));
  log = fakeLog();
  store = new SessionStore();
  store.apply({
    revision: 1,
    hostId: 'host-1',
    sessions: [session(live), session({ ...live, sessionId: 'session-2', profile: 'dev' })],
  });
  powerShell = { currentHasSession: false, newHaveSession: false };
});

/** The configuration with which a debug session starts; undefined if it does not start. */
function start(changes: object = {}): Promise<DebugConfiguration | undefined> {
  transport = new FakeTransport({ variables, delivery: 'profile', reason: '' });
  const chooser = new SessionChooser(store, (profile) => {
    assumed.push(profile);
    return assume();
  });
  const provider = new RoleDebugConfigurations(
    chooser,
    new SessionEnvironments(new HostApi(transport), log),
    { currentHasSession: () => powerShell.currentHasSession, newHaveSession: () => powerShell.newHaveSession },
    new ErrorBoundary(log),
    log,
  );
  const configuration = { type: 'coreclr', request: 'launch', name: 'Launch', ...changes };
  return provider.resolveDebugConfigurationWithSubstitutedVariables(undefined, configuration);
}

describe('a debug session', () => {
  it('uses the most recently assumed role', async () => {
    expect(await start({ program: 'a.dll' })).toEqual({
      type: 'coreclr',
      request: 'launch',
      name: 'Launch',
      program: 'a.dll',
      env: role,
    });
    expect(transport.params).toEqual([{ sessionId: 'session-1', use: 'process', delivery: 'profile' }]);
    expect(assumed).toEqual([]);
    expect(editor.quickPicks).toEqual([]);
    expect(log.lines.join()).toContain("Debug session 'Launch' uses prod-admin");
  });

  it('keeps the variables of its configuration', async () => {
    expect(await start({ env: { PORT: '80' } })).toMatchObject({ env: { ...role, PORT: '80' } });
  });

  it('uses the profile of its folder and assumes it when it is first needed', async () => {
    editor.settings['roleassist.profile'] = ' dev ';
    await start();
    expect(transport.params).toMatchObject([{ sessionId: 'session-2' }]);
    editor.settings['roleassist.profile'] = 'vendor';
    await start();
    expect(assumed).toEqual(['vendor']);
    expect(transport.params).toMatchObject([{ sessionId: 'fresh' }]);
  });

  it('assumes the role if there is no session', async () => {
    store.reset();
    await start();
    expect(assumed).toEqual([undefined]);
  });

  it('renews the session if it needs a code', async () => {
    store.apply({ revision: 2, hostId: 'host-1', sessions: [session({ state: 'needsMfa' })] });
    await start();
    expect(assumed).toEqual(['prod-admin']);
  });

  it('does not start with other credentials if the role is not available', async () => {
    store.reset();
    assume = () => Promise.reject(new UserCancelledError());
    expect(await start()).toBeUndefined();
    expect(editor.messages).toEqual([]);
    assume = () => Promise.reject(new Error('no'));
    expect(await start()).toBeUndefined();
    expect(editor.message?.severity).toBe('error');
  });

  it.each([
    ['the setting is off', { 'roleassist.debugSessions': false }, {}],
    ['the setting is invalid', { 'roleassist.debugSessions': 'yes' }, {}],
    ['its type is not listed', { 'roleassist.debugTypes': ['go'] }, {}],
    ['the list of types is invalid', { 'roleassist.debugTypes': 'coreclr' }, {}],
    ['it attaches to a running process', {}, { request: 'attach' }],
    ['its parent has the role', {}, { __pendingTargetId: '1' }],
    ['its configuration selects credentials', {}, { env: { AWS_ACCESS_KEY_ID: 'local' } }],
  ])('is unchanged if %s', async (_, settings, changes) => {
    Object.assign(editor.settings, settings);
    expect(await start(changes)).toEqual({ type: 'coreclr', request: 'launch', name: 'Launch', ...changes });
    expect(transport.params).toEqual([]);
    expect(assumed).toEqual([]);
  });

  it('is unchanged in an untrusted workspace', async () => {
    editor.isTrusted = false;
    expect(await start()).not.toHaveProperty('env');
  });

  it('logs why it has no role, without values', async () => {
    await start({ env: { AWS_SECRET_ACCESS_KEY: 'hunter2' } });
    expect(log.lines).toEqual([
      "info Debug session 'Launch' gets no role, because its configuration sets AWS_SECRET_ACCESS_KEY.",
    ]);
  });
});

describe('a PowerShell script', () => {
  it('runs in the terminal that has the role', async () => {
    powerShell.currentHasSession = powerShell.newHaveSession = true;
    expect(await start({ type: 'PowerShell' })).toMatchObject({ env: role });
    expect(await start({ type: 'PowerShell' })).not.toHaveProperty('createTemporaryIntegratedConsole');
  });

  it('runs in a new terminal if new terminals have the role', async () => {
    powerShell.newHaveSession = true;
    expect(await start({ type: 'PowerShell' })).toMatchObject({ env: role, createTemporaryIntegratedConsole: true });
    expect(editor.messages).toEqual([]);
  });

  it('shows a warning with an action if no terminal has the role', async () => {
    await start({ type: 'PowerShell' });
    expect(editor.message?.text).toContain('without the role prod-admin');
    await editor.message?.press('Use in All New Terminals');
    expect(editor.executed).toEqual([['roleassist.useInNewTerminals', 'prod-admin']]);
  });
});

describe('a configuration that selects credentials', () => {
  it.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'aws_profile',
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
  ])('is detected by %s', (name) => {
    expect(credentialVariablesIn({ [name]: 'x' })).toEqual([name]);
  });

  it.each(['AWS_REGION', 'AWS_ENDPOINT_URL', 'AWS_SDK_LOAD_CONFIG', 'AWS_CA_BUNDLE', 'PROFILE', 'MY_AWS_PROFILE'])(
    'is not detected by %s',
    (name) => {
      expect(credentialVariablesIn({ [name]: 'x' })).toEqual([]);
    },
  );

  it.each(['AWS_REGION', 'AWS_DEFAULT_REGION'])('keeps its region if it sets %s', (name) => {
    expect(environmentWithRole({ [name]: 'us-east-1' }, variables)).toEqual({
      AWS_PROFILE: 'role',
      [name]: 'us-east-1',
    });
  });
});
