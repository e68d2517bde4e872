// Statements that are typed into a running shell to set and remove a role.
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
          `sets and removes the role in ${shell}: ${delivery}`,
          { skip: !command && `${shell} was not found` },
          async () => {
            const taken = await statement(shell, { sessionId: session.sessionId, delivery });
            const script = [taken, `${call(hostExecutable)} whoami --json`, await statement(shell), listing].join('\n');

            // Two variables that would override the role, and are restored afterwards.
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

    it('is one line without secrets that works only once', async () => {
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
      'stays out of the history of a shell that ignores lines with a leading space',
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

    it('names the path of this program, whatever it is', { skip: process.platform === 'win32' }, async () => {
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

    it('is refused for an unknown shell, with a list of the known ones', async () => {
      for (const shell of ['tcsh', 'json', '', 'bash; rm']) {
        const refused = await statement(shell, { sessionId: session.sessionId }).catch((error) => error);
        assert.equal(refused.code, 200);
        assert.match(refused.data.hint, /bash, zsh, fish, pwsh, powershell, cmd, nu/);
      }
    });
  },
  { timeoutSeconds: 1800 },
);
