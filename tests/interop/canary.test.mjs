// Runs the whole flow with known secrets, then searches for them in everything it has written or printed.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { filesWithSecrets } from '../extension/e2e/secrets.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { secretsIn, watchCommandLines } from './support/canary.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { totp, wrongCode } from './support/totp.mjs';

const marker = 'a-canary-that-may-be-seen';
const onLinux = { skip: process.platform !== 'linux' && 'read from /proc, which only Linux has' };

describeWithSandbox('secrets', (context) => {
  /** The secrets by the name that a failure shows. @type {Record<string, string>} */
  const secrets = {};
  /** The output of verbs, except for the two that print credentials. */
  const printed = [];
  /** @type {Host} */ let host;
  let userFolder;
  let commandLines = '';

  before(async () => {
    const { sandbox } = context;
    const [{ secret: seed }] = sandbox.description.mfa;
    const credentials = await readFile(sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
    secrets['secret key of the user'] = credentials.match(/aws_secret_access_key = (\S+)/)[1];
    secrets['seed of the MFA device'] = seed;

    userFolder = await context.scope.temporaryFolder('canary');
    const env = {
      ...sandbox.environment,
      ...(await foldersBelow(userFolder)),
      ROLEASSIST_TRACE: path.join(userFolder, 'trace'),
    };
    const watch = process.platform === 'linux' ? watchCommandLines() : { stop: () => '' };

    host = await Host.connect(context.scope, env, { logLevel: 'Trace' });
    await flowOfTheExtension(env, seed);
    await flowOfTheCommandLine(env, seed);
    commandLines = watch.stop();
    await host.rpc.sendRequest('shutdown');
    await host.rpc.sendNotification('exit');
    await host.ended;
  });

  async function flowOfTheExtension(env, seed) {
    const assume = (parameters) => host.rpc.sendRequest('roleassist/sessions/assume', parameters);
    secrets['refused MFA code'] = wrongCode(seed);
    await assert.rejects(assume({ profile: 'prod-admin', tokenCode: secrets['refused MFA code'] }));
    secrets['MFA code of the extension'] = totp(seed);
    for (const parameters of [
      { profile: 'prod-admin', tokenCode: secrets['MFA code of the extension'] },
      { profile: 'dev' },
    ]) {
      const { sessionId } = (await assume(parameters)).session;
      await host.rpc.sendRequest('roleassist/identity/get', { sessionId });
      const terminal = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
        sessionId,
        delivery: 'environment',
      });
      const variables = Object.fromEntries(terminal.variables.map(({ name, value }) => [name, value]));
      learn(`the terminal of ${parameters.profile}`, variables);
      await print(['whoami', '--json'], withChanges(env, variables));
      await waysThatStayFresh(env, sessionId, parameters.profile);
    }
    await context.sandbox.fault('garbage', '--action', 'AssumeRole', '--count', '3');
    await assert.rejects(assume({ profile: 'long' }));
    await assume({ profile: 'prod-audit' }); // with the same device: one code is enough for both
  }

  /**
   * An endpoint and a generated profile for a terminal, and a statement that is typed into a running shell and kept in
   * its history.
   */
  async function waysThatStayFresh(env, sessionId, profile) {
    for (const delivery of ['endpoint', 'profile']) {
      const { variables } = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', { sessionId, delivery });
      const changes = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
      if (delivery === 'endpoint') {
        secrets[`endpoint's token of ${profile}`] = changes.ROLEASSIST_AUTHORIZATION_TOKEN;
      }
      await print(['whoami', '--json'], withChanges(env, changes));
    }
    if (process.platform !== 'win32') {
      const { text } = await host.rpc.sendRequest('roleassist/terminals/getStatement', { shell: 'bash', sessionId });
      const { stdout, stderr } = await runProgram(['bash', '--norc', '--noprofile', '-i'], {
        env: { ...env, HISTFILE: path.join(userFolder, 'history'), HISTCONTROL: '' },
        input: `${text}\necho "$ROLEASSIST_PROFILE"\nexit\n`,
      });
      assert.match(stdout, new RegExp(`^${profile}$`, 'm'));
      printed.push(stdout, stderr);
    }
  }

  async function flowOfTheCommandLine(env, seed) {
    // With its own session name, or the host's session would serve it without a code. The code is of the step after the
    // spent one: it is already valid, and valid only once.
    secrets['MFA code of the command line'] = totp(seed, 1);
    const script = 'console.log(JSON.stringify(process.env)); process.stdin.resume()';
    const child = startVerb(
      context.scope,
      ['exec', 'prod-admin', '--mfa-code-stdin', '--session-name', 'own', '--', process.execPath, '-e', script, marker],
      { env },
    );
    child.child.stdin.write(`${secrets['MFA code of the command line']}\n`);
    learn('exec', JSON.parse(await child.firstLine));
    for (const delivery of ['endpoint', 'profile']) {
      await print(['exec', 'dev', '--delivery', delivery, '--', hostExecutable, 'whoami', '--json'], env);
    }
    await print(['exec', 'dev', '--', hostExecutable, 'docker-args', 'dev'], env);
    await print(['assume', 'vendor', 'long', '--json'], env);
    await print(['whoami', 'dev'], env);
    await print(['profiles', '--json'], env);
    const statements = await runVerb(context.scope, ['env', 'dev', '--session-name', 'own', '--shell', 'json'], {
      env,
    });
    learn('env', JSON.parse(statements.stdout));
    printed.push(statements.stderr);
    child.child.stdin.end();
    printed.push((await child.ended).stderr);
  }

  /** Runs a verb whose output must not contain secrets. */
  async function print(args, env) {
    const { code, stdout, stderr } = await runVerb(context.scope, args, { env });
    assert.equal(code, 0, stderr);
    printed.push(stdout, stderr);
  }

  function learn(where, { AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: token }) {
    assert.ok(key?.length >= 30 && token?.length >= 30, where);
    secrets[`secret key of ${where}`] = key;
    secrets[`session token of ${where}`] = token;
  }

  it('are found where they are expected, so that the searches below are meaningful', () => {
    assert.equal(Object.keys(secrets).length, 15);
    for (const [name, secret] of Object.entries(secrets)) {
      const asJson = JSON.stringify(secret).replaceAll('+', '\\u002B');
      for (const text of [`x ${secret} y`, `{"a":${asJson}}`, `a=${encodeURIComponent(secret)}&b=`]) {
        assert.deepEqual(secretsIn(text, secrets), [name]);
      }
    }
  });

  it('are not in the log at trace level', () => {
    assert.match(host.stderr, /^dbug: /m);
    assert.match(host.stderr, /assumed-role\/admin/);
    assert.deepEqual(secretsIn(host.stderr, secrets), []);
  });

  it('are not in the trace of processes, requests and calls', async () => {
    const trace = await readFile(path.join(userFolder, 'trace'), 'utf8');
    for (const expected of [
      /: exec --mfa-code-stdin/,
      /roleassist\/sessions\/assume: \d+ ms, ok/,
      /AssumeRole at .*: 200 in \d+ ms, request id [\w-]+/,
    ]) {
      assert.match(trace, expected);
    }
    assert.deepEqual(secretsIn(trace, secrets), []);
  });

  it('are not in the output of verbs that do not print credentials', () => {
    assert.match(printed.join('\n'), /assumed-role\/batch/);
    assert.deepEqual(secretsIn(printed.join('\n'), secrets), []);
  });

  it('cross the wire only in responses that return credentials and requests that need MFA codes', () => {
    const methods = new Map(host.sentMessages.map((message) => [message.id, message.method]));
    const found = (messages) =>
      messages.flatMap((message) =>
        secretsIn(JSON.stringify(message), secrets).map(
          (name) => `${message.method ?? methods.get(message.id)}: ${name}`,
        ),
      );

    assert.deepEqual(found(host.sentMessages), [
      'roleassist/sessions/assume: refused MFA code',
      'roleassist/sessions/assume: MFA code of the extension',
    ]);
    assert.deepEqual(
      found(host.messages),
      ['prod-admin', 'dev'].flatMap((profile) =>
        [
          `secret key of the terminal of ${profile}`,
          `session token of the terminal of ${profile}`,
          // For the endpoint only: a profile uses the local socket, which needs no token.
          `endpoint's token of ${profile}`,
        ].map((name) => `roleassist/terminals/getEnvironment: ${name}`),
      ),
    );
  });

  it('are not in the arguments of any process', onLinux, () => {
    assert.ok(commandLines.includes(marker), 'the command under exec was not seen');
    assert.ok(commandLines.includes('serve --stdio'), 'the host was not seen');
    assert.deepEqual(secretsIn(commandLines, secrets), []);
  });

  it('are in no files except those of the sandbox', async () => {
    const values = Object.values(secrets);
    assert.deepEqual((await filesWithSecrets(context.sandbox.home, values)).sort(), [
      path.join('.aws', 'credentials'),
      path.join('.roleassist-sandbox', 'state.json'),
    ]);
    assert.deepEqual(await filesWithSecrets(userFolder, values), []);

    await writeFile(path.join(userFolder, 'planted'), `\0${secrets['session token of exec']}`);
    assert.deepEqual(await filesWithSecrets(userFolder, values), ['planted']);
  });
});

/** Variables that make programs write all their files into one folder. */
async function foldersBelow(folder) {
  const names = {
    HOME: 'home',
    USERPROFILE: 'home',
    TMPDIR: 'tmp',
    TEMP: 'tmp',
    TMP: 'tmp',
    XDG_CONFIG_HOME: 'config',
    XDG_CACHE_HOME: 'cache',
    XDG_DATA_HOME: 'data',
    XDG_STATE_HOME: 'state',
    XDG_RUNTIME_DIR: 'run',
  };
  const variables = Object.fromEntries(Object.entries(names).map(([name, below]) => [name, path.join(folder, below)]));
  await Promise.all(Object.values(variables).map((below) => mkdir(below, { recursive: true })));
  return variables;
}

function withChanges(env, variables) {
  const changed = Object.entries({ ...env, ...variables });
  return Object.fromEntries(changed.filter(([, value]) => value !== null));
}
