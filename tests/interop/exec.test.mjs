// `exec` is replaced by the command: arguments, streams, signals and the exit code are the command's.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { runProgram } from './support/programs.mjs';
import { startSilentSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const node = process.execPath;
const onUnix = { skip: process.platform === 'win32' && 'Windows has no signals' };
const python = '/usr/bin/python3';
const withPython = { skip: !existsSync(python) && 'the distribution has no python3' };
const onLinux = { skip: process.platform !== 'linux' && 'read from /proc, which only Linux has' };

/** Runs a program in its own terminal, and types a code when prompted. */
const atTerminal = `
import os, pty, sys
process, terminal = pty.fork()
if process == 0:
    os.execv(sys.argv[2], sys.argv[2:])
shown, typed = b'', False
while True:
    try:
        shown += os.read(terminal, 4096)
    except OSError:
        break
    if not typed and b': ' in shown:
        typed = True
        os.write(terminal, sys.argv[1].encode() + b'\\r')
sys.stdout.buffer.write(shown)
`;

for (const delivery of ['environment', 'endpoint', 'profile']) {
  describeWithSandbox(
    `exec --delivery ${delivery}`,
    (context) => {
      const exec = (command, { env, input, options = [], profile = 'dev' } = {}) =>
        runVerb(context.scope, ['exec', profile, '--delivery', delivery, ...options, '--', ...command], {
          env: { ...context.sandbox.environment, ...env },
          input,
        });

      it('passes arguments unchanged', async () => {
        const args = ['', ' ', 'a b', '$HOME', "'", '"', '\\', '*', '--', '--help', '-x', 'é ✗', 'two\nlines', '@file'];
        const { stdout } = await exec([node, '-p', 'JSON.stringify(process.argv.slice(1))', '--', ...args]);

        assert.deepEqual(JSON.parse(stdout), args);
      });

      it('returns the exit code', async () => {
        for (const expected of [0, 1, 3, 42, 255]) {
          const { code, stderr } = await exec([node, '-e', `process.exit(${expected})`]);
          assert.deepEqual({ code, stderr }, { code: expected, stderr: '' });
        }
      });

      it('leaves stdin and stdout to the command unchanged', async () => {
        const input = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256));

        const { bytes } = await exec([node, '-e', 'process.stdin.pipe(process.stdout)'], { input });

        assert.ok(bytes.equals(input));
      });

      it('reads only the MFA code from stdin', async () => {
        const code = await context.sandbox.nextCode(context.sandbox.mfaSerial);
        const echo = [node, '-e', 'process.stdin.pipe(process.stdout)'];

        const { stdout, stderr } = await exec(echo, {
          profile: 'prod-admin',
          options: ['--mfa-code-stdin'],
          input: `${code}\nfor the command\n`,
        });

        assert.deepEqual({ stdout, stderr }, { stdout: 'for the command\n', stderr: '' });
      });

      it('delivers signals to the command', onUnix, async () => {
        const loop = 'console.log("ready"); setInterval(() => {}, 60_000)';
        const handler = 'process.on("SIGTERM", () => process.exit(7)).on("SIGINT", () => process.exit(8));';
        for (const [script, signal, expected] of [
          [handler + loop, 'SIGTERM', { code: 7, signal: null }],
          [handler + loop, 'SIGINT', { code: 8, signal: null }],
          [loop, 'SIGTERM', { code: null, signal: 'SIGTERM' }],
          [loop, 'SIGINT', { code: null, signal: 'SIGINT' }],
        ]) {
          const { child, firstLine, ended } = startVerb(
            context.scope,
            ['exec', 'dev', '--delivery', delivery, '--', node, '-e', script],
            {
              env: context.sandbox.environment,
            },
          );
          await firstLine;
          child.kill(signal);
          const { code, signal: endedBy } = await ended;
          assert.deepEqual({ code, signal: endedBy }, expected);
        }
      });

      for (const [name, signal, expected] of [
        ['on Ctrl+C', 'SIGINT', 130],
        ['when it is terminated', 'SIGTERM', 143],
      ]) {
        it(`ends ${name} while it waits for STS`, onUnix, async () => {
          const sts = await startSilentSts(context.scope);
          const { child, ended } = startVerb(context.scope, ['exec', 'dev', '--delivery', delivery, '--', 'true'], {
            env: { ...context.sandbox.environment, AWS_ENDPOINT_URL_STS: sts.url },
          });
          await sts.requested;

          child.kill(signal);

          const { code, stderr } = await ended;
          assert.deepEqual({ code, stderr }, { code: expected, stderr: '' });
        });
      }

      it('does not leak open files or signal dispositions to the command', onLinux, async () => {
        const describe = 'ls /proc/self/fd | wc -l; grep -E "^Sig(Blk|Ign|Cgt)" /proc/self/status';
        const direct = await run('sh', ['-c', describe]);

        const { stdout, stderr } = await exec(['sh', '-c', describe]);

        assert.equal(stdout, direct.stdout, stderr);
      });

      it(
        'does not hang if it inherits an ignored SIGCHLD, and passes that disposition on to the command',
        withPython,
        async () => {
          const ignoring =
            'import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])';
          const command = [python, '-c', 'import signal; print(signal.getsignal(signal.SIGCHLD) == signal.SIG_IGN)'];

          // The profile's credentials come from a program, which is a child process too.
          const { code, stdout, stderr } = await runProgram(
            [python, '-c', ignoring, hostExecutable, 'exec', 'process', '--delivery', delivery, '--', ...command],
            { env: context.sandbox.environment },
          );

          assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: 'True\n', stderr: '' });
        },
      );

      it('runs the command in a deleted folder', onUnix, async () => {
        const folder = await context.scope.temporaryFolder('removed');
        const script = 'cd "$1" && rmdir "$1" && exec "$0" exec dev --delivery "$2" -- echo done';
        const { code, stdout, stderr } = await runProgram(['sh', '-c', script, hostExecutable, folder, delivery], {
          env: context.sandbox.environment,
        });

        assert.deepEqual({ code, stdout }, { code: 0, stdout: 'done\n' }, stderr);
      });

      it('lets a closed pipe end the command', onUnix, async () => {
        const script = '"$0" exec dev --delivery "$1" -- sh -c "yes; echo $? >&2" | head -n 1';
        const { stdout, stderr } = await run('sh', ['-c', script, hostExecutable, delivery], {
          env: context.sandbox.environment,
        });

        assert.equal(stdout, 'y\n');
        assert.doesNotMatch(stderr, /pipe/i);
      });

      it('leaves no unknown child process to the command', onUnix, async () => {
        const script = "require('child_process').execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' })";

        const { stdout, stderr } = await exec([node, '-p', `process.pid + '\\n' + ${script}`]);

        const [pid, ...processes] = stdout.trim().split('\n');
        const children = processes.filter((line) => line.trim().startsWith(`${pid} `));
        assert.deepEqual(
          children.map((line) => line.trim().split(/\s+/)[1]),
          ['ps'],
          stderr,
        );
      });

      it('reports errors in every delivery mode', async () => {
        for (const [profile, code, error] of [
          ['no-such-profile', 3, /^error ProfileNotFound: /],
          ['prod-admin', 6, /^error MfaRequired: .*\nhint: .*--mfa-code-stdin/],
        ]) {
          const result = await exec(['true'], { profile });
          assert.equal(result.code, code);
          assert.match(result.stderr, error);
        }
      });

      it('reports a command that cannot be run before prompting for a code', onUnix, async () => {
        for (const [command, code, reason] of [
          ['no-such-program', 127, /not on the PATH/],
          ['/', 126, /is a folder/],
          ['/etc/passwd', 126, /is not executable/],
        ]) {
          const result = await exec([command], { profile: 'prod-admin' });
          assert.equal(result.code, code);
          assert.match(result.stderr, reason);
        }
      });
    },
    { timeoutSeconds: 1800 },
  );
}

