// Runs generated code of every language that is installed against the sandbox, with the right MFA code and with a wrong
// one.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { run, which } from '../../scripts/lib/processes.mjs';
import { artifacts, hostExecutable, root } from '../../scripts/lib/project.mjs';
import { awsPrograms } from './support/aws-cli.mjs';
import { runVerb } from './support/command-line.mjs';
import { awsOnPath, botocorePatch, generate, runProgram, writeCode } from './support/generated-code.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { wrongCode } from './support/totp.mjs';

const admin = /Working as arn:aws:sts::444455556666:assumed-role\/admin\/\S+/;
const auditor = /Working as arn:aws:sts::555566667777:assumed-role\/auditor\/\S+/;
const vendor = /Working as arn:aws:sts::777788889999:assumed-role\/vendor-access\/\S+/;
const developer = /Working as arn:aws:sts::222233334444:assumed-role\/developer\/\S+/;

/** The error after AWS rejects a code: what failed, and why. */
const refused = /was not assumed[^]*|[^]*was not assumed/;
const reason = /MultiFactorAuthentication failed|invalid MFA/i;

/** Secrets that the output must not contain. */
const secrets = /ASIA[A-Z0-9]{16}|AKIA[A-Z0-9]{16}/;

function assertRefused({ code, stdout, stderr }) {
  assert.notEqual(code, 0, stdout);
  assert.match(stderr, refused);
  assert.match(stderr, reason);
  assert.doesNotMatch(stderr, /Traceback|\n {4}at /);
  assert.doesNotMatch(stdout, /Working as/);
}

function assertWorked({ code, stdout, stderr }, identity) {
  assert.equal(code, 0, stderr);
  assert.match(stdout, identity);
  assert.doesNotMatch(stdout + stderr, secrets);
}

/**
 * Defines the tests for each language: a role with a code, chained roles, a role with an external id, a wrong code, no
 * code. A code works once, so each right one is used in a separate sandbox.
 */
function describeLanguage(language, skip, runCode) {
  describeWithSandbox(`generated ${language}`, (context) => {
    const assume = async (profile, input) =>
      runCode(context, await generate(context, language, 'assume-role', profile), input);

    it('stops when AWS refuses the code', { skip }, async () => {
      assertRefused(await assume('prod-admin', `${wrongCode(context.sandbox.description.mfa[0].secret)}\n`));
    });

    it('stops when there is no code', { skip }, async () => {
      const { code, stdout, stderr } = await assume('prod-admin', '');
      assert.notEqual(code, 0, stdout);
      assert.match(stderr, /was not assumed/);
    });

    it('assumes chained roles, the first with a code', { skip }, async () => {
      assertWorked(
        await assume('prod-audit', `${await context.sandbox.nextCode(context.sandbox.mfaSerial)}\n`),
        auditor,
      );
    });

    it('sends the external id', { skip }, async () => {
      assertWorked(await assume('vendor'), vendor);
    });

    it('works only with credentials from RoleAssist for the right account', { skip }, async () => {
      const code = await generate(context, language, 'injected', 'dev');
      assertWorked(await runCode(context, code, '', { under: 'dev' }), developer);

      const elsewhere = await runCode(context, code, '', { under: 'vendor' });
      assert.notEqual(elsewhere.code, 0, elsewhere.stdout);
      assert.match(elsewhere.stderr, /222233334444/);

      const alone = await runCode(context, code, '');
      assert.notEqual(alone.code, 0, alone.stdout);
      assert.match(alone.stderr, /no credentials here/);
    });
  });
}

/** Runs a program, under `roleassist exec` if a profile is given. */
function start(context, command, args, { env, input, under }) {
  const [program, programArgs] = under ? [hostExecutable, ['exec', under, '--', command, ...args]] : [command, args];
  return runProgram(context, program, programArgs, { env, input });
}

const bash = which('bash');
const aws = awsPrograms.find((program) => program.startsWith('/usr/bin/')) ?? awsPrograms[0];
const withoutBash = (!bash && 'bash was not found on PATH') || (!aws && '`aws` was not found on PATH');

