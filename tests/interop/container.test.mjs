// Containers that do not share the network of this machine: what `docker-args` mounts into them, who may use it there,
// and that it stays fresh.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { stop } from '../../scripts/lib/processes.mjs';
import { hostExecutable, root } from '../../scripts/lib/project.mjs';
import { pythonWithBoto3 } from './support/clients.mjs';
import { runVerb } from './support/command-line.mjs';
import { Container, withContainers } from './support/container.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const amy = 12_001;
const bob = 12_002;
const firstLifeSeconds = 8;

describeWithSandbox(
  'a container without the network of this machine',
  (context) => {
    /** @type {Container} */
    let container;
    let folder;
    let program;
    let environment;

    before(async () => {
      if (withContainers.skip) {
        return;
      }
      container = await Container.create(context.scope);
      folder = await context.scope.temporaryFolder('amy');
      await chmod(folder, 0o755);
      program = path.join(folder, 'roleassist');
      await copyFile(hostExecutable, program);
      await copyFile(path.join(root, 'tests/interop/clients/in-container.py'), path.join(folder, 'in-container.py'));
      environment = { ...context.sandbox.description.environment, PATH: process.env.PATH };
      for (const name of ['XDG_RUNTIME_DIR', 'XDG_STATE_HOME', 'HOME']) {
        environment[name] = path.join(folder, name);
        await mkdir(environment[name], { mode: 0o700 });
        await chown(environment[name], amy, amy);
      }
      for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
        await copyFile(environment[name], path.join(environment.HOME, name));
        environment[name] = path.join(environment.HOME, name);
        await chown(environment[name], amy, amy);
      }
    });

    /** Gives Amy's shell the role, and resolves to its environment and to what docker-args prints in it. */
    async function shellWithRole(...options) {
      const script = `"$0" docker-args dev "$@" && echo && env -0 && exec cat`;
      const child = spawn(
        program,
        ['exec', 'dev', '--delivery', 'profile', '--', 'sh', '-c', script, program, ...options],
        { uid: amy, gid: amy, env: environment, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] },
      );
      context.scope.defer(() => stop(child));
      let [stdout, stderr] = ['', ''];
      child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
      const ended = once(child, 'close');
      child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
      while (!stdout.endsWith('\0')) {
        const more = await Promise.race([once(child.stdout, 'data'), ended.then(() => null)]);
        assert.ok(more, `${stdout}${stderr}`);
      }
      const [args, variables] = stdout.split(/\n\n([^]*)/);
      const env = Object.fromEntries(
        variables
          .split('\0')
          .filter(Boolean)
          .map((line) => line.split(/=([^]*)/)),
      );
      return { args: args.split('\n'), env, note: stderr, child };
    }

    const asUser = (args, user) => args.map((arg, i) => (args[i - 1] === '--user' ? user : arg));

    it(
      'stays fresh while it runs: boto3 goes on after the first credentials have expired',
      { skip: withContainers.skip || (!pythonWithBoto3 && 'python3 with boto3 was not found') },
      async () => {
        const { sandbox, scope } = context;
        const timesAssumed = async () => (await sandbox.calls()).filter(({ action }) => action === 'AssumeRole').length;
        // The container's only way out, which stands for its own network.
        const port = Number(new URL(sandbox.description.endpoint).port);
        const wayOut = path.join(folder, 'out.sock');
        const server = net.createServer((client) => {
          const connection = net.connect(port, '127.0.0.1');
          client.pipe(connection).pipe(client);
          client.on('error', () => connection.destroy());
          connection.on('error', () => client.destroy());
        });
        server.listen(wayOut);
        await once(server, 'listening');
        scope.defer(() => server.close());
        await chmod(wayOut, 0o666);
        await sandbox.fault('short-lived', '--seconds', `${firstLifeSeconds}`, '--action', 'AssumeRole');
        const assumed = await timesAssumed();
        const { args, env, note } = await shellWithRole();
        assert.match(note, new RegExp(`^note: The container .* must run as ${amy}:${amy}\\.`, 'm'));

        const { stdin, stdout } = container.start(
          [...args, '--mount', `type=bind,source=${folder},target=/client,readonly`],
          [pythonWithBoto3, '/client/in-container.py', `${port}`, '/client/out.sock'],
          { env },
        );
        const lines = readline.createInterface({ input: stdout })[Symbol.asyncIterator]();
        stdin.write('first\n');
        const [first] = (await lines.next()).value.split(' ');
        assert.match(first, /:assumed-role\/developer\//);
        await delay((firstLifeSeconds + 1) * 1000);
        stdin.write('second\n');
        const [second, key] = (await lines.next()).value.split(' ');

        assert.equal(second, first);
        assert.ok((await timesAssumed()) >= assumed + 2, 'the role was not assumed again');
        const calls = await sandbox.calls();
        assert.ok(
          calls.some(({ action, accessKeyId }) => action === 'GetCallerIdentity' && accessKeyId === key),
          'the sandbox has not seen the renewed credentials',
        );
      },
    );

    it('serves only the user who has the role', withContainers, async () => {
      const { args, env, child } = await shellWithRole();
      const ask = (user) => container.run(asUser(args, user), [program, 'credential-process'], { env });

      const own = await ask(`${amy}:${amy}`);
      assert.match(own.stdout, /"AccessKeyId":"ASIA/, own.stderr);
      for (const user of ['0:0', `${bob}:${bob}`]) {
        const other = await ask(user);
        assert.equal(other.stdout, '', user);
        assert.match(other.stderr, /^error CredentialSourceFailed: /m, user);
      }
      child.stdin.end();
      await once(child, 'close');
      // The host notices the end of the command by itself, a moment later, and takes away what the container mounts.
      const credentials = async () => {
        try {
          return (await ask(`${amy}:${amy}`)).stdout;
        } catch (error) {
          assert.equal(error.code, 'ENOENT', error);
          return '';
        }
      };
      let last;
      for (let attempt = 0; attempt < 100 && (last = await credentials()) !== ''; attempt++) {
        await delay(200);
      }
      assert.equal(last === '', true, 'credentials after the command has ended');
    });

    it('serves the root of a rootless engine, who is that user', withContainers, async () => {
      const { args, env } = await shellWithRole('--rootless');
      assert.equal(args[args.indexOf('--user') + 1], '0:0');
      const ask = (mapRootTo) => container.run(args, [program, 'credential-process'], { env, mapRootTo });

      const own = await ask(amy);
      assert.match(own.stdout, /"AccessKeyId":"ASIA/, own.stderr);
      assert.equal((await ask(bob)).stdout, '', "another person's engine");
    });

    it('finds only files without secrets, which it cannot change', withContainers, async () => {
      const { args, env } = await shellWithRole();

      const { stdout, stderr } = await container.run(
        args,
        [
          'sh',
          '-c',
          'cat "$AWS_CONFIG_FILE"; env; chmod u+w "$AWS_CONFIG_FILE"; ls -R "$(dirname "$AWS_CONFIG_FILE")"',
        ],
        { env },
      );

      assert.match(stdout, /^credential_process = /m);
      assert.doesNotMatch(stdout, /(secret|token)\w* *=/i);
      assert.match(stderr, /Read-only file system/);
    });

    it('is warned about where the socket serves other sessions too', withContainers, async () => {
      const [XDG_RUNTIME_DIR, XDG_STATE_HOME] = await Promise.all(
        ['run', 'state'].map((name) => context.scope.temporaryFolder(name)),
      );
      const env = { ...context.sandbox.environment, ROLEASSIST_STATE_FOLDER: '', XDG_RUNTIME_DIR, XDG_STATE_HOME };
      const { rpc } = await Host.connect(context.scope, env);
      const assume = async (profile) =>
        (await rpc.sendRequest('roleassist/sessions/assume', { profile })).session.sessionId;
      const sessionId = await assume('dev');
      const given = await rpc.sendRequest('roleassist/terminals/getEnvironment', { sessionId, delivery: 'profile' });
      const shell = { ...env, ...Object.fromEntries(given.variables.map(({ name, value }) => [name, value])) };
      const dockerArgs = () => runVerb(context.scope, ['docker-args', 'dev'], { env: shell });

      const alone = await dockerArgs();
      assert.equal(alone.code, 0, alone.stderr);
      assert.doesNotMatch(alone.stderr, /^warning/m);
      await assume('home');
      assert.match((await dockerArgs()).stderr, /^warning: The socket serves 2 sessions, /m);
    });

    it('a Compose file gets the same', withContainers, async () => {
      const { args } = await shellWithRole('--compose');

      assert.equal(args[0], 'environment:');
      assert.deepEqual(
        args.filter((line) => /^[a-z]/.test(line)),
        ['environment:', `user: "${amy}:${amy}"`, 'volumes:'],
      );
      assert.equal(args.filter((line) => line.endsWith(':ro')).length, 3);
    });
  },
  { timeoutSeconds: 600 },
);
