// Windows: the host for it under Wine, beside a sandbox of this machine, with clients that run on Windows too.
import assert from 'node:assert/strict';
import { chmod, copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../../scripts/lib/processes.mjs';
import { noWine, startWine, windowsHost, windowsPath, windowsRuntime } from '../support/wine.mjs';
import { dotnetCommand } from './support/clients.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const underWine = { skip: noWine };
const role = /^arn:aws:sts::222233334444:assumed-role\/developer\//;

/** Arguments that cmd, or a program behind it, reads in another way if they are not quoted for both. */
const hostile = [
  ...['a', '', ' ', 'a b', ' a', 'a ', '\t', 'a;b', 'a,b', 'a=b', '*', '?', '--', '-x', '/c', '@file', '~'],
  ...['a&echo b', 'a&&b', 'a|b', 'a||b', 'a>b', 'a<b', '^', 'a^b', 'a^&b', '(a)', ')', '!a!', '!PATH!', '`a`', "'a b'"],
  ...['C:\\a\\b', 'C:\\a b\\', 'a\\', '\\\\server\\share', '$HOME', 'größe', 'Ω', '日本', '{"a":1}', '"', 'a"b'],
  ...['"&echo b', 'a\\"b', '"a b"', '[a]', '#', '+'],
];

describeWithSandbox(
  'Windows',
  (context) => {
    /** @type {NodeJS.ProcessEnv} */ let env;
    /** @type {Awaited<ReturnType<typeof startWine>>} */ let wine;
    let executable, home, whoAmI, echo;

    const roleassist = (args, { input, ...variables } = {}) =>
      wine([executable, ...args], { env: { ...env, ...variables }, input });

    /** Runs a verb, which must succeed. */
    async function succeed(args, options) {
      const { code, stdout, stderr } = await roleassist(args, options);
      assert.equal(code, 0, stdout + stderr);
      return { stdout, stderr };
    }

    /** Creates a folder on this machine's disk and returns both of its names. */
    async function folder(...names) {
      const file = path.join(home, ...names);
      await mkdir(file, { recursive: true, mode: 0o700 });
      return { file, windows: windowsPath(file) };
    }

    before(async () => {
      if (noWine) {
        return;
      }
      executable = windowsPath(await windowsHost());
      const runtime = windowsPath(await windowsRuntime());
      const [client, endpoint] = await dotnetCommand(context.sandbox.description.endpoint);
      whoAmI = [runtime, `${windowsPath(client)}.dll`, endpoint];
      echo = [runtime, '--echo'];
      wine = await startWine(context.scope);
      home = await context.scope.temporaryFolder('windows');
      env = { ...context.sandbox.environment, ROLEASSIST_STATE_FOLDER: windowsPath(path.join(home, 'state')) };
      for (const variable of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
        env[variable] = windowsPath(context.sandbox.environment[variable]);
      }
    });

    for (const delivery of ['environment', 'endpoint', 'profile', 'auto']) {
      it(`exec --delivery ${delivery}: a .NET program has the role`, underWine, async () => {
        const { stdout, stderr } = await succeed(['exec', 'dev', '--delivery', delivery, '--', ...whoAmI]);

        assert.match(stdout, role);
        assert.match(stderr, delivery === 'auto' ? /^delivery endpoint: .*\r\n$/ : /^$/);
      });
    }

    it('leaves nothing in the runtime folder', underWine, async () => {
      const rest = () => readdir(path.join(home, 'state', 'run'));
      for (let left = 300; left > 0 && (await rest()).length > 0; left--) {
        await delay(100);
      }
      assert.deepEqual(await rest(), []);
    });

    it('shares a session over the pipe, and redeems a ticket once', underWine, async () => {
      const program = path.join(home, 'serve');
      const [command, ...args] = wine.command([executable]);
      await writeFile(program, `#!/bin/sh\nexec ${command} '${args.join("' '")}' "$@"\n`, { mode: 0o755 });
      // A process of this machine has no number on Windows.
      const options = { program, processId: null };
      const { rpc } = await Host.connect(context.scope, { ...env, ...wine.variables }, options);
      const { session } = await rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
      const before = (await context.sandbox.calls()).length;

      const { AccessKeyId } = JSON.parse((await succeed(['credential-process', 'dev'])).stdout);
      const { text } = await rpc.sendRequest('roleassist/terminals/getStatement', {
        shell: 'cmd',
        sessionId: session.sessionId,
        delivery: 'environment',
      });
      const ticket = text.match(/--ticket (\S+)/)[1];
      const first = await succeed(['env', '--ticket', ticket, '--shell', 'json']);
      const second = await roleassist(['env', '--ticket', ticket, '--shell', 'json']);

      assert.equal(JSON.parse(first.stdout).AWS_ACCESS_KEY_ID, AccessKeyId);
      assert.equal(second.code, 2);
      assert.match(second.stderr, /already|used/);
      assert.equal((await context.sandbox.calls()).length, before);
    });

    it('runs a batch file on the PATH with any argument that can be quoted', underWine, async () => {
      const { file, windows } = await folder('tools', 'with blanks & more');
      await writeFile(path.join(file, 'tool.cmd'), `@"${echo[0]}" ${echo[1]} %*\r\n`);
      await writeFile(path.join(file, 'script.ps1'), '');
      const variables = { WINEPATH: windows };

      const { stdout } = await succeed(['exec', 'dev', '--', 'tool', ...hostile], variables);
      assert.deepEqual(JSON.parse(stdout), hostile);

      for (const [command, code, message] of [
        [['tool', '%PATH%'], 2, /percent sign/],
        [['tool', 'two\nlines'], 2, /line break/],
        [['script.ps1'], 126, /not a program/],
        [['no-such-tool'], 127, /not on the PATH/],
      ]) {
        const refused = await roleassist(['exec', 'dev', '--', ...command], variables);
        assert.deepEqual([refused.code, refused.stdout], [code, '']);
        assert.match(refused.stderr, message);
      }
    });

    it('passes arguments and variables on to a program unchanged', underWine, async () => {
      const args = [...hostile, '%PATH%', 'two\nlines'];
      const { stdout } = await succeed(['exec', 'dev', '--', ...echo, ...args]);
      assert.deepEqual(JSON.parse(stdout), args);

      // Variables have no case: the one that is there is replaced.
      const { stdout: set } = await succeed(['exec', 'dev', '--', 'cmd', '/c', 'set', 'AWS_'], {
        Aws_Profile: 'home',
        aws_access_key_id: 'AKIAOLD',
      });
      assert.equal(set.match(/^AWS_ACCESS_KEY_ID=ASIA/gim).length, 1, set);
      assert.doesNotMatch(set, /^aws_profile=|AKIAOLD/im);
    });

    it('works in folders with blanks and other scripts, and writes UTF-8', underWine, async () => {
      const name = '名前 Ω größe';
      const { file, windows } = await folder(name);
      await copyFile(context.sandbox.environment.AWS_CONFIG_FILE, path.join(file, 'config'));
      const variables = { AWS_CONFIG_FILE: `${windows}\\config`, ROLEASSIST_STATE_FOLDER: `${windows}\\state` };

      const { stdout } = await succeed(['exec', 'dev', '--delivery', 'endpoint', '--', ...whoAmI], variables);
      assert.match(stdout, role);
      const { stderr } = await roleassist(['explain', name], variables);
      assert.match(stderr, /^error ProfileNotFound: There is no profile '名前 Ω größe'/);
    });

    it('keeps its files from other users, and refuses a folder that is open to them', underWine, async () => {
      const state = path.join(home, 'private');
      await succeed(['exec', 'dev', '--', 'cmd', '/c', 'echo'], { ROLEASSIST_STATE_FOLDER: windowsPath(state) });
      // What Wine makes of the access list.
      assert.equal((await stat(state)).mode & 0o007, 0);

      const open = await folder('open');
      await chmod(open.file, 0o777);
      const { stdout } = await roleassist(['diagnose'], { ROLEASSIST_STATE_FOLDER: open.windows });
      assert.match(stdout, /is open to other users \(Everyone\)/);
    });

    it('run leaves no process that a command has started', underWine, async () => {
      const { file, windows } = await folder('run');
      const ready = `${windows}\\ready`;
      const lines = [
        `@start /b "" "${echo[0]}" --wait "${ready}"`,
        ':again',
        `@if not exist "${ready}" goto again`,
        '@echo started',
      ];
      await writeFile(path.join(file, 'leave.cmd'), lines.join('\r\n'));

      const { stdout } = await succeed(['run', '--profiles', 'dev', '--', `${windows}\\leave.cmd`]);

      assert.match(stdout, /started/);
      const { stdout: processes } = await run('ps', ['-A', '-o', 'args=']);
      assert.deepEqual(
        processes.split('\n').filter((line) => line.includes(ready)),
        [],
      );
    });

    for (const shell of ['cmd', 'pwsh']) {
      it(`writes statements for ${shell}`, underWine, async () => {
        const { stdout } = await succeed(['env', 'dev', '--shell', shell]);
        assert.match(stdout, shell === 'cmd' ? /^set "AWS_ACCESS_KEY_ID=ASIA/m : /\$env:AWS_ACCESS_KEY_ID = 'ASIA/i);
      });
    }

    it('sets a role in cmd', underWine, async () => {
      const { file, windows } = await folder('cmd');
      const { stdout } = await succeed(['env', 'dev', '--shell', 'cmd']);
      await writeFile(
        path.join(file, 'set.cmd'),
        `@echo off\r\n${stdout}\r\n"${whoAmI[0]}" "${whoAmI[1]}" ${whoAmI[2]}\r\n`,
      );

      const { stdout: arn } = await wine(['cmd', '/c', `${windows}\\set.cmd`], { env });

      assert.match(arn, role);
    });
  },
  { timeoutSeconds: 1800 },
);