async function bashEnvironment(context) {
  const { folder, log } = await awsOnPath(context, aws);
  const environment = context.sandbox.environment;
  return { env: { ...environment, PATH: `${folder}${path.delimiter}${environment.PATH}` }, log };
}

describeLanguage('bash', withoutBash, async (context, code, input, { under } = {}) => {
  const { env } = await bashEnvironment(context);
  return start(context, bash, [await writeCode(context, 'code.sh', code)], { env, input, under });
});

describeWithSandbox('generated bash, as seen by other processes', (context) => {
  it('passes no code and no secret as an argument', { skip: withoutBash }, async () => {
    const { env, log } = await bashEnvironment(context);
    const file = await writeCode(context, 'code.sh', await generate(context, 'bash', 'assume-role', 'prod-admin'));
    const code = await context.sandbox.nextCode(context.sandbox.mfaSerial);

    const result = await runProgram(context, bash, ['-x', file], { env, input: `${code}\n` });

    assertWorked({ ...result, stderr: '' }, admin);
    const seen = await readFile(log, 'utf8');
    assert.match(seen, /assume-role/);
    assert.ok(!seen.includes(code), 'the code is among the arguments');
    assert.doesNotMatch(seen, secrets);
  });

  it('requires six digits before it calls AWS', { skip: withoutBash }, async () => {
    const { env, log } = await bashEnvironment(context);
    const file = await writeCode(context, 'code.sh', await generate(context, 'bash', 'assume-role', 'prod-admin'));

    const result = await runProgram(context, bash, [file], { env, input: '123\n' });

    assert.equal(result.code, 1);
    assert.match(result.stderr, /six digits/);
    assert.ok(!existsSync(log), 'the AWS CLI was started');
  });
});

