// What is typed into a shell that is already running: it takes on a role, and gives it back.
import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { hostExecutable, root } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { runProgram } from './support/programs.mjs';
import { runScript, shells } from './support/shells.mjs';
import { describeWithSandbox } from './support/suite.mjs';

describeWithSandbox(
  'a statement for a running shell',
  (context) => {
    let host;
    let session;
    let env;

    const statement = async (shell, parameters = {}) =>
      (await host.rpc.sendRequest('roleassist/terminals/getStatement', { shell, ...parameters })).text;

    before(async () => {
      env = context.sandbox.environment;
      host = await Host.connect(context.scope, env);
      ({ session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' }));
    });

    for (const [shell, { command, listing, call }] of Object.entries(shells)) {
      for (const delivery of ['environment', 'endpoint', 'profile']) {
        it(
          `gives ${shell} the role and takes it back: ${delivery}`,
          { skip: !command && `no ${shell} was found` },
          async () => {
            const taken = await statement(shell, { sessionId: session.sessionId, delivery });
            const script = [taken, `${call(hostExecutable)} whoami --json`, await statement(shell), listing].join('\n');

            // Two rivals that a role must win over, and that are back to what they would be without it.
            const { stdout, stderr } = await runScript(shell, script, {
              env: { ...env, AWS_PROFILE: 'home', AWS_DEFAULT_PROFILE: 'home' },
              cwd: root,
            });

            assert.equal(stderr, '');
            const end = stdout.indexOf('}') + 1;
            assert.equal(JSON.parse(stdout.slice(0, end)).arn, session.arn);
            assert.deepEqual(
              stdout.slice(end).trim().split(/\r?\n/).sort(),
              Object.entries(env)
                .filter(([name]) => /^(AWS|ROLEASSIST)_/.test(name))
                .map(([name, value]) => `${name}=${value}`)
                .sort(),
            );
          },
        );
      }
    }

    it('is one line that holds no secret, and is worth nothing once it was used', async () => {
      const text = await statement('bash', { sessionId: session.sessionId, delivery: 'environment' });
      assert.match(text, /^ eval "\$\('[^\n]+' env --ticket [\w.-]+ --shell bash\)"$/);
      const ticket = text.match(/--ticket (\S+)/)[1];
      const redeem = () => runVerb(context.scope, ['env', '--ticket', ticket, '--shell', 'json'], { env });

      const first = JSON.parse((await redeem()).stdout);
      assert.ok(!text.includes(first.AWS_SECRET_ACCESS_KEY) && !text.includes(first.AWS_SESSION_TOKEN));
      const second = await redeem();
      assert.deepEqual({ code: second.code, stdout: second.stdout }, { code: 2, stdout: '' });
      assert.match(second.stderr, /^error \w+: /);
    });

    it(
      'stays out of the history of a shell that is told to keep such lines out',
      { skip: !shells.bash.command },
      async () => {
        const folder = await context.scope.temporaryFolder('history');
        const HISTFILE = path.join(folder, 'history');
        const text = await statement('bash', { sessionId: session.sessionId });

        const { stdout } = await runProgram([shells.bash.command[0], '--norc', '--noprofile', '-i'], {
          env: { ...env, HISTFILE, HISTCONTROL: 'ignorespace' },
          input: `echo kept\n${text}\necho "$ROLEASSIST_PROFILE"\nexit\n`,
        });

        assert.match(stdout, /^dev$/m);
        const history = await readFile(HISTFILE, 'utf8');
        assert.match(history, /^echo kept$/m);
        assert.doesNotMatch(history, /ticket/);
      },
    );

    it('names this very program, wherever it lies', { skip: process.platform === 'win32' }, async () => {
      const folder = path.join(
        await context.scope.temporaryFolder('odd'),
        `it's $(touch pwned) & "more" \\ é ! %PATH%`,
      );
      await mkdir(folder);
      const odd = path.join(folder, 'roleassist');
      await copyFile(hostExecutable, odd);
      const elsewhere = await Host.connect(context.scope, env, { program: odd });
      const assumed = await elsewhere.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });

      for (const [shell, { command, call }] of Object.entries(shells).filter(([, { command: found }]) => found)) {
        for (const delivery of ['environment', 'profile']) {
          const { text } = await elsewhere.rpc.sendRequest('roleassist/terminals/getStatement', {
            shell,
            sessionId: assumed.session.sessionId,
            delivery,
          });
          const { stdout, stderr } = await runScript(shell, `${text}\n${call(hostExecutable)} whoami`, {
            env,
            cwd: root,
          });
          assert.match(stdout, /:assumed-role\/developer\//, `${command}: ${stderr}`);
        }
      }
    });

    it('is refused for a shell that nobody knows, with those that are known', async () => {
      for (const shell of ['tcsh', 'json', '', 'bash; rm']) {
        const refused = await statement(shell, { sessionId: session.sessionId }).catch((error) => error);
        assert.equal(refused.code, 200);
        assert.match(refused.data.hint, /bash, zsh, fish, pwsh, powershell, cmd, nu/);
      }
    });
  },
  { timeoutSeconds: 1800 },
);
