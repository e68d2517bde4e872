// Other users of the same machine: what they can read, plant or delete. Root can act as all of them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, chown, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const stranger = 12_002;
const asRoot = { skip: process.getuid?.() !== 0 && 'only root can act for another user' };
const onLinux = { skip: process.platform !== 'linux' && 'other systems keep cores elsewhere' };

/** Tries to redeem a ticket as another user, at a port and over a socket. */
const thief = `
const net = require('node:net');
const [, place, id, secret, port] = process.argv;
const ask = (options) => new Promise((resolve) => {
  let answer = '';
  const socket = net.connect(options, () => socket.write(
    \`GET /tickets/\${id} HTTP/1.1\\r\\nHost: \${options.port ? '127.0.0.1:' + port : 'roleassist'}\\r\\nAuthorization: \${secret}\\r\\nConnection: close\\r\\n\\r\\n\`));
  socket.on('data', (data) => (answer += data)).on('error', (error) => resolve(error.code)).on('close', () => resolve(answer.split('\\r\\n')[0]));
});
Promise.all([ask({ host: '127.0.0.1', port: Number(port) }), ask({ path: place })]).then((answers) => console.log(answers.join('\\n')));
`;

/** Asks for the end of sessions over a socket and at a port, and prints the answers. */
const saboteur = `
const http = require('node:http');
const [, socketPath, port, token, ...paths] = process.argv;
const ask = (options) => new Promise((resolve) =>
  http.request({ method: 'DELETE', headers: { Host: options.port ? '127.0.0.1:' + port : 'roleassist', Authorization: token }, ...options },
    (response) => resolve(response.resume().statusCode)).on('error', (error) => resolve(error.code)).end());
(async () => {
  const answers = [];
  for (const path of paths) {
    answers.push(await ask({ socketPath, path }), await ask({ host: '127.0.0.1', port, path }));
  }
  console.log(JSON.stringify(answers));
})();
`;