describeWithSandbox('generated bash, the environment', (context) => {
  it(
    'sets variables between begin_role and end_role, and restores the previous ones',
    { skip: withoutBash },
    async () => {
      const { env } = await bashEnvironment(context);
      const file = await writeCode(context, 'environment.sh', await generate(context, 'bash', 'environment', 'dev'));
      const script = `
      source '${file}'
      begin_role || exit
      begin_role || exit
      env | grep -c -E '^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CREDENTIAL_EXPIRATION|REGION|DEFAULT_REGION)='
      env | grep '^AWS_PROFILE='
      end_role
      end_role
      env | grep -E '^AWS_(ACCESS|SECRET|SESSION|CREDENTIAL|REGION|DEFAULT_REGION|PROFILE)'
      exit 0`;

      const { code, stdout, stderr } = await runProgram(context, bash, ['-uc', script], {
        env: { ...env, AWS_PROFILE: 'home' },
      });

      assert.equal(code, 0, stderr);
      assert.match(stdout, developer);
      assert.deepEqual(stdout.trim().split('\n').slice(2), ['6', 'AWS_PROFILE=home']);
    },
  );

  it('starts with keys from the environment and restores them', { skip: withoutBash }, async () => {
    const { env } = await bashEnvironment(context);
    const keys = await readFile(context.sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
    const [, id] = /aws_access_key_id *= *(\S+)/.exec(keys);
    const [, secret] = /aws_secret_access_key *= *(\S+)/.exec(keys);
    const config =
      '[profile shell]\nrole_arn = arn:aws:iam::222233334444:role/developer\ncredential_source = Environment\n';
    const aws = { AWS_CONFIG_FILE: await writeCode(context, 'config', config) };
    const { stdout: code } = await runVerb(
      context.scope,
      ['generate', 'bash', '--template', 'environment', '--profile', 'shell'],
      {
        env: { ...context.sandbox.environment, ...aws },
      },
    );
    const file = await writeCode(context, 'environment.sh', code);

    const { stdout, stderr } = await runProgram(
      context,
      bash,
      [
        '-uc',
        `source '${file}'; begin_role && begin_role && end_role && env | grep -E '^AWS_(ACCESS_KEY_ID|SESSION_TOKEN|REGION)='`,
      ],
      { env: { ...env, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: 'us-west-2' } },
    );

    assert.match(stdout, developer, stderr);
    assert.deepEqual(stdout.trim().split('\n').slice(2).sort(), [`AWS_ACCESS_KEY_ID=${id}`, 'AWS_REGION=us-west-2']);
  });

  it('is unchanged when AWS refuses the code', { skip: withoutBash }, async () => {
    const { env } = await bashEnvironment(context);
    const file = await writeCode(
      context,
      'environment.sh',
      await generate(context, 'bash', 'environment', 'prod-admin'),
    );

    const { stdout, stderr } = await runProgram(
      context,
      bash,
      [
        '-uc',
        `source '${file}'; begin_role || echo "not begun"; env | grep -E '^AWS_(ACCESS|SECRET|SESSION|REGION|PROFILE)'`,
      ],
      { env: { ...env, AWS_PROFILE: 'home' }, input: `${wrongCode(context.sandbox.description.mfa[0].secret)}\n` },
    );

    assert.match(stderr, reason);
    assert.deepEqual(stdout.trim().split('\n'), ['not begun', 'AWS_PROFILE=home']);
  });
});

const python = await firstThatWorks(['/usr/bin/python3', which('python3'), which('python')]);
const withoutPython = !python && 'Python with boto3 was not found';

async function firstThatWorks(candidates) {
  for (const candidate of candidates.filter((file) => file && existsSync(file))) {
    const works = await run(candidate, ['-c', 'import boto3']).then(
      () => true,
      () => false,
    );
    if (works) {
      return candidate;
    }
  }
  return undefined;
}

async function runPython(context, code, input, { under } = {}) {
  const env = { ...context.sandbox.environment, PYTHONPATH: await botocorePatch(context) };
  return start(context, python, [await writeCode(context, 'code.py', code)], { env, input, under });
}

describeLanguage('python', withoutPython, runPython);

describeWithSandbox('generated python for several accounts', (context) => {
  it('processes all accounts with one code and reports which failed', { skip: withoutPython }, async () => {
    const code = await generate(context, 'python', 'multi-account', 'prod-admin', 'dev', 'vendor');
    // The vendor's role requires an external id.
    const broken = code.replace('"ExternalId": "roleassist-sandbox"', '"ExternalId": "somebody-else"');
    assert.notEqual(broken, code);

    const result = await runPython(context, broken, `${await context.sandbox.nextCode(context.sandbox.mfaSerial)}\n`);

    assert.equal(result.code, 1);
    assert.match(result.stdout, admin);
    assert.match(result.stdout, developer);
    assert.match(result.stderr, /role\/vendor-access: .*AccessDenied/);
  });

  it('stops when AWS refuses the code', { skip: withoutPython }, async () => {
    const code = await generate(context, 'python', 'multi-account', 'prod-admin', 'dev');

    const result = await runPython(context, code, `${wrongCode(context.sandbox.description.mfa[0].secret)}\n`);

    assert.equal(result.code, 1);
    assert.match(result.stderr, /Could not get the source credentials/);
    assert.match(result.stderr, reason);
  });
});

/** Packages are resolved from the repository. */
const typeScriptFolder = path.join(artifacts, 'generated-typescript');

after(() => rm(typeScriptFolder, { recursive: true, force: true }));

before(async () => {
  await mkdir(typeScriptFolder, { recursive: true });
  await writeFile(path.join(typeScriptFolder, 'package.json'), '{ "type": "module" }');
});

describeLanguage('typescript', false, async (context, code, input, { under } = {}) => {
  const file = path.join(typeScriptFolder, `${process.hrtime.bigint()}.mjs`);
  await build({
    stdin: { contents: code, loader: 'ts', resolveDir: root },
    outfile: file,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    bundle: true,
  });
  return start(context, process.execPath, [file], { env: context.sandbox.environment, input, under });
});

describeWithSandbox('generated typescript before the compiler', (context) => {
  it('type-checks', async () => {
    const files = [];
    for (const template of ['assume-role', 'injected']) {
      for (const profile of ['prod-admin', 'prod-audit', 'vendor', 'sso']) {
        const name = `${template}-${profile}.ts`;
        await writeFile(path.join(typeScriptFolder, name), await generate(context, 'typescript', template, profile));
        files.push(name);
      }
    }
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      types: ['node'],
      skipLibCheck: true,
    };
    await writeFile(path.join(typeScriptFolder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));

    await run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', typeScriptFolder]);
  });

  it('is valid JavaScript', async () => {
    for (const [template, profile] of [
      ['assume-role', 'prod-audit'],
      ['injected', 'dev'],
    ]) {
      const file = await writeCode(context, 'code.mjs', await generate(context, 'javascript', template, profile));
      await run(process.execPath, ['--check', file]);
    }
  });
});