describeWithSandbox('exec', (context) => {
  it('ends on a signal that arrives while the kernel loads the command', onLinux, async (test) => {
    const script = fileURLToPath(new URL('support/slow-load.py', import.meta.url));
    for (const [signal, expected] of [
      ['SIGTERM', { code: -15, stdout: '', stderr: '' }],
      ['SIGCONT', { code: 0, stdout: 'loaded\n', stderr: '' }],
    ]) {
      const { code, stdout, stderr } = await runProgram(
        [python, script, signal, hostExecutable, 'exec', 'dev', '--delivery', 'environment', '--'],
        { env: context.sandbox.environment },
      );
      if (code === 77) {
        return test.skip('the kernel does not let this user hold up the loading of a program');
      }
      assert.deepEqual(JSON.parse(stdout), expected, stderr);
    }
  });

  const exec = (command, { env } = {}) =>
    runVerb(context.scope, ['exec', 'dev', '--', ...command], { env: { ...context.sandbox.environment, ...env } });

  it('sets the role and removes variables that would override it', async () => {
    const rivals = { AWS_PROFILE: 'home', AWS_DEFAULT_PROFILE: 'home', AWS_SECURITY_TOKEN: 'x' };
    const { stdout } = await exec([node, '-p', 'JSON.stringify(process.env)'], { env: { ...rivals, KEPT: 'é ✓' } });

    const env = JSON.parse(stdout);
    assert.match(env.AWS_ACCESS_KEY_ID, /^ASIA/);
    assert.ok(env.AWS_SECRET_ACCESS_KEY && env.AWS_SESSION_TOKEN);
    assert.ok(Date.parse(env.AWS_CREDENTIAL_EXPIRATION) > Date.now());
    assert.deepEqual([env.AWS_REGION, env.AWS_DEFAULT_REGION, env.KEPT], ['us-east-1', 'us-east-1', 'é ✓']);
    assert.deepEqual(
      Object.keys(rivals).filter((name) => name in env),
      [],
    );
  });

  it('passes arguments that are not UTF-8', onLinux, async () => {
    // Node would encode the arguments as UTF-8; the shell takes their bytes from printf.
    const script = '"$0" exec dev -- printf "%s|" "$(printf "caf\\\\351")" "" "é"';
    const { stdout, stderr } = await runProgram(['sh', '-c', `${script} | od -An -tx1`, hostExecutable], {
      env: context.sandbox.environment,
    });

    assert.equal(stdout.trim(), '63 61 66 e9 7c 7c c3 a9 7c', stderr);
  });

  it('restores echo and line mode of the terminal after prompting for an MFA code', withPython, async () => {
    const code = await context.sandbox.nextCode(context.sandbox.mfaSerial);
    const { stdout, stderr } = await runProgram(
      [python, '-c', atTerminal, code, hostExecutable, 'exec', 'prod-admin', '--', 'stty', '-a'],
      { env: { ...context.sandbox.environment, TERM: 'xterm' } },
    );

    assert.match(stdout, / icanon /, stderr);
    assert.match(stdout, / echo /);
  });
});
