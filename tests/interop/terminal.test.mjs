// At a terminal: the prompt for the code appears even if the streams are redirected, and the terminal's modes are
// restored.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const python = '/usr/bin/python3';
const atTerminal = { skip: !existsSync(python) && 'the distribution has no python3, which has pseudo-terminals' };
const script = fileURLToPath(new URL('support/terminal.py', import.meta.url));

describeWithSandbox('at a terminal', (context) => {
  /** Runs a program as the session leader of a terminal; `keys` are typed at the prompt. */
  async function run(command, keys = '') {
    const { stdout, stderr } = await runProgram([python, script, keys, ...command], {
      env: { ...context.sandbox.environment, TERM: 'xterm-256color' },
    });
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  }
  const nextCode = () => context.sandbox.nextCode(context.sandbox.mfaSerial);

  it('prints no control sequences, and pure JSON', atTerminal, async () => {
    for (const args of [
      ['--help'],
      ['profiles'],
      ['explain', 'dev'],
      ['exec', 'dev', '--', 'true'],
      ['credential-process', 'dev'],
      ['profiles', '--json'],
    ]) {
      const { screen, code } = await run([hostExecutable, ...args]);
      assert.equal(code, 0, args.join(' '));
      assert.ok(!['\u001b[?1h', '\u001b='].some((command) => screen.includes(command)), args.join(' '));
      if (args.includes('--json')) {
        JSON.parse(screen);
      }
    }
  });

  it('prompts for a code if stdin, stdout and stderr are redirected', atTerminal, async () => {
    const line = `echo input | "$0" exec prod-admin --delivery environment -- cat 2>/dev/null | sed s/^/read:/`;
    const { screen, code } = await run(['sh', '-c', line, hostExecutable], `${await nextCode()}\r`);

    assert.match(screen, /MFA code of arn:aws:iam:/);
    assert.match(screen, /read:input/);
    assert.equal(code, 0);
  });

  it('leaves input after the code to the command', atTerminal, async () => {
    const { screen } = await run(
      [hostExecutable, 'exec', 'prod-admin', '--', 'sh', '-c', 'read line; echo "got: $line"'],
      `${await nextCode()}\rfor the command\r`,
    );

    assert.match(screen, /got: for the command/);
  });

  for (const [name, keys, expected] of [
    ['Ctrl+C', '\u0003', 130],
    ['Ctrl+\\', '\u001c', -3],
    ['Ctrl+D', '\u0004', 6],
  ]) {
    it(`restores echo after ${name} at the prompt`, atTerminal, async () => {
      const { code, echo } = await run([hostExecutable, 'whoami', 'prod-admin'], keys);

      assert.deepEqual({ code, echo }, { code: expected, echo: true });
    });
  }

  it('fails immediately without a terminal', async () => {
    const { code, stderr } = await runVerb(context.scope, ['whoami', 'prod-admin'], {
      env: context.sandbox.environment,
    });

    assert.equal(code, 6);
    assert.match(stderr, /^error MfaRequired: /);
  });
});
