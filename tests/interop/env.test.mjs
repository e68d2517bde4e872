// `env`: statements that a real shell evaluates, for any profile name.
import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import { before, it } from 'node:test';
import { parseEnv } from 'node:util';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { runScript, shells } from './support/shells.mjs';
import { describeWithSandbox } from './support/suite.mjs';

/**
 * Names that are harmful unless quoted; the ones with an apostrophe are harmful even if quoted carelessly. None
 * contains `;` or `#`, which start comments in INI files.
 */
const hostileNames = [
  'plain',
  "it's $(touch pwned)",
  "' && touch pwned && '",
  '`touch pwned` & touch pwned | cat > pwned',
  "\\'$(touch pwned)\\",
  '$HOME ${IFS} !! ~ * ? {a,b} %s %n',
  "$'\\n' \t é ☃ 𝄞",
];

/**
 * Sets the role, prints the identity and removes the role. The profile's name is passed in the environment, so that no
 * shell can alter it.
 */
const scripts = {
  bash: ({ call, listing }) => `
    eval "$(${call} env "$NAME" --shell bash)" || exit
    printf '%s\\n' "$ROLEASSIST_PROFILE"
    ${call} whoami --json
    eval "$(${call} env "$NAME" --shell bash --unset)" || exit
    ${listing}; exit 0`,
  fish: ({ call, listing }) => `
    ${call} env "$NAME" --shell fish | source; or exit
    printf '%s\\n' "$ROLEASSIST_PROFILE"
    ${call} whoami --json
    ${call} env "$NAME" --shell fish --unset | source; or exit
    ${listing}; exit 0`,
  pwsh: ({ call, listing }) => `
    Set-Location -LiteralPath $Env:FOLDER
    ${call} env $Env:NAME --shell pwsh | Out-String | Invoke-Expression
    $Env:ROLEASSIST_PROFILE
    ${call} whoami --json
    ${call} env $Env:NAME --shell pwsh --unset | Out-String | Invoke-Expression
    ${listing}`,
};

describeWithSandbox(
  'env',
  (context) => {
    before(async () => {
      const profiles = hostileNames.map(
        (name) =>
          `\n[profile "${name}"]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\nregion = eu-west-3\n`,
      );
      await appendFile(context.sandbox.environment.AWS_CONFIG_FILE, profiles.join(''));
    });

    for (const [shell, { command, ...words }] of Object.entries(shells)) {
      it(`is evaluated by ${shell}`, { skip: !command && `\`${shell}\` was not found` }, async () => {
        const folder = await context.scope.temporaryFolder('env');
        const cwd = shell === 'pwsh' ? undefined : folder;
        const script = (scripts[shell] ?? scripts.bash)({ ...words, call: words.call(hostExecutable) });
        for (const name of hostileNames) {
          const env = { ...context.sandbox.environment, AWS_PROFILE: 'home', NAME: name, FOLDER: folder };
          const { stdout, stderr } = await runScript(shell, script, { env, cwd });

          const [profile, ...document] = stdout.trimEnd().split(/\r?\n/);
          assert.equal(profile, name, stderr);
          const end = document.indexOf('}') + 1;
          assert.match(JSON.parse(document.slice(0, end).join('\n')).arn, /:assumed-role\/developer\//);
          const left = document.slice(end).filter((line) => !(line in own(context.sandbox.environment)));
          assert.deepEqual(left, [], 'the role was not removed completely');
          assert.equal(stderr, '');
          assert.deepEqual(await readdir(folder), [], `${name} has become a command`);
        }
      });
    }

    it('is read correctly by dotenv libraries', async () => {
      const { stdout } = await runVerb(context.scope, ['env', 'dev', '--shell', 'dotenv'], {
        env: context.sandbox.environment,
      });
      const { stdout: json } = await runVerb(context.scope, ['env', 'dev', '--shell', 'json'], {
        env: context.sandbox.environment,
      });

      const read = parseEnv(stdout);
      const meant = Object.entries(JSON.parse(json)).filter(([, value]) => value !== null);
      assert.deepEqual(Object.keys(read).sort(), meant.map(([name]) => name).sort());
      assert.match(read.AWS_ACCESS_KEY_ID, /^ASIA/);
      // docker takes each line literally.
      const lines = Object.fromEntries(
        stdout
          .trimEnd()
          .split('\n')
          .map((line) => line.split(/=(.*)/s).slice(0, 2)),
      );
      assert.deepEqual({ ...read }, lines);
    });
  },
  { timeoutSeconds: 1800 },
);

/** The lines of a listing of variables that show the previous values. */
function own(env) {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [`${name}=${value}`, true]));
}
