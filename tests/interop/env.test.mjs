// `env`: statements that a real shell evaluates, whatever a profile is called.
import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import { before, it } from 'node:test';
import { run, which } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const shells = [
  ['bash', ['--noprofile', '--norc']],
  ['zsh', ['-f']],
];

/**
 * Names that do harm where a value is not quoted; the ones with an apostrophe also where it is quoted carelessly. None
 * has a `;` or a `#`, with which a comment would begin.
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

/** Takes the role, says who it is, and gives the role back; `$1` is the host, `$2` the profile. */
const script = `
  eval "$("$1" env "$2" --shell "$3")" || exit
  printf '%s\\n' "$ROLEASSIST_PROFILE"
  "$1" whoami --json
  eval "$("$1" env "$2" --shell "$3" --unset)" || exit
  env | grep -E '^(ROLEASSIST_PROFILE|AWS_(ACCESS|SECRET|SESSION|CREDENTIAL|REGION|DEFAULT_REGION|PROFILE))'
  exit 0
`;

describeWithSandbox('env', (context) => {
  before(async () => {
    const profiles = hostileNames.map(
      (name) =>
        `\n[profile "${name}"]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\nregion = eu-west-3\n`,
    );
    await appendFile(context.sandbox.environment.AWS_CONFIG_FILE, profiles.join(''));
  });

  for (const [shell, options] of shells) {
    it(`is evaluated by ${shell}`, { skip: !which(shell) && `no \`${shell}\` was found on PATH` }, async () => {
      const cwd = await context.scope.temporaryFolder('env');
      const env = { ...context.sandbox.environment, AWS_PROFILE: 'home' };
      for (const name of hostileNames) {
        const { stdout, stderr } = await run(shell, [...options, '-c', script, shell, hostExecutable, name, shell], {
          env,
          cwd,
        });

        const [profile, ...document] = stdout.trimEnd().split('\n');
        assert.equal(profile, name);
        const end = document.indexOf('}') + 1;
        assert.match(JSON.parse(document.slice(0, end).join('\n')).arn, /:assumed-role\/developer\//);
        assert.deepEqual(document.slice(end), [], 'the role has left something behind');
        assert.equal(stderr, '');
        assert.deepEqual(await readdir(cwd), [], `${name} has become a command`);
      }
    });
  }
});