const goPackages = '/usr/share/gocode';
const withoutGo =
  (!which('go') && 'Go was not found on PATH') ||
  (!existsSync(path.join(goPackages, 'src/github.com/aws/aws-sdk-go-v2')) &&
    "Debian's package of the AWS SDK for Go is not installed");

describeWithSandbox('generated go before the compiler', (context) => {
  it('compiles without warnings', { skip: withoutGo, timeout: 1_800_000 }, async () => {
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: goPackages };
    for (const [template, profile] of [
      ['assume-role', 'prod-audit'],
      ['assume-role', 'vendor'],
      ['injected', 'dev'],
    ]) {
      const file = await writeCode(context, 'main.go', await generate(context, 'go', template, profile));
      await run('go', ['vet', file], { env });
    }
  });
});

describeWithSandbox('a generated AWS profile', (context) => {
  it('is read back by RoleAssist as the original profile', async () => {
    for (const profile of ['prod-admin', 'prod-audit', 'vendor', 'long', 'dev']) {
      const explain = async (environment) => {
        const { stdout, stderr, code } = await runVerb(context.scope, ['explain', profile, '--json'], {
          env: environment,
        });
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      };
      const environment = context.sandbox.environment;
      const config = await writeCode(context, 'config', await generate(context, 'aws-config', 'profile', profile));

      const original = await explain(environment);
      const { steps, ...plan } = await explain({ ...environment, AWS_CONFIG_FILE: config });

      // Duration and name are explicit where the original relies on defaults.
      const essence = ({ kind, roleArn, externalId, mfaSerial }) => ({ kind, roleArn, externalId, mfaSerial });
      assert.deepEqual(steps.map(essence), original.steps.map(essence));
      assert.ok(steps.every(({ durationSeconds, roleSessionName }) => durationSeconds && roleSessionName));
      assert.equal(plan.region, original.region);
      assert.equal(plan.lifetimeSeconds, original.lifetimeSeconds);
      assert.deepEqual(plan.base, original.base);
    }
  });

  it('can be assumed', async () => {
    const config = await writeCode(context, 'config', await generate(context, 'aws-config', 'profile', 'vendor'));
    const { stdout, stderr, code } = await runVerb(context.scope, ['assume', 'vendor', '--json'], {
      env: { ...context.sandbox.environment, AWS_CONFIG_FILE: config },
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /assumed-role\/vendor-access/);
  });
});

describe('the languages', () => {
  it('are all tested here, or have nothing to run', async () => {
    const { stdout } = await run(hostExecutable, ['generate', '--list', '--json']);
    const tried = ['bash', 'python', 'typescript', 'go', 'aws-config'];
    const elsewhere = ['powershell', 'csharp']; // tested by tests/RoleAssist.CodeGeneration.Tests
    const toRead = ['terraform', 'iam-trust-policy'];
    assert.deepEqual(
      JSON.parse(stdout)
        .languages.map(({ id }) => id)
        .sort(),
      [...tried, ...elsewhere, ...toRead].sort(),
    );
  });
});
