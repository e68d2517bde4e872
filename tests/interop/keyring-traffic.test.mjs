// Listens between RoleAssist and a real keyring, and looks at every process: no secret passes in plain text.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { before, it } from 'node:test';
import { noKeyring, startKeyring } from '../support/keyring.mjs';
import { secretsInBytes, watchCommandLines } from './support/canary.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const skip = noKeyring || (process.platform !== 'linux' && 'only Linux has /proc');

describeWithSandbox('a listener on the bus of the keyring', (context) => {
  /** @type {Record<string, string>} */
  const secrets = {};
  /** @type {Buffer[]} */
  const heard = [];
  /** @type {NodeJS.ProcessEnv} */ let env;
  let commandLines = '';
  let environments = Buffer.alloc(0);

  const traffic = () => Buffer.concat(heard);

  before(async () => {
    if (skip) {
      return;
    }
    const home = await context.scope.temporaryFolder('traffic');
    const keyring = await startKeyring(context.scope, home);
    env = {
      ...context.sandbox.environment,
      ...keyring,
      HOME: home,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${await listen(keyring.DBUS_SESSION_BUS_ADDRESS.split('=')[1])}`,
      ROLEASSIST_STATE_FOLDER: path.join(home, 'state'),
    };
    await copyFiles(path.join(home, '.aws'));
    const watch = watchCommandLines();
    await flow();
    commandLines = watch.stop();
  });

  /** A socket that passes on everything to the bus, and keeps a copy. */
  async function listen(bus) {
    const place = path.join(path.dirname(bus), 'heard');
    const sockets = new Set();
    const server = net.createServer((client) => {
      const upstream = net.connect(bus);
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ]) {
        sockets.add(from);
        from.on('data', (bytes) => heard.push(bytes)).on('error', () => to.destroy());
        from.pipe(to);
      }
    });
    await new Promise((resolve) => server.listen(place, resolve));
    context.scope.defer(() => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    });
    return place;
  }

  /** The sandbox's files, with all roles behind a key that is not in them. */
  async function copyFiles(folder) {
    await mkdir(folder, { mode: 0o700 });
    const config = await readFile(env.AWS_CONFIG_FILE, 'utf8');
    const credentials = await readFile(env.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
    [secrets.id, secrets.key] = ['aws_access_key_id', 'aws_secret_access_key'].map(
      (setting) => credentials.match(new RegExp(`${setting} = (\\S+)`))[1],
    );
    env.AWS_CONFIG_FILE = path.join(folder, 'config');
    env.AWS_SHARED_CREDENTIALS_FILE = path.join(folder, 'credentials');
    await writeFile(
      env.AWS_CONFIG_FILE,
      config
        .replaceAll('source_profile = home', 'source_profile = alice')
        .replace('[profile home]', '[profile alice]\nroleassist_hand_out = key'),
    );
  }

  async function flow() {
    const roleassist = async (args, input) => {
      const { code, stdout, stderr } = await runVerb(context.scope, args, { env, input });
      assert.equal(code, 0, stderr);
      return stdout;
    };
    await roleassist(['vault', 'add', 'alice', '--stdin'], `${secrets.id}\n${secrets.key}\n`);
    delete secrets.id; // not secret, and in the config file's comments
    const script = 'console.log("ready"); process.stdin.resume()';
    const child = startVerb(
      context.scope,
      ['exec', 'dev', '--delivery', 'profile', '--', process.execPath, '-e', script],
      { env },
    );
    await child.firstLine;
    environments = await environmentsOf(env.ROLEASSIST_STATE_FOLDER);
    const session = JSON.parse(await roleassist(['credential-process', 'dev']));
    [secrets['key of the session'], secrets['token of the session']] = [session.SecretAccessKey, session.SessionToken];
    child.child.stdin.end();
    await child.ended;
    await roleassist(['vault', 'rotate', 'alice']);
    secrets['key after the rotation'] = JSON.parse(await roleassist(['credential-process', 'alice'])).SecretAccessKey;
    assert.notEqual(secrets['key after the rotation'], secrets.key);
  }

  /** The environments of all processes that know a state folder. */
  async function environmentsOf(folder) {
    const processes = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
    const all = await Promise.all(
      processes.map((pid) => readFile(`/proc/${pid}/environ`).catch(() => Buffer.alloc(0))),
    );
    return Buffer.concat(all.filter((environment) => environment.includes(folder)));
  }

  it('hears what is not secret, in every form, so that the searches below are meaningful', { skip }, () => {
    assert.equal(Object.keys(secrets).length, 4);
    assert.deepEqual(secretsInBytes(traffic(), { label: 'AWS key of alice', other: 'never said' }), ['label']);
    for (const form of ['utf8', 'utf16le', 'hex', 'base64']) {
      for (const before of ['', 'a', 'ab']) {
        const text = form === 'utf16le' ? Buffer.from(secrets.key, form) : Buffer.from(`${before}${secrets.key}z`);
        const bytes = form === 'base64' || form === 'hex' ? Buffer.from(text.toString(form)) : text;
        assert.deepEqual(secretsInBytes(bytes, secrets), ['key'], form);
      }
    }
  });

  it('hears no secret', { skip }, () => {
    assert.deepEqual(secretsInBytes(traffic(), secrets), []);
  });

  it('hears only sessions that encrypt', { skip }, () => {
    const text = traffic().toString('latin1');
    const opened = text.split('OpenSession').length - 1;
    assert.ok(opened >= 3, `${opened} sessions`);
    assert.equal(text.split('dh-ietf1024-sha256-aes128-cbc-pkcs7').length - 1, opened);
    assert.doesNotMatch(text, /\0plain\0/);
  });

  it('sees no secret in the arguments and the environment of any process', { skip }, () => {
    assert.match(commandLines, /exec dev --delivery profile/);
    assert.deepEqual(secretsInBytes(Buffer.from(commandLines), secrets), []);
    assert.ok(environments.includes('ROLEASSIST_PROFILE=dev'), 'the command was not seen');
    assert.deepEqual(secretsInBytes(environments, secrets), []);
  });
});
