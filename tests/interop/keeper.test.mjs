// `exec --delivery endpoint` and `profile`: a background host renews the command's credentials and ends with it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, run, stop } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { pythonWithBoto3, whoAmICommands } from './support/clients.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const onUnix = { skip: process.platform === 'win32' && 'Windows has other folders and permissions' };
const firstLifeSeconds = 14;

describeWithSandbox(
  'the background host of a command',
  (context) => {
    /** The sandbox's environment with a separate runtime folder, as in a desktop session. */
    async function environment() {
      const [XDG_RUNTIME_DIR, XDG_STATE_HOME] = await Promise.all(
        ['run', 'state'].map((name) => context.scope.temporaryFolder(name)),
      );
      // A custom state folder would take precedence.
      return { ...context.sandbox.environment, ROLEASSIST_STATE_FOLDER: '', XDG_RUNTIME_DIR, XDG_STATE_HOME };
    }

    /** The files of hosts in a runtime folder. */
    const filesIn = (env) => readdir(path.join(env.XDG_RUNTIME_DIR, 'roleassist')).catch(() => []);

    async function timesAssumed() {
      return (await context.sandbox.calls()).filter(({ action }) => action === 'AssumeRole').length;
    }

    /** Waits until a runtime folder is empty. */
    async function untilEmpty(env) {
      while ((await filesIn(env)).length > 0) {
        await delay(50);
      }
    }

    for (const delivery of ['endpoint', 'profile']) {
      it(
        `keeps a running program working after the first credentials have expired: ${delivery}`,
        { skip: !pythonWithBoto3 && 'python3 with boto3 was not found' },
        async () => {
          const { sandbox, scope } = context;
          const env = await environment();
          const { boto3 } = await whoAmICommands(sandbox.description.endpoint);
          await sandbox.fault('short-lived', '--seconds', `${firstLifeSeconds}`, '--action', 'AssumeRole');
          const before = await timesAssumed();
          const { child } = startVerb(scope, ['exec', 'dev', '--delivery', delivery, '--', ...boto3, '--again'], {
            env,
          });
          const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
          const first = (await lines.next()).value;
          assert.match(first, /:assumed-role\/developer\//);
          await delay((firstLifeSeconds + 2) * 1000);

          child.stdin.write('and again\n');

          assert.equal((await lines.next()).value, first);
          // On a busy machine, the credentials may be renewed before the program first requests them.
          assert.ok((await timesAssumed()) >= before + 2, 'the role was not assumed again');
          child.stdin.end();
          await untilEmpty(env);
        },
      );
    }

    it('leaves no processes and no files', onUnix, async () => {
      const env = await environment();
      const script = 'ls "$XDG_RUNTIME_DIR/roleassist"; cat "$AWS_CONFIG_FILE"';

      const { stdout, code } = await runVerb(
        context.scope,
        ['exec', 'dev', '--delivery', 'profile', '--', 'sh', '-c', script],
        { env },
      );

      assert.equal(code, 0);
      assert.match(stdout, /\.profiles$/m);
      assert.match(stdout, /^credential_process = \S+$/m);
      await untilEmpty(env);
    });

    it('creates only private files without secrets', onUnix, async () => {
      const env = await environment();
      const print = 'console.log(JSON.stringify(process.env)); process.stdin.resume()';
      const { child, firstLine } = startVerb(
        context.scope,
        ['exec', 'dev', '--delivery', 'profile', '--', process.execPath, '-e', print],
        { env },
      );
      const inside = JSON.parse(await firstLine);
      const grant = path.basename(inside.ROLEASSIST_CREDENTIALS_FULL_URI);
      assert.equal(inside.ROLEASSIST_AUTHORIZATION_TOKEN, undefined);

      const files = await filesBelow(env.XDG_RUNTIME_DIR);

      assert.ok(files.length >= 4);
      for (const { file, mode, isFolder, isSocket, text } of files) {
        if (!isSocket) {
          assert.equal(mode & 0o077, 0, `${file} is open to others`);
        }
        if (!isFolder) {
          assert.ok(!text.includes(grant), file);
        }
      }
      assert.equal(inside.ROLEASSIST_AUTHORIZATION_TOKEN, undefined);
      assert.match(inside.ROLEASSIST_CREDENTIALS_FULL_URI, /^unix:/);
      assert.equal((await stat(inside.AWS_CONFIG_FILE)).mode & 0o222, 0, 'the file is writable');
      assert.equal((await stat(inside.AWS_SHARED_CREDENTIALS_FILE)).size, 0);
      const command = (await readFile(inside.AWS_CONFIG_FILE, 'utf8')).match(/^credential_process = (.*)$/m)[1];
      assert.match(command, /^[\w./-]+$/);
      child.stdin.end();
      await untilEmpty(env);
    });

    it('removes the files of a killed host', onUnix, async () => {
      const env = await environment();
      const held = startVerb(context.scope, ['exec', 'dev', '--delivery', 'profile', '--', 'sh', '-c', 'echo; cat'], {
        env,
      });
      await held.firstLine;
      const [left] = (await filesIn(env)).filter((file) => file.endsWith('.profiles'));
      const keeper = Number(left.split('-')[0]);
      process.kill(keeper, 'SIGKILL');
      held.child.stdin.end();
      await held.ended;
      while (isAlive(keeper)) {
        await delay(20);
      }
      assert.ok((await filesIn(env)).includes(left));

      const next = await runVerb(
        context.scope,
        ['exec', 'dev', '--delivery', 'profile', '--', 'sh', '-c', 'ls "$XDG_RUNTIME_DIR/roleassist"'],
        { env },
      );

      assert.equal(next.code, 0);
      assert.ok(!next.stdout.includes(left), next.stdout);
    });

    it('keeps running after the terminal is closed, until the command ends', onUnix, async () => {
      const env = await environment();
      const { scope, sandbox } = context;
      // A command that ignores SIGHUP, as if started by `nohup`.
      const script = 'trap "" HUP; echo ready; read line; "$@"; echo "ended with $?"';
      const { boto3 } = await whoAmICommands(sandbox.description.endpoint);
      const child = spawn(
        hostExecutable,
        ['exec', 'dev', '--delivery', 'endpoint', '--', 'sh', '-c', script, 'sh', ...boto3],
        {
          env,
          detached: true,
          stdio: ['pipe', 'pipe', 'inherit'],
        },
      );
      scope.defer(() => stop(child));
      const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      assert.equal((await lines.next()).value, 'ready');

      process.kill(-child.pid, 'SIGHUP');
      process.kill(-child.pid, 'SIGHUP');
      child.stdin.write('go\n');

      assert.match((await lines.next()).value, /:assumed-role\/developer\//);
      assert.equal((await lines.next()).value, 'ended with 0');
      await untilEmpty(env);
    });

    it('works in a shell that already has a role, and restores the files', onUnix, async () => {
      const env = await environment();
      const inner =
        '"$0" whoami home; "$0" exec vendor --delivery profile -- sh -c \'"$0" whoami; echo "$ROLEASSIST_CONFIG_FILE"\' "$0"';
      const script = `${inner}; eval "$("$0" env --unset --shell bash)"; env | grep -E '^(AWS|ROLEASSIST)_' | sort`;

      const { stdout, stderr } = await runVerb(
        context.scope,
        ['exec', 'dev', '--delivery', 'profile', '--', 'sh', '-c', script, hostExecutable],
        { env },
      );

      assert.equal(stderr, '');
      const [user, vendor, config, ...left] = stdout.trimEnd().split('\n');
      assert.match(user, /:user\/alice /);
      assert.match(vendor, /:assumed-role\/vendor-access\//);
      assert.equal(config, env.AWS_CONFIG_FILE);
      assert.deepEqual(
        left,
        Object.entries(env)
          .filter(([name]) => /^(AWS|ROLEASSIST)_/.test(name))
          .map(([name, value]) => `${name}=${value}`)
          .sort(),
      );
    });

    it(
      'keeps none of the files open that the command closes',
      { skip: process.platform !== 'linux' && 'read from /proc' },
      async () => {
        const env = await environment();
        await mkdir(env.XDG_RUNTIME_DIR, { recursive: true });
        const script =
          'exec 3>"$XDG_RUNTIME_DIR/three" 9>"$XDG_RUNTIME_DIR/nine"; exec "$0" exec dev --delivery endpoint -- cat';
        const child = spawn('sh', ['-c', script, hostExecutable], { env, stdio: ['pipe', 'pipe', 'inherit'] });
        context.scope.defer(() => stop(child));
        child.stdin.write('ready\n');
        await new Promise((resolve) => child.stdout.once('data', resolve));
        const [socket] = (await filesIn(env)).filter((file) => file.endsWith('.sock'));
        const keeper = socket.split('-')[0];

        const { stdout } = await run('ls', ['-l', `/proc/${keeper}/fd`]);

        assert.match(stdout, /pipe:/);
        assert.doesNotMatch(stdout, /three|nine/);
        child.stdin.end();
        await untilEmpty(env);
      },
    );
  },
  { timeoutSeconds: 1800 },
);

async function filesBelow(folder) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const { mode } = await stat(file);
    const text = entry.isFile() ? await readFile(file, 'utf8') : '';
    found.push({ file, mode, isFolder: entry.isDirectory(), isSocket: entry.isSocket(), text });
  }
  return found;
}
