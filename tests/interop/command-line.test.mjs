// The command line of the published binary: errors have a message, a hint and an exit code.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hostExecutable, version } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { runProgram } from './support/programs.mjs';
import { closedPort, startRawSts, startSilentSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { wrongCode } from './support/totp.mjs';
import { assertNoInternals } from './support/wire.mjs';

describeWithSandbox('command line', (context) => {
  const run = (args, { env, input } = {}) =>
    runVerb(context.scope, args, { env: { ...context.sandbox.environment, ...env }, input });

  /** Asserts that a verb failed in the standard form. */
  function assertFailed(result, exitCode, code, words) {
    assert.deepEqual({ code: result.code, stdout: result.stdout }, { code: exitCode, stdout: '' }, result.stderr);
    assert.match(result.stderr, new RegExp(`^error ${code}: \\S.*\\n(hint: \\S.*\\n)?$`));
    assert.match(result.stderr, words);
    assertNoInternals(result.stderr);
  }

  it('prints its version', async () => {
    const { code, stdout, stderr } = await run(['--version']);

    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: `roleassist ${version}\n`, stderr: '' });
  });

  it('prints help without AWS files and without a home folder', async () => {
    const { code, stdout } = await runVerb(context.scope, ['--help'], { env: {} });

    assert.equal(code, 0);
    for (const verb of ['profiles', 'assume', 'whoami', 'env', 'exec', 'serve', 'sandbox']) {
      assert.match(stdout, new RegExp(`^ +${verb}\\b`, 'm'));
    }
  });

  it('exits with 2 on invalid arguments', async () => {
    for (const args of [
      ['frobnicate'],
      ['assume'],
      ['assume', 'dev', '--frobnicate'],
      ['whoami', '--duration', 'soon'],
      ['exec', 'dev'],
      ['serve'],
      ['serve', '--stdio', '--log-level', 'loud'],
      ['assume', 'prod-admin', '--mfa-code', '12345'],
    ]) {
      assertFailed(await run(args), 2, 'InvalidArgument', /./);
    }

    // The output of env is evaluated, so on an error it prints a statement that fails.
    const { stdout, ...unknownShell } = await run(['env', 'dev', '--shell', 'tcsh']);
    assert.equal(stdout, 'false;\n');
    assertFailed({ ...unknownShell, stdout: '' }, 2, 'InvalidArgument', /tcsh/);
  });

  it('exits with 3 for a profile that does not exist, and suggests similar names', async () => {
    assertFailed(await run(['assume', 'prod-admn']), 3, 'ProfileNotFound', /hint: .*'prod-admin'/);
    assertFailed(await run(['exec', 'DEV', '--', 'true']), 3, 'ProfileNotFound', /hint: .*'dev'/);
  });

  it('exits with 4 when AWS refuses the MFA code', async () => {
    const input = `${wrongCode(context.sandbox.description.mfa[0].secret)}\n`;
    const refused = await run(['assume', 'prod-admin', '--mfa-code-stdin'], { input });

    assertFailed(refused, 4, 'MfaCodeRejected', /rejected the MFA code of arn:aws:iam::\d{12}:mfa\/alice/);
    assert.ok(!refused.stderr.includes(input.trim()));
  });

  it('reads an MFA code from stdin', async () => {
    const input = `${await context.sandbox.nextCode(context.sandbox.mfaSerial)}\r\n`;
    const { code, stdout, stderr } = await run(['assume', 'prod-admin', '--mfa-code-stdin', '--json'], { input });

    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(JSON.parse(stdout).sessions[0].arn, /:assumed-role\/admin\//);
  });

  it('exits with 5 when nothing listens at the STS endpoint', async () => {
    const AWS_ENDPOINT_URL_STS = await closedPort();

    assertFailed(
      await run(['assume', 'dev'], { env: { AWS_ENDPOINT_URL_STS } }),
      5,
      'ServiceUnreachable',
      /could not connect/,
    );
  });

  it('exits with 5 when STS does not respond in time', async () => {
    const { url } = await startSilentSts(context.scope);
    const input = '123456\n'; // a request with a code is not retried, because AWS may have used the code

    const late = await run(['assume', 'prod-admin', '--mfa-code-stdin'], { env: { AWS_ENDPOINT_URL_STS: url }, input });

    assertFailed(late, 5, 'ServiceTimeout', /did not answer in time/);
  });

  it('exits with 5 when the STS endpoint is not an STS', async () => {
    const AWS_ENDPOINT_URL_STS = await startRawSts(context.scope, 200, 'text/html', '<html>Please log in</html>');

    assertFailed(
      await run(['whoami', 'home'], { env: { AWS_ENDPOINT_URL_STS } }),
      5,
      'ServiceUnavailable',
      /did not send a valid STS response/,
    );
  });

  it('exits with 6 when an MFA code is needed and there is no terminal to prompt on', async () => {
    for (const args of [
      ['assume', 'prod-admin'],
      ['exec', 'prod-audit', '--', 'true'],
      ['env', 'prod-admin', '--shell', 'json'],
    ]) {
      assertFailed(await run(args), 6, 'MfaRequired', /hint: .*--mfa-code-stdin/);
    }
  });

  describeStreams(context);
});

/** Streams that are closed or full, as under cron and in containers. */
function describeStreams(context) {
  const onLinux = { skip: process.platform !== 'linux' && 'needs /dev/full, which only Linux has' };
  const under = (redirection, ...args) =>
    runProgram(['sh', '-c', `exec "$@" ${redirection}`, 'sh', hostExecutable, ...args], {
      env: context.sandbox.environment,
    });

  it('fails when its output cannot be written', onLinux, async () => {
    for (const [redirection, reason] of [
      ['>/dev/full', 'No space left on device'],
      ['>&-', 'it is closed'],
    ]) {
      for (const verb of [['--version'], ['profiles'], ['credential-process', 'dev']]) {
        const { code, stderr } = await under(redirection, ...verb);
        assert.equal(code, 1);
        assert.equal(
          stderr,
          `error Internal: Cannot write to stdout: ${reason}.\nhint: Check where stdout is redirected to.\n`,
        );
      }
    }
  });

  it('does not wait for the end of input that is too long for an MFA code', onLinux, async () => {
    const { code, stderr } = await under('</dev/zero', 'assume', 'prod-admin', '--mfa-code-stdin');

    assert.equal(code, 2);
    assert.match(stderr, /^error InvalidArgument: An MFA code is six digits\./);
  });

  it('works without a usable stderr and stdin', onLinux, async () => {
    for (const redirection of ['2>/dev/full', '2>&-', '<&-', '<&- 2>&-']) {
      const printed = await under(redirection, 'credential-process', 'dev');
      assert.deepEqual([printed.code, JSON.parse(printed.stdout).Version, printed.stderr], [0, 1, '']);
      assert.equal((await under(redirection, 'frobnicate')).code, 2);

      const command = await under(redirection, 'exec', 'dev', '--delivery', 'auto', '--', 'echo', 'done');
      assert.deepEqual([command.code, command.stdout], [0, 'done\n']);
    }
  });
}