describeWithSandbox(
  'another user of the machine',
  (context) => {
    /** The sandbox's environment with separate folders, in the locations of a desktop session. */
    async function environment() {
      const [XDG_RUNTIME_DIR, TMPDIR, XDG_STATE_HOME] = await Promise.all(
        ['run', 'tmp', 'state'].map((name) => context.scope.temporaryFolder(name)),
      );
      return { ...context.sandbox.environment, ROLEASSIST_STATE_FOLDER: '', XDG_RUNTIME_DIR, TMPDIR, XDG_STATE_HOME };
    }

    const whoAmI = [process.execPath, '-e', "process.stdout.write(process.env.ROLEASSIST_CREDENTIALS_FULL_URI ?? '')"];
    const exec = (env, delivery) =>
      runVerb(context.scope, ['exec', 'dev', '--delivery', delivery, '--', ...whoAmI], { env });

    it('cannot redeem a ticket from the process list', asRoot, async () => {
      const env = await environment();
      const host = await Host.connect(context.scope, env);
      const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
      const given = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
        sessionId: session.sessionId,
        delivery: 'endpoint',
      });
      const address = given.variables.find(({ name }) => name === 'AWS_CONTAINER_CREDENTIALS_FULL_URI').value;
      const { text } = await host.rpc.sendRequest('roleassist/terminals/getStatement', {
        shell: 'bash',
        sessionId: session.sessionId,
      });
      const ticket = text.match(/--ticket (\S+)/)[1];
      const [place, id, secret] = ticket.split('.');
      const socket = Buffer.from(place, 'base64url').toString();

      const child = spawn(process.execPath, ['-e', thief, socket, id, secret, new URL(address).port], {
        uid: stranger,
        gid: stranger,
        cwd: '/',
        env: {},
      });
      let answers = '';
      for await (const data of child.stdout.setEncoding('utf8')) {
        answers += data;
      }

      assert.deepEqual(answers.trim().split('\n'), [
        'HTTP/1.1 404 RoleAssist: no credentials are served here. The window or command that served them may have been closed.',
        'EACCES',
      ]);
      const redeemed = await runVerb(context.scope, ['env', '--ticket', ticket, '--shell', 'json'], { env });
      assert.equal(JSON.parse(redeemed.stdout).ROLEASSIST_PROFILE, 'dev');

      await host.rpc.sendRequest('shutdown');
      await host.rpc.sendNotification('exit');
      await host.ended;
      const log = JSON.parse((await runVerb(context.scope, ['log', '--json'], { env })).stdout).events;
      assert.equal(log.find(({ action }) => action === 'TicketRefused').peer.userId, stranger);
      assert.equal(log.find(({ action }) => action === 'TicketRedeemed').peer.userId, 0);
    });

    it('cannot end sessions', asRoot, async () => {
      const env = await environment();
      const host = await Host.connect(context.scope, env);
      const { sessionId } = (await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' })).session;
      const given = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
        sessionId,
        delivery: 'endpoint',
      });
      const valueOf = (variable) => given.variables.find(({ name }) => name === variable).value;
      const { port } = new URL(valueOf('AWS_CONTAINER_CREDENTIALS_FULL_URI'));
      const { text } = await host.rpc.sendRequest('roleassist/terminals/getStatement', { shell: 'bash', sessionId });
      const socket = Buffer.from(text.match(/--ticket ([^.]+)/)[1], 'base64url').toString();
      // Even where other users can reach the socket, the kernel says who they are.
      for (let folder = socket; folder !== path.dirname(env.XDG_RUNTIME_DIR); folder = path.dirname(folder)) {
        await chmod(folder, 0o777);
      }
      const ask = async (user, token) => {
        const { stdout } = await runProgram(
          ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', process.execPath, '-e', saboteur].concat([
            socket,
            port,
            token,
            '/sessions',
            `/sessions/${sessionId}`,
          ]),
          { env: { PATH: process.env.PATH }, cwd: '/' },
        );
        return JSON.parse(stdout);
      };

      const own = valueOf('ROLEASSIST_AUTHORIZATION_TOKEN');
      for (const token of [own, 'wrong']) {
        const answers = await ask(stranger, token);
        assert.ok(
          answers.every((answer) => answer !== 204),
          answers.join(' '),
        );
      }
      const { sessions } = await host.rpc.sendRequest('roleassist/sessions/list', {});
      assert.deepEqual(
        sessions.map(({ profile }) => profile),
        ['dev'],
      );

      const [overSocket, overTcp] = await ask(0, 'wrong');
      assert.equal(overSocket, 204, 'the same request of this user is not refused');
      assert.notEqual(overTcp, 204);
      assert.deepEqual((await host.rpc.sendRequest('roleassist/sessions/list', {})).sessions, []);
    });

    for (const mode of [0o700, 0o000, 0o777]) {
      it(`has created the folders with mode ${mode.toString(8)}: the next one is used`, asRoot, async () => {
        const env = await environment();
        for (const folder of [path.join(env.XDG_RUNTIME_DIR, 'roleassist'), path.join(env.TMPDIR, `roleassist-0`)]) {
          await mkdir(folder);
          await chmod(folder, mode);
          await chown(folder, stranger, stranger);
        }

        for (const delivery of ['endpoint', 'profile']) {
          const { code, stdout, stderr } = await exec(env, delivery);
          assert.equal(code, 0, stderr);
          assert.match(stdout, delivery === 'profile' ? /^unix:.*-state-.*\/roleassist\/run\// : /^http:/);
        }

        const { stdout } = await runVerb(context.scope, ['diagnose'], { env });
        assert.match(stdout, /belongs to another user \(uid 12002\)/);
      });
    }

    it('has taken every folder: the endpoint still works, and profile reports why it does not', asRoot, async () => {
      const env = await environment();
      const taken = [
        path.join(env.XDG_RUNTIME_DIR, 'roleassist'),
        path.join(env.TMPDIR, 'roleassist-0'),
        path.join(env.XDG_STATE_HOME, 'roleassist'),
      ];
      for (const folder of taken) {
        await mkdir(folder);
        await chown(folder, stranger, stranger);
      }

      const { code, stderr } = await exec(env, 'endpoint');
      assert.equal(code, 0, stderr);
      const refused = await exec(env, 'profile');
      assert.equal(refused.code, 3);
      assert.match(refused.stderr, /^error ConfigurationInvalid: .*\nhint: .*ROLEASSIST_STATE_FOLDER/m);
    });

    it('finds no accessible files created under umask 000', { skip: process.platform === 'win32' }, async () => {
      const env = await environment();
      env.XDG_STATE_HOME = path.join(env.XDG_STATE_HOME, 'local', 'state');
      const script = `umask 000; exec "$0" exec dev --delivery profile -- find ${env.XDG_RUNTIME_DIR} ${env.TMPDIR} ${path.dirname(env.XDG_STATE_HOME)} ! -type l ! -type s -perm /077`;

      const { stdout, stderr, code } = await runProgram(['/bin/sh', '-c', script, hostExecutable], { env });

      assert.equal(code, 0, stderr);
      assert.equal(stdout, '');
    });

    it("finds no core dump of a crashed host, and the command has its user's limit", onLinux, async () => {
      const env = await environment();
      const folder = await context.scope.temporaryFolder('core');
      const [soft, hard] = ['S', 'H'].map((kind) => `ulimit -${kind}c`);
      const limits = await runProgram(
        ['/bin/sh', '-c', `ulimit -Sc unlimited; exec "$0" exec dev -- /bin/sh -c '${soft}; ${hard}'`, hostExecutable],
        { env },
      );
      assert.equal(limits.stdout, 'unlimited\nunlimited\n', limits.stderr);

      const child = spawn('/bin/sh', ['-c', 'ulimit -Sc unlimited; exec "$0" serve --stdio', hostExecutable], {
        cwd: folder,
        env,
      });
      child.stdin.write('Content-Length: 2\r\n\r\n');
      const limit = () => readFile(`/proc/${child.pid}/limits`, 'utf8');
      while (!/core file size +0 /.test(await limit())) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }

      const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
      // The JIT runtime handles the first signal itself and leaves the next to the system.
      const again = setInterval(() => child.kill('SIGABRT'), 500);
      child.kill('SIGABRT');
      assert.equal(await ended, 'SIGABRT');
      clearInterval(again);
      assert.deepEqual(await readdir(folder), []);
    });

    it('cannot redirect files of the state folder', { skip: process.platform === 'win32' }, async () => {
      const env = await environment();
      const folder = path.join(env.XDG_STATE_HOME, 'roleassist');
      const precious = path.join(env.TMPDIR, 'precious');
      await writeFile(precious, 'precious');
      await mkdir(folder, { mode: 0o700 });
      await runProgram(['ln', '-s', precious, path.join(folder, 'audit.jsonl')], { env });
      await runProgram(['mkfifo', path.join(folder, 'audit.lock')], { env });

      const { code, stderr } = await exec(env, 'environment');

      assert.equal(code, 0, stderr);
      assert.equal(await readFile(precious, 'utf8'), 'precious');
      assert.ok((await lstat(path.join(folder, 'audit.jsonl'))).isSymbolicLink());
      const { stdout } = await runVerb(context.scope, ['diagnose'], { env });
      assert.match(stdout, /is a link, which is not followed/);
      assert.match(stdout, /is not a regular file/);
    });
  },
  { timeoutSeconds: 600 },
);
