// The vault with a real keyring: keys leave the AWS files, and real tools get credentials through RoleAssist.
import assert from 'node:assert/strict';
import { chmod, cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { run, which } from '../../scripts/lib/processes.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { noKeyring, startKeyring } from '../support/keyring.mjs';
import { awsPrograms, whoAmICommand } from './support/aws-cli.mjs';
import { dotnetCommand, oldDotnetCommand, pythonWithBoto3 } from './support/clients.mjs';
import { runVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const withKeyring = { skip: noKeyring };

/** botocore reads AWS_ENDPOINT_URL_STS for its own calls since 1.31; Debian 12 has an older one. */
const readsTheVariable = 'import boto3, botocore.configprovider as it; it.ConfiguredEndpointProvider';

const boto3Script = `
import boto3, sys
client = boto3.Session(profile_name=sys.argv[2]).client('sts', endpoint_url=sys.argv[1], region_name='us-east-1')
print(client.get_caller_identity()['Arn'])
`;

describeWithSandbox('vault', (context) => {
  /** @type {NodeJS.ProcessEnv} */
  let env;
  /** @type {string} */
  let home;
  /** @type {string} */
  let secret;

  const roleassist = (...args) => runVerb(context.scope, args, { env });

  /** Runs a client of AWS with the vault's home, without stdin. */
  const client = (command, args) => run(command, args, { env, timeoutSeconds: 120 });

  /** What the AWS SDK for .NET prints as its identity in a profile. */
  async function dotnet(profile, command) {
    const [program, ...args] = command ?? (await dotnetCommand(context.sandbox.description.endpoint));
    const { stdout } = await run(program, args, { env: { ...env, AWS_PROFILE: profile }, timeoutSeconds: 120 });
    return stdout;
  }

  /** A user's home with the sandbox's profiles, and an unlocked keyring of its own. */
  async function prepareHome() {
    home = await context.scope.temporaryFolder('vault');
    await mkdir(path.join(home, '.aws'), { mode: 0o700 });
    const [config, credentials] = [path.join(home, '.aws', 'config'), path.join(home, '.aws', 'credentials')];
    await cp(context.sandbox.environment.AWS_CONFIG_FILE, config);
    await cp(context.sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, credentials);
    await chmod(credentials, 0o600);
    env = {
      ...context.sandbox.environment,
      ...(await startKeyring(context.scope, home)),
      HOME: home,
      XDG_CACHE_HOME: path.join(home, 'cache'),
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      ROLEASSIST_STATE_FOLDER: path.join(home, 'state'),
    };
    assert.equal(JSON.parse((await roleassist('vault', 'status', '--json')).stdout).state, 'open');
    const lines = (await readFile(credentials, 'utf8')).split('\n');
    const key = lines.slice(lines.indexOf('[home]')).find((line) => line.startsWith('aws_secret_access_key'));
    secret = key.split('=')[1].trim();
  }

  /** The files below the home that contain a text. */
  async function filesWith(text, folder = home) {
    const found = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        found.push(...(await filesWith(text, file)));
      } else if (entry.isFile() && (await readFile(file)).includes(text)) {
        found.push(path.relative(home, file));
      }
    }
    return found;
  }

  async function findPython() {
    for (const python of [which('python3'), pythonWithBoto3].filter(Boolean)) {
      if (await client(python, ['-c', readsTheVariable]).catch(() => undefined)) {
        return python;
      }
    }
  }

  before(async () => {
    if (!noKeyring) {
      await prepareHome();
    }
  });

  it('moves a key out of the files, and no file has the secret', withKeyring, async () => {
    assert.deepEqual(await filesWith(secret), ['.aws/credentials']);

    const { code, stdout, stderr } = await roleassist('vault', 'import', 'home', '--json');

    assert.equal(code, 0, stderr);
    const [imported] = JSON.parse(stdout).imported;
    assert.match(imported.arn, /:user\//);
    assert.deepEqual(await filesWith(secret), []);
    const [listed] = JSON.parse((await roleassist('vault', 'list', '--json')).stdout).keys;
    assert.deepEqual(
      { profile: listed.profile, accessKeyId: listed.accessKeyId, ageDays: listed.ageDays },
      { profile: 'home', accessKeyId: imported.accessKeyId, ageDays: 0 },
    );
    for (const file of await filesWith(imported.accessKeyId)) {
      assert.match(file, /^state\/(vault-index\.json|audit\.jsonl)$/);
    }
    assert.match(
      await readFile(env.AWS_CONFIG_FILE, 'utf8'),
      new RegExp(`credential_process = ${home}/.roleassist/bin/roleassist credential-process home\nroleassist_key = `),
    );
  });

  for (const [profile, arn] of Object.entries({ home: /:user\//, dev: /:assumed-role\/developer\// })) {
    it(`gives the AWS CLI the identity of ${profile}`, withKeyring, async (test) => {
      if (awsPrograms.length === 0) {
        test.skip('`aws` was not found on PATH');
        return;
      }
      for (const aws of awsPrograms) {
        const [program, ...args] = await whoAmICommand(aws, context.sandbox.description.endpoint);
        assert.match((await client(program, [...args, '--profile', profile])).stdout, arn);
      }
    });

    it(`gives boto3 the identity of ${profile}`, withKeyring, async (test) => {
      const python = await findPython();
      if (!python) {
        test.skip('no python3 with boto3 1.28 or later');
        return;
      }
      const { stdout } = await client(python, ['-c', boto3Script, context.sandbox.description.endpoint, profile]);
      assert.match(stdout, arn);
    });
  }

  it('gives the AWS SDK for JavaScript the identity of home', withKeyring, async () => {
    const script = path.join(root, 'tests', 'interop', 'clients', 'who-am-i.mjs');
    const { stdout } = await run(process.execPath, [script, context.sandbox.description.endpoint], {
      env: { ...env, AWS_PROFILE: 'home' },
    });
    assert.match(stdout, /:user\//);
  });

  for (const [profile, arn] of Object.entries({ home: /:user\//, dev: /:assumed-role\/developer\// })) {
    it(`gives the AWS SDK for .NET the identity of ${profile}`, withKeyring, async () => {
      assert.match(await dotnet(profile), arn);
    });
  }

  it('gives the AWS SDK for .NET 3 the identity of home', withKeyring, async () => {
    // It rejects a credential_process beside `services` or `endpoint_url`, whoever wrote them.
    const config = await readFile(env.AWS_CONFIG_FILE, 'utf8');
    await writeFile(env.AWS_CONFIG_FILE, config.replaceAll(/^services = .*\n/gm, ''));
    const printed = await dotnet('home', await oldDotnetCommand(context.sandbox.description.endpoint));
    await writeFile(env.AWS_CONFIG_FILE, config);
    assert.match(printed, /:user\//);
  });

  it('never hands out the key itself, unless the profile says so', withKeyring, async () => {
    const session = JSON.parse((await roleassist('credential-process', 'home')).stdout);
    assert.match(session.AccessKeyId, /^ASIA/);

    const config = await readFile(env.AWS_CONFIG_FILE, 'utf8');
    await writeFile(env.AWS_CONFIG_FILE, config.replace('roleassist_key', 'roleassist_hand_out = key\nroleassist_key'));
    const key = JSON.parse((await roleassist('credential-process', 'home')).stdout);
    await writeFile(env.AWS_CONFIG_FILE, config);

    assert.deepEqual(Object.keys(key), ['Version', 'AccessKeyId', 'SecretAccessKey']);
    assert.equal(key.SecretAccessKey, secret);
    const { stdout } = await roleassist('log', '--json');
    assert.match(stdout, /"key\.handedOut"/);
    assert.ok(!stdout.includes(secret));
  });

  it('removes the lines and the key', withKeyring, async () => {
    assert.equal((await roleassist('vault', 'remove', 'home')).code, 0);
    assert.doesNotMatch(await readFile(env.AWS_CONFIG_FILE, 'utf8'), /roleassist_key|credential-process home/);
    assert.equal(JSON.parse((await roleassist('vault', 'status', '--json')).stdout).keys, 0);
  });

  it('leaves files with a byte order mark and CRLF readable for the AWS SDK for .NET', withKeyring, async () => {
    const variables = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'];
    for (const name of variables) {
      const text = await readFile(context.sandbox.environment[name], 'utf8');
      await writeFile(env[name], `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    }

    const { code, stderr } = await roleassist('vault', 'import', 'home');

    assert.equal(code, 0, stderr);
    assert.deepEqual(await filesWith(secret), []);
    for (const name of variables) {
      assert.match(await readFile(env[name], 'utf8'), /^\uFEFF(.*\r\n)*$/);
    }
    assert.match(await dotnet('home'), /:user\//);
    assert.match(await dotnet('dev'), /:assumed-role\/developer\//);
  });
});
