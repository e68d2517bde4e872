// The stores of Windows, as Wine implements them: the host for Windows beside a sandbox of this machine.
import assert from 'node:assert/strict';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { filesWithSecrets } from '../extension/e2e/secrets.mjs';
import { noWine, startWine, windowsHost, windowsPath } from '../support/wine.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const underWine = { skip: noWine };

describeWithSandbox('the vault on Windows', (context) => {
  /** @type {NodeJS.ProcessEnv} */ let env;
  /** @type {string} */ let executable;
  let home, wine, key;

  /** Runs a verb, which must succeed. */
  async function roleassist(args, { input, ...variables } = {}) {
    const { code, stdout, stderr } = await wine([executable, ...args], { env: { ...env, ...variables }, input });
    assert.equal(code, 0, stdout + stderr);
    return stdout;
  }

  const json = async (args, options) => JSON.parse(await roleassist([...args, '--json'], options));
  const countOf = async (action) => (await context.sandbox.calls()).filter((call) => call.action === action).length;

  before(async () => {
    if (noWine) {
      return;
    }
    executable = windowsPath(await windowsHost());
    wine = await startWine(context.scope);
    home = await context.scope.temporaryFolder('windows');
    env = { ...context.sandbox.environment, ROLEASSIST_STATE_FOLDER: windowsPath(path.join(home, 'state')) };
    for (const variable of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
      const copy = path.join(home, '.aws', path.basename(context.sandbox.environment[variable]));
      await mkdir(path.dirname(copy), { recursive: true });
      await cp(context.sandbox.environment[variable], copy);
      env[variable] = windowsPath(copy);
    }
    const credentials = await readFile(path.join(home, '.aws', 'credentials'), 'utf8');
    key = ['aws_access_key_id', 'aws_secret_access_key'].map(
      (setting) => credentials.match(new RegExp(`${setting} = (\\S+)`))[1],
    );
  });

  it('is the Credential Manager, where an imported key goes', underWine, async () => {
    assert.deepEqual(await filesWithSecrets(home, [key[1]]), [path.join('.aws', 'credentials')]);

    await json(['vault', 'import', 'home']);

    const { store, state, keys } = await json(['vault', 'status']);
    assert.deepEqual({ store, state, keys }, { store: 'credential-manager', state: 'open', keys: 1 });
    assert.deepEqual(await filesWithSecrets(home, [key[1]]), []);
    assert.match(
      await readFile(path.join(home, '.aws', 'config'), 'utf8'),
      /^credential_process = C:\\users\\\S+\\roleassist\.cmd credential-process home\r?\nroleassist_key = /m,
    );
  });

  it('gives other tools a session of the key', underWine, async () => {
    const { AccessKeyId } = JSON.parse(await roleassist(['credential-process', 'home']));
    assert.match(AccessKeyId, /^ASIA/);
  });

  it('keeps sessions: a second process needs no call', underWine, async () => {
    for (let round = 0; round < 2; round++) {
      const { arn } = JSON.parse(await roleassist(['exec', 'dev', '--', executable, 'whoami', '--json']));
      assert.match(arn, /:assumed-role\/developer\//);
    }

    assert.equal(await countOf('GetSessionToken'), 1);
    assert.equal(await countOf('AssumeRole'), 1);
    const { sessions } = await json(['sessions']);
    assert.deepEqual(sessions.map(({ profile, kept }) => [profile, kept]).toSorted(), [
      ['dev', true],
      ['home', true],
    ]);
  });

  it('can be the file that Windows seals, in which no secret is readable', underWine, async () => {
    const dpapi = { ROLEASSIST_VAULT: 'dpapi', ROLEASSIST_STATE_FOLDER: windowsPath(path.join(home, 'sealed')) };
    await json(['vault', 'add', 'again', '--stdin'], { ...dpapi, input: `${key.join('\n')}\n` });
    const { SecretAccessKey, SessionToken } = JSON.parse(await roleassist(['credential-process', 'again'], dpapi));

    const { store, keys } = await json(['vault', 'status'], dpapi);
    assert.deepEqual({ store, keys }, { store: 'dpapi', keys: 1 });
    assert.deepEqual(await filesWithSecrets(home, [key[1], SecretAccessKey, SessionToken]), []);
  });

  it('rotates the key', underWine, async () => {
    await roleassist(['vault', 'rotate', 'home']);

    const [{ accessKeyId, step }] = (await json(['vault', 'list'])).keys;
    assert.notEqual(accessKeyId, key[0]);
    assert.equal(step, 'none');
    assert.match((await json(['whoami', 'home'])).arn, /:user\//);
  });

  it('exports no key without a person', underWine, async () => {
    const { code, stdout, stderr } = await wine([executable, 'vault', 'export', 'home'], { env });
    assert.equal(code, 6, stderr);
    assert.equal(stdout, '');
  });

  it('removes the key', underWine, async () => {
    await roleassist(['vault', 'remove', 'home']);
    assert.equal((await json(['vault', 'status'])).keys, 0);
  });
});
