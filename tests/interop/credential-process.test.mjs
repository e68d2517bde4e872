// `credential-process`: the command that AWS tools run for a profile's credential_process setting.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { it } from 'node:test';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { awsPrograms, whoAmICommand } from './support/aws-cli.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { totp } from './support/totp.mjs';

const withAws = { skip: awsPrograms.length === 0 && '`aws` was not found on PATH' };
const python = '/usr/bin/python3';
const withBoto3 = { skip: !existsSync(python) && 'the distribution has no python3' };

describeWithSandbox('credential-process', (context) => {
  const credentialProcess = (args, env = {}) =>
    runVerb(context.scope, ['credential-process', ...args], { env: { ...context.sandbox.environment, ...env } });

  /** The sandbox's config file with additional profiles. */
  async function withProfiles(text) {
    const file = path.join(await context.scope.temporaryFolder('config'), 'config');
    await writeFile(file, `${await readFile(context.sandbox.environment.AWS_CONFIG_FILE, 'utf8')}\n${text}`);
    return { ...context.sandbox.environment, AWS_CONFIG_FILE: file };
  }

  it('prints the format of credential_process and nothing else', async () => {
    const { code, stdout, stderr } = await credentialProcess(['dev']);

    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const printed = JSON.parse(stdout);
    // The AWS SDK for .NET 3 before 3.7.402 rejects an AccountId.
    assert.deepEqual(Object.keys(printed), ['Version', 'AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration']);
    assert.equal(printed.Version, 1);
    assert.match(printed.AccessKeyId, /^ASIA/);
    assert.match(printed.Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('returns temporary credentials for a user, never the long-term access keys', async () => {
    const printed = JSON.parse((await credentialProcess(['home'])).stdout);

    assert.match(printed.AccessKeyId, /^ASIA/);
    assert.ok(printed.SessionToken);
  });

  it('never prompts for a code, even with input on stdin', async () => {
    const { ended } = startVerb(context.scope, ['credential-process', 'prod-admin'], {
      env: context.sandbox.environment,
    });

    const { code, stdout, stderr } = await ended; // while its stdin is still open

    assert.deepEqual({ code, stdout }, { code: 6, stdout: '' });
    assert.match(stderr, /^error MfaRequired: Profile 'prod-admin' needs .*\nhint: .*VS Code.*--mfa-code/);
  });

  it('uses the session of a running host without calling STS, regardless of its own region', async () => {
    const { scope, sandbox } = context;
    const code = totp(sandbox.description.mfa[0].secret);
    const host = await Host.connect(scope, sandbox.environment);
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', {
      profile: 'prod-admin',
      tokenCode: code,
    });
    const issued = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
      sessionId: session.sessionId,
      delivery: 'environment',
    });
    const before = await sandbox.calls();

    // The host opens its socket concurrently with serving its client.
    let answer;
    do {
      answer = await credentialProcess(['prod-admin'], { AWS_REGION: 'eu-north-1' });
    } while (answer.code === 6);

    const key = issued.variables.find(({ name }) => name === 'AWS_ACCESS_KEY_ID').value;
    assert.equal(JSON.parse(answer.stdout).AccessKeyId, key);
    assert.deepEqual(await sandbox.calls(), before);

    await host.rpc.sendRequest('roleassist/sessions/end', { sessionId: session.sessionId });
    assert.equal((await credentialProcess(['prod-admin'])).code, 6);
    const log = JSON.parse((await runVerb(scope, ['log', '--json'], { env: sandbox.environment })).stdout);
    assert.ok(log.events.some((event) => event.delivery === 'process' && event.accessKeyId === key));
  });

  it('reports immediately that a profile refers to itself, directly or through another', async () => {
    const env = await withProfiles(`
[profile loop]
credential_process = ${hostExecutable} credential-process loop
[profile there]
credential_process = ${hostExecutable} credential-process back
[profile back]
credential_process = ${hostExecutable} credential-process there
`);
    for (const profile of ['loop', 'there']) {
      const { code, stdout, stderr } = await runVerb(context.scope, ['credential-process', profile], { env });

      assert.deepEqual({ code, stdout }, { code: 3, stdout: '' });
      assert.match(stderr, new RegExp(`^error ProfileCycle: The credential_process of profile '${profile}' `));
    }
  });

  it('provides credentials to the AWS CLI', withAws, async () => {
    const env = await withProfiles(
      `[profile by-process]\ncredential_process = ${hostExecutable} credential-process dev --session-name cli\n`,
    );
    for (const aws of awsPrograms) {
      const [command, ...args] = await whoAmICommand(aws, context.sandbox.description.endpoint);
      const { stdout } = await run(command, [...args, '--profile', 'by-process', '--region', 'us-east-1'], { env });
      assert.equal(JSON.parse(stdout).Arn, 'arn:aws:sts::222233334444:assumed-role/developer/cli', aws);
    }
  });

  it('reports errors to boto3', withBoto3, async () => {
    const env = await withProfiles(
      `[profile by-process]\ncredential_process = ${hostExecutable} credential-process prod-admin\n`,
    );
    const script =
      'import botocore.session\ntry:\n  botocore.session.Session(profile="by-process").get_credentials()\nexcept Exception as e:\n  print(e)';
    const { stdout } = await run(python, ['-c', script], { env });

    assert.match(stdout, /error MfaRequired: Profile 'prod-admin' needs/);
  });

  describeEndpoint(context, credentialProcess);
});

