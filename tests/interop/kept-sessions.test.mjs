// Sessions that outlive their process, with a real keyring: one code serves hosts, shells and many processes.
import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { noKeyring, startKeyring } from '../support/keyring.mjs';
import { filesWithSecrets } from '../extension/e2e/secrets.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const withKeyring = { skip: noKeyring };
const processCount = 200;

describeWithSandbox('kept sessions', (context) => {
  /** @type {NodeJS.ProcessEnv} */
  let env;
  let state;
  const secrets = [];

  const roleassist = (args, options = {}) =>
    runVerb(context.scope, args, { env: { ...env, ...options.env }, ...options });

  const countOf = async (action) => (await context.sandbox.calls()).filter((call) => call.action === action).length;

  async function credentialProcess(profile, options) {
    const { code, stdout, stderr } = await roleassist(['credential-process', profile], options);
    assert.equal(code, 0, stderr);
    const credentials = JSON.parse(stdout);
    secrets.push(credentials.SecretAccessKey, credentials.SessionToken);
    return credentials;
  }

  before(async () => {
    if (!noKeyring) {
      state = await context.scope.temporaryFolder('state');
      env = { ...context.sandbox.environment, ...(await startKeyring(context.scope)), ROLEASSIST_STATE_FOLDER: state };
    }
  });

  it('need one code for all roles behind a device', withKeyring, async () => {
    const code = await context.sandbox.nextCode();
    const first = await roleassist(['assume', 'prod-admin', '--mfa-code-stdin', '--json'], { input: `${code}\n` });
    assert.equal(first.code, 0, first.stderr);

    await credentialProcess('prod-admin');
    await credentialProcess('prod-audit');

    assert.equal(await countOf('GetSessionToken'), 1);
  });

  it('outlive a host that is killed', withKeyring, async () => {
    const assumed = await countOf('AssumeRole');
    for (let round = 0; round < 2; round++) {
      const host = await Host.connect(context.scope, env);
      const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'prod-admin' });
      assert.match(session.arn, /:assumed-role\/admin\//);
      process.kill(host.pid, 'SIGKILL');
      await host.ended;
    }
    assert.equal(await countOf('AssumeRole'), assumed);
  });

  it(`are made once for ${processCount} processes`, withKeyring, async () => {
    const assumed = await countOf('AssumeRole');

    const all = await Promise.all(Array.from({ length: processCount }, () => credentialProcess('dev')));

    assert.equal(new Set(all.map(({ AccessKeyId }) => AccessKeyId)).size, 1);
    assert.equal(await countOf('AssumeRole'), assumed + 1);
  });

  it('are listed without secrets', withKeyring, async () => {
    const { sessions } = JSON.parse((await roleassist(['sessions', '--json'])).stdout);
    assert.deepEqual(sessions.map(({ profile, kept }) => [profile, kept]).toSorted(), [
      ['dev', true],
      ['prod-admin', true],
      ['prod-audit', true],
    ]);
    assert.deepEqual(Object.keys(sessions[0]).toSorted(), [
      'account',
      'arn',
      'expiration',
      'kept',
      'profile',
      'sessionId',
    ]);
  });

  it('are in no file in plain text', withKeyring, async () => {
    assert.ok((await readdir(state)).includes('sessions.v1'));
    assert.deepEqual(await filesWithSecrets(state, secrets), []);
  });

  it('need neither OpenSSL nor the keyring while a host has them', withKeyring, async (test) => {
    if (process.platform !== 'linux') {
      test.skip('read from strace, which only Linux has');
      return;
    }
    const host = await Host.connect(context.scope, env);
    await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
      sessionId: (await host.rpc.sendRequest('roleassist/sessions/list', {})).sessions[0].sessionId,
    });
    const trace = path.join(state, '..', 'trace');
    await run(
      'strace',
      ['-f', '-e', 'trace=openat,connect', '-o', trace, hostExecutable, 'credential-process', 'dev'],
      {
        env,
      },
    );
    const opened = await readFile(trace, 'utf8');
    assert.match(opened, /\.sock"/);
    assert.doesNotMatch(opened, /libcrypto|libssl|\/bus"/);
    await host.rpc.sendRequest('shutdown');
    await host.rpc.sendNotification('exit');
    await host.ended;
  });

  it('are neither used nor kept with --no-keep', withKeyring, async () => {
    const { code, stderr } = await roleassist(['credential-process', 'prod-admin', '--no-keep']);
    assert.equal(code, 6, stderr);
  });

  it('can be turned off by a variable', withKeyring, async () => {
    const { code } = await roleassist(['credential-process', 'prod-admin'], {
      env: { ...env, ROLEASSIST_KEEP_SESSIONS: 'off' },
    });
    assert.equal(code, 6);
  });

  it('report a credential_process that runs RoleAssist for the same profile at once', withKeyring, async () => {
    const config = path.join(state, 'config');
    await writeFile(
      config,
      `[profile loop]\nregion = us-east-1\ncredential_process = ${hostExecutable} credential-process loop\n`,
    );
    const { stderr } = await roleassist(['credential-process', 'loop'], { env: { ...env, AWS_CONFIG_FILE: config } });
    assert.match(stderr, /error ProfileCycle/);
  });

  it('are not restored after they were ended', withKeyring, async () => {
    const host = await Host.connect(context.scope, env);
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'prod-admin' });
    const { hostId } = await host.rpc.sendRequest('roleassist/sessions/list', {});
    await host.rpc.sendRequest('roleassist/terminals/getEnvironment', { sessionId: session.sessionId });
    await host.rpc.sendRequest('roleassist/sessions/end', { sessionId: session.sessionId });
    process.kill(host.pid, 'SIGKILL');
    await host.ended;

    const next = await Host.connect(context.scope, env);
    const restored = await next.rpc.sendRequest('roleassist/sessions/restore', { hostId });
    assert.deepEqual(restored.sessions, []);
    await next.rpc.sendRequest('shutdown');
    await next.rpc.sendNotification('exit');
    await next.ended;
  });

  it('end in a running host too', withKeyring, async () => {
    const host = await Host.connect(context.scope, env);
    const ended = new Promise((resolve) =>
      host.rpc.onNotification('roleassist/sessionsChanged', ({ sessions, revision }) => {
        if (sessions.length === 0 && revision > 0) {
          resolve();
        }
      }),
    );
    await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
      sessionId: (await host.rpc.sendRequest('roleassist/sessions/list', {})).sessions[0].sessionId,
    });

    const { code, stdout } = await roleassist(['end', '--all']);

    assert.equal(code, 0);
    assert.match(stdout, /dev: ended/);
    await ended;
    assert.ok(!(await readdir(state)).includes('sessions.v1'));
    assert.equal((await roleassist(['credential-process', 'prod-admin'])).code, 6);
    await host.rpc.sendRequest('shutdown');
    await host.rpc.sendNotification('exit');
    await host.ended;
  });

  it('are not kept while the keyring is locked, and nothing waits', withKeyring, async () => {
    await run(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.secrets',
        '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock',
        'array:objpath:/org/freedesktop/secrets/collection/login',
      ],
      { env: { ...process.env, ...env } },
    );
    await credentialProcess('dev');
    assert.ok(!(await readdir(state)).includes('sessions.v1'));
  });
});
