// `env` in real shells: every way of evaluating it has the same effect, and a failure stops the commands that follow.
import assert from 'node:assert/strict';
import { appendFile, chmod, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { which } from '../../scripts/lib/processes.mjs';
import { hostExecutable, root } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { runProgram } from './support/programs.mjs';
import { shells as known } from './support/shells.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const env = (shell, profile = '"$NAME"') => `'${hostExecutable}' env ${profile} --shell ${shell}`;
const report = `printf '%s|%s|%s\\n' "$ROLEASSIST_PROFILE" "\${AWS_PROFILE-removed}" "$AWS_ACCESS_KEY_ID"`;
const fishReport = `set -q AWS_PROFILE; or set AWS_PROFILE removed; printf '%s|%s|%s\\n' "$ROLEASSIST_PROFILE" "$AWS_PROFILE" "$AWS_ACCESS_KEY_ID"`;
const pwsh = (profile = '$Env:NAME') => `& '${hostExecutable}' env ${profile} --shell pwsh`;
const pwshReport =
  '"$Env:ROLEASSIST_PROFILE|$(if (Test-Path Env:AWS_PROFILE) { $Env:AWS_PROFILE } else { "removed" })|$Env:AWS_ACCESS_KEY_ID"';

const posix = (shell) => ({
  quoted: `eval "$(${env(shell)})" && ${report}`,
  unquoted: `eval $(${env(shell)}) && ${report}`,
  'errexit, quoted': `set -e\neval "$(${env(shell)})"\n${report}`,
  'sourced from a file': `${env(shell)} > "$FOLDER/statements"; . "$FOLDER/statements" && ${report}`,
});

/** Each snippet evaluates the statements and continues only on success. */
const evaluations = {
  bash: { ...posix('bash'), 'process substitution': `source <(${env('bash')}) && ${report}` },
  zsh: { ...posix('zsh'), 'process substitution': `source <(${env('zsh')}) && ${report}` },
  dash: posix('sh'),
  fish: {
    source: `${env('fish')} | source; and begin; ${fishReport}; end`,
    eval: `eval (${env('fish')}); and begin; ${fishReport}; end`,
    'eval of one text': `eval (${env('fish')} | string collect); and begin; ${fishReport}; end`,
  },
  pwsh: {
    'Out-String': `${pwsh()} | Out-String | Invoke-Expression; ${pwshReport}`,
    'iex "$(...)"': `iex "$(${pwsh()})"; ${pwshReport}`,
    'iex (...)': `iex (${pwsh()}); ${pwshReport}`,
  },
};

const shells = {
  ...Object.fromEntries(Object.entries(known).map(([name, { command }]) => [name, command])),
  'fish with universal variables': which('fish') && [which('fish'), '-c'],
  dash: which('dash') && [which('dash'), '-c'],
};

// None contains `;` or `#`, which start comments in INI files.
const names = ['plain', "it's $(touch pwned) `x` & |", 'a*  b? (d)', "~ $'\\n' ! {a,b} é ☃"];

describeWithSandbox('the statements of env', (context) => {
  const run = async (shell, script, name, extra = {}) => {
    const folder = await context.scope.temporaryFolder('evaluate');
    // A glob pattern would match this file.
    await writeFile(path.join(folder, "ROLEASSIST_PROFILE='ax  bxc (d)';"), '');
    const result = await runProgram([...shells[shell], script], {
      env: { ...context.sandbox.environment, AWS_PROFILE: 'home', NAME: name, FOLDER: folder, ...extra },
      cwd: shell === 'pwsh' ? root : folder,
    });
    const made = (await readdir(folder)).filter((file) => file === 'pwned');
    return { ...result, made };
  };

  before(async () => {
    const profiles = names.map(
      (name) =>
        `\n[profile "${name}"]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\nregion = eu-west-3\n`,
    );
    await appendFile(context.sandbox.environment.AWS_CONFIG_FILE, profiles.join(''));
  });

  for (const [shell, ways] of Object.entries(evaluations)) {
    const skip = !shells[shell] && `${shell} was not found`;
    for (const [way, script] of Object.entries(ways)) {
      it(`${shell}, ${way}: sets and removes variables for any profile name`, { skip }, async () => {
        for (const name of shell === 'pwsh' ? [names[1]] : names) {
          const { stdout, stderr, made } = await run(shell, script, name);
          const [profile, removed, key] = stdout.trimEnd().split(/\|(?=removed\|[^|]*$)|\|(?=[^|]*$)/);
          assert.equal(profile, name, `${stdout}${stderr}`);
          assert.equal(removed, 'removed');
          assert.match(key, /^ASIA/);
          assert.deepEqual({ stderr, made }, { stderr: '', made: [] });
        }
      });

      it(`${shell}, ${way}: a failure stops the commands that follow and is reported on stderr`, { skip }, async () => {
        for (const name of ['no-such-profile', 'prod-admin']) {
          const { stdout, stderr, code } = await run(shell, `${script}\n`, name);
          assert.doesNotMatch(stdout, /\|/, `it went on: ${stdout}`);
          assert.match(stderr, /error (ProfileNotFound|MfaRequired): /);
          assert.notEqual(code, 0);
        }
      });
    }
  }

  it(
    'fish: a universal variable that would override the role is an error with a hint, and nothing is set',
    { skip: !shells.fish && 'fish was not found' },
    async () => {
      const folder = await context.scope.temporaryFolder('fish');
      const { stdout, stderr } = await run(
        'fish with universal variables',
        `set -Ux AWS_PROFILE vendor; ${evaluations.fish.source}; echo "key $AWS_ACCESS_KEY_ID"; ${env('fish')} --unset | source; and echo unset; set -eU AWS_PROFILE; ${evaluations.fish.source}`,
        'dev',
        { XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
      );
      assert.match(stderr, /^error: .*AWS_PROFILE.*\nhint: .*set -eU AWS_PROFILE\n$/);
      assert.match(stdout, /^key \nunset\ndev\|removed\|ASIA\w+\n$/);
    },
  );

  it(
    "pwsh: removes settings that AWS.Tools would prefer, and sets the role's region",
    { skip: !shells.pwsh && 'PowerShell was not found' },
    async () => {
      const { stdout, stderr } = await run(
        'pwsh',
        `$Global:StoredAWSCredentials = 'other'; $Global:StoredAWSRegion = 'eu-west-3'; ${pwsh()} | Invoke-Expression
         "[$StoredAWSCredentials|$Global:StoredAWSRegion|$Env:AWS_REGION|$($Error.Count)]"
         function InFunction { $StoredAWSCredentials = 'mine'; ${pwsh()} | Invoke-Expression; "[$StoredAWSCredentials]" }
         InFunction
         ${pwsh()} --unset | Invoke-Expression
         "[$(Test-Path Variable:Global:StoredAWSRegion)]"`,
        'dev',
      );
      const [first, ...rest] = stdout.trim().split(/\r?\n/);
      assert.match(first, /^\[\|([a-z]+-[a-z]+-\d)\|\1\|/, stderr);
      assert.deepEqual(rest, ['[]', '[False]']);
    },
  );

  it(
    "pwsh: a failure shows one error beside RoleAssist's own, and no secret",
    { skip: !shells.pwsh && 'PowerShell was not found' },
    async () => {
      const { stderr } = await run('pwsh', `${pwsh()} | Out-String | Invoke-Expression`, 'prod-admin');
      assert.match(stderr, /RoleAssist set nothing/);
      assert.doesNotMatch(stderr, /empty string|Cannot bind/);
    },
  );

  it('dotenv: shells, docker and the libraries read the same values', async () => {
    const folder = await context.scope.temporaryFolder('dotenv');
    const { stdout } = await runVerb(context.scope, ['env', 'dev', '--shell', 'dotenv'], {
      env: context.sandbox.environment,
    });
    await writeFile(path.join(folder, '.env'), stdout);
    for (const shell of ['dash', 'bash', 'zsh'].filter((name) => shells[name])) {
      const sourced = await runProgram([...shells[shell], `set -a; . ./.env || exit; env`], {
        env: { PATH: process.env.PATH },
        cwd: folder,
      });
      assert.equal(sourced.stderr, '');
      for (const line of stdout.trimEnd().split('\n')) {
        assert.ok(sourced.stdout.split('\n').includes(line), `${shell}: ${line.split('=')[0]}`);
      }
    }
  });

  it('Ctrl+C at the prompt and signals also fail in the shell', { skip: process.platform === 'win32' }, async () => {
    const folder = await context.scope.temporaryFolder('signal');
    const slow = path.join(folder, 'slow');
    await writeFile(slow, '#!/bin/sh\necho started > "$1"\nexec sleep 600\n');
    await chmod(slow, 0o755);
    await appendFile(
      context.sandbox.environment.AWS_CONFIG_FILE,
      `\n[profile slow]\ncredential_process = ${slow} ${folder}/started\n`,
    );
    for (const signal of ['INT', 'TERM']) {
      const script = `eval "$(${env('bash', 'slow')} & p=$!; while [ ! -s "${folder}/started" ]; do sleep 0.05; done; rm "${folder}/started"; kill -${signal} $p; wait $p)" && echo went`;
      const { stdout } = await runProgram(['/bin/sh', '-c', script], { env: context.sandbox.environment });
      assert.equal(stdout, '');
    }
  });

  it('docker-args prints one argument per line, or reports why it cannot', async () => {
    const inside = (delivery, args) =>
      runVerb(context.scope, ['exec', 'dev', '--delivery', delivery, '--', hostExecutable, 'docker-args', ...args], {
        env: context.sandbox.environment,
      });

    const keys = await inside('environment', ['dev']);
    assert.deepEqual(keys.stdout.split('\n').slice(0, 6), [
      '-e',
      'AWS_ACCESS_KEY_ID',
      '-e',
      'AWS_SECRET_ACCESS_KEY',
      '-e',
      'AWS_SESSION_TOKEN',
    ]);
    const endpoint = await inside('endpoint', ['dev', '--compose']);
    assert.match(endpoint.stdout, /^environment:\n {2}- AWS_CONTAINER_CREDENTIALS_FULL_URI\n[^]*network_mode: host\n$/);
    assert.match(endpoint.stderr, /^note: The endpoint is on the loopback/m);
    for (const [delivery, args, words] of [
      ['profile', ['dev', '--delivery', 'environment'], /through the delivery 'profile'/],
      ['environment', ['prod-admin'], /has the role of 'dev', not of 'prod-admin'/],
      ['environment', ['dev', '--delivery', 'endpoint'], /not 'endpoint'/],
    ]) {
      const { code, stdout, stderr } = await inside(delivery, args);
      assert.deepEqual({ code, stdout }, { code: 3, stdout: '' }, stderr);
      assert.match(stderr, words);
    }
    const help = await runVerb(context.scope, ['docker-args', '--help'], { env: context.sandbox.environment });
    assert.doesNotMatch(help.stdout, /mfa|--tag|--duration|profile\|auto|auto, which selects/);
  });
});