function describeEndpoint(context, credentialProcess) {
  const token = 'a-token';
  const good = {
    AccessKeyId: 'ASIAEXAMPLE',
    SecretAccessKey: 's/+',
    Token: 't==',
    Expiration: '2030-01-01T00:00:00Z',
    RoleArn: 'arn:aws:iam::123456789012:role/x',
  };

  /** Simulates a host; the real one's responses are covered by its own tests. */
  async function serve(status, body) {
    const asked = [];
    const server = http.createServer((request, response) => {
      asked.push([request.method, request.url, request.headers.host, request.headers.authorization]);
      const json = JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': json.length }).end(json);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.scope.defer(() => server.close());
    const host = `127.0.0.1:${server.address().port}`;
    const env = {
      ROLEASSIST_CREDENTIALS_FULL_URI: `http://${host}/credentials/x`,
      ROLEASSIST_AUTHORIZATION_TOKEN: token,
    };
    return { env, host, asked };
  }

  it('uses the endpoint in the environment if no profile is set', async () => {
    const { env, host, asked } = await serve(200, good);

    const { code, stdout } = await credentialProcess([], env);

    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), {
      Version: 1,
      AccessKeyId: 'ASIAEXAMPLE',
      SecretAccessKey: 's/+',
      SessionToken: 't==',
      Expiration: '2030-01-01T00:00:00Z',
    });
    assert.deepEqual(asked, [['GET', '/credentials/x', host, token]]);
  });

  it("reports the endpoint's error as its own", async () => {
    const { env } = await serve(403, {
      code: 'MfaRequired',
      message: "RoleAssist: the session of 'prod-admin' needs an MFA code; enter it in VS Code.",
      hint: 'Look there.',
    });

    const { code, stdout, stderr } = await credentialProcess([], env);

    assert.deepEqual({ code, stdout }, { code: 6, stdout: '' });
    assert.equal(
      stderr,
      "error MfaRequired: The session of 'prod-admin' needs an MFA code; enter it in VS Code.\nhint: Look there.\n",
    );
  });

  it('sends the token only to this machine, and reports when no host is running', async () => {
    const { env } = await serve(200, good);
    for (const uri of [
      'http://192.0.2.1/x',
      'https://127.0.0.1/x',
      'http://127.0.0.1.example/x',
      'file:///etc/passwd',
    ]) {
      const { code, stderr } = await credentialProcess([], { ...env, ROLEASSIST_CREDENTIALS_FULL_URI: uri });
      assert.equal(code, 3, uri);
      assert.match(stderr, /^error CredentialSourceFailed: /);
    }

    const gone = { ...env, ROLEASSIST_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/x' };
    const { code, stderr } = await credentialProcess([], gone);
    assert.equal(code, 3);
    assert.match(stderr, /^error CredentialSourceFailed: .*\nhint: .*new terminal/);

    assert.equal((await credentialProcess([])).code, 2);
  });
}
