// Remote-SSH: a real sshd, whose users are amy, who uses RoleAssist, and bob, who has an account there too.
import assert from 'node:assert/strict';
import { chmod, chown, copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { quote, runProgram } from './support/programs.mjs';
import { Remote, withSshd } from './support/ssh.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const users = { amy: 12_001, bob: 12_002 };

/** Sends requests, opens files, and prints what became of each: a status, a number of bytes, or an error. */
const intruder = `
const http = require('node:http');
const fs = require('node:fs/promises');
const ask = ({ file, ...options }) => file
  ? fs.stat(file).then((found) => found.isDirectory() ? fs.readdir(file) : fs.readFile(file)).then((found) => found.length, (error) => error.code)
  : new Promise((resolve) =>
      http.get(options, (response) => resolve(response.resume().statusCode)).on('error', (error) => resolve(error.code)));
Promise.all(JSON.parse(process.argv[1]).map(ask)).then((answers) => console.log(JSON.stringify(answers)));
`;
const intrude = (requests) => [process.execPath, '-e', intruder, JSON.stringify(requests)];

describeWithSandbox(
  'Remote-SSH',
  (context) => {
    /** @type {Remote} */
    let remote;
    let forAmy;

    before(async () => {
      if (withSshd.skip) {
        return;
      }
      remote = await Remote.start(context.scope, users);
      // Amy's AWS files lie on the remote, as they do for everybody who uses VS Code there.
      forAmy = { ...context.sandbox.description.environment, XDG_STATE_HOME: path.join(remote.home('amy'), 'state') };
      for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
        const copy = path.join(remote.home('amy'), name);
        await copyFile(forAmy[name], copy);
        await chown(copy, users.amy, users.amy);
        forAmy[name] = copy;
      }
    });

    /** The host as VS Code's server starts it on the remote, with its protocol over the connection. */
    async function hostOfAmy() {
      const program = remote.path('serve');
      const command = remote.command('amy', [remote.program, 'serve', '--stdio'], { env: forAmy });
      await writeFile(program, `#!/bin/sh\nexec ${command.map(quote).join(' ')}\n`, { mode: 0o755 });
      return Host.connect(context.scope, process.env, { program });
    }

    /** The host on the person's own machine, whose user is root. */
    async function hostOfLaptop(more = {}) {
      const [XDG_RUNTIME_DIR, XDG_STATE_HOME] = await Promise.all(
        ['run', 'state'].map((name) => context.scope.temporaryFolder(name)),
      );
      const env = {
        ...context.sandbox.environment,
        ROLEASSIST_STATE_FOLDER: '',
        XDG_RUNTIME_DIR,
        XDG_STATE_HOME,
        ...more,
      };
      return { env, host: await Host.connect(context.scope, env) };
    }

    /** Assumes a role and resolves to a function that reads the variables of a delivery. */
    async function assume(host) {
      const { sessionId } = (await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' })).session;
      return async (delivery) => {
        const given = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', { sessionId, delivery });
        return {
          ...Object.fromEntries(given.variables.map(({ name, value }) => [name, value])),
          ticket: async () =>
            (await host.rpc.sendRequest('roleassist/terminals/getStatement', { shell: 'bash', sessionId })).text.match(
              /--ticket (\S+)/,
            )[1],
        };
      };
    }

    async function end(host) {
      await host.rpc.sendRequest('shutdown');
      await host.rpc.sendNotification('exit');
      await host.ended;
    }

    /** Who got credentials, according to an audit trail. */
    const peersIn = (text) =>
      JSON.parse(text)
        .events.filter(({ action }) => action === 'HandedOut')
        .map(({ peer }) => `${peer.name} ${peer.userId}`);

    it('serves the user of the remote, and no other user of it', withSshd, async () => {
      const host = await hostOfAmy();
      const deliver = await assume(host);
      const [profile, endpoint] = [await deliver('profile'), await deliver('endpoint')];
      const [socket] = profile.ROLEASSIST_CREDENTIALS_FULL_URI.match(/(?<=^unix:).*(?=\/grants\/)/);
      const { port, pathname } = new URL(endpoint.AWS_CONTAINER_CREDENTIALS_FULL_URI);
      const [, id, secret] = (await profile.ticket()).split('.');
      assert.ok(socket.startsWith(remote.runtime('amy')), socket);

      const own = await remote.run('amy', [remote.program, 'credential-process'], {
        env: { ROLEASSIST_CREDENTIALS_FULL_URI: profile.ROLEASSIST_CREDENTIALS_FULL_URI },
      });
      assert.equal(JSON.parse(own.stdout).Version, 1, own.stderr);

      const overTcp = { host: '127.0.0.1', port };
      const { stdout, stderr } = await remote.run(
        'bob',
        intrude([
          { socketPath: socket, path: '/sessions', headers: { Host: 'roleassist' } },
          { ...overTcp, path: pathname },
          { ...overTcp, path: pathname, headers: { Authorization: 'guess' } },
          { ...overTcp, path: `/tickets/${id}`, headers: { Authorization: secret } },
          { file: profile.AWS_CONFIG_FILE },
          { file: forAmy.XDG_STATE_HOME },
          { file: path.join(remote.runtime('amy'), 'roleassist') },
        ]),
      );
      assert.deepEqual(JSON.parse(stdout || 'null'), ['EACCES', 404, 404, 404, 'EACCES', 'EACCES', 'EACCES'], stderr);
      const through = await remote.run('bob', [remote.program, 'credential-process'], {
        env: { ROLEASSIST_CREDENTIALS_FULL_URI: profile.ROLEASSIST_CREDENTIALS_FULL_URI },
      });
      assert.equal(through.stdout, '');
      assert.match(through.stderr, /^error CredentialSourceFailed: /);
      await end(host);
    });

    it('a forwarded socket serves a session of this machine to one user of the remote', withSshd, async () => {
      const { host, env } = await hostOfLaptop({ ROLEASSIST_SHARE_SESSIONS: 'off' });
      const { ROLEASSIST_CREDENTIALS_FULL_URI: address } = await (await assume(host))('profile');
      const [, socket, name] = address.match(/^unix:(.*)(\/grants\/.*)$/);
      const folder = path.join(remote.runtime('amy'), 'roleassist');
      await mkdir(folder, { mode: 0o700, recursive: true });
      await chown(folder, users.amy, users.amy);
      const forwarded = path.join(folder, 'laptop.sock');
      await remote.connect('amy', ['-R', `${forwarded}:${socket}`]);
      const { uid, mode } = await stat(forwarded);
      assert.deepEqual({ uid, mode: mode & 0o777 }, { uid: users.amy, mode: 0o600 });

      const ask = (user) =>
        remote.run(user, [remote.program, 'credential-process'], {
          env: { ROLEASSIST_CREDENTIALS_FULL_URI: `unix:${forwarded}${name}` },
        });
      const served = await ask('amy');
      assert.match(served.stdout, /"AccessKeyId":"ASIA/, served.stderr);
      const listed = await remote.run('amy', [remote.program, 'sessions', '--json']);
      assert.deepEqual(JSON.parse(listed.stdout).sessions, [], 'only the session that was handed on');

      const request = { socketPath: forwarded, path: name, headers: { Host: 'roleassist' } };
      const intrusion = async () => JSON.parse((await remote.run('bob', intrude([request]))).stdout);
      assert.deepEqual(await intrusion(), ['EACCES']);
      const administrator = await runProgram(intrude([request]), { env: {} });
      assert.equal(administrator.stdout.trim(), '[200]', 'root of the remote reads what is used there');
      // Here only the file system knows who connects: this machine sees its own ssh. So the folder must be private.
      for (const [file, open] of [
        [forwarded, 0o777],
        [folder, 0o755],
        [remote.runtime('amy'), 0o755],
      ]) {
        await chmod(file, open);
      }
      assert.deepEqual(await intrusion(), [200]);
      // RoleAssist itself does not trust another user's socket.
      assert.match((await ask('bob')).stderr, /^error CredentialSourceFailed: /);
      await chmod(remote.runtime('amy'), 0o700);
      await chmod(folder, 0o700);

      await end(host);
      const log = await runVerb(context.scope, ['log', '--json'], { env });
      assert.deepEqual([...new Set(peersIn(log.stdout))], ['ssh 0']);
      const gone = await ask('amy');
      assert.match(gone.stderr, /^error CredentialSourceFailed: .*no longer running/);
    });

    it('a forwarded port is open to every user of the remote, who needs the token', withSshd, async () => {
      const { host } = await hostOfLaptop();
      const given = await (await assume(host))('endpoint');
      const { port, pathname } = new URL(given.AWS_CONTAINER_CREDENTIALS_FULL_URI);
      // Another address of the loopback, because this machine and the remote are the same one here.
      await remote.connect('amy', ['-R', `127.0.0.2:${port}:127.0.0.1:${port}`]);
      const request = { host: '127.0.0.2', port, path: pathname, headers: { Host: `127.0.0.1:${port}` } };
      const withToken = (token) => ({ ...request, headers: { ...request.headers, Authorization: token } });

      const { stdout, stderr } = await remote.run(
        'bob',
        intrude([request, withToken('guess'), withToken(given.AWS_CONTAINER_AUTHORIZATION_TOKEN)]),
      );

      assert.deepEqual(JSON.parse(stdout || 'null'), [404, 404, 200], stderr);
    });

    it("a socket forwarded from the remote serves the remote's session here", withSshd, async () => {
      const host = await hostOfAmy();
      const { ROLEASSIST_CREDENTIALS_FULL_URI: address } = await (await assume(host))('profile');
      const [, socket, name] = address.match(/^unix:(.*)(\/grants\/.*)$/);
      const forwarded = path.join(await context.scope.temporaryFolder('forward'), 'remote.sock');
      await remote.connect('amy', ['-L', `${forwarded}:${socket}`]);

      const { stdout, stderr } = await runVerb(context.scope, ['credential-process'], {
        env: { ...process.env, ROLEASSIST_CREDENTIALS_FULL_URI: `unix:${forwarded}${name}` },
      });

      assert.match(stdout, /"AccessKeyId":"ASIA/, stderr);
      await end(host);
      const log = await remote.run('amy', [remote.program, 'log', '--json'], { env: forAmy });
      assert.ok(peersIn(log.stdout).includes(`sshd ${users.amy}`), log.stdout);
    });
  },
  { timeoutSeconds: 600 },
);
