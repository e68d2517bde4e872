// The credential endpoint of the published host, used by programs whose environment the host provided.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { it } from 'node:test';
import { run } from '../../scripts/lib/processes.mjs';
import { awsPrograms, whoAmICommand } from './support/aws-cli.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { totp } from './support/totp.mjs';

const withAws = { skip: awsPrograms.length === 0 && '`aws` was not found on PATH' };
const python = '/usr/bin/python3';
const withBoto3 = { skip: !existsSync(python) && 'the distribution has no python3' };

describeWithSandbox('credential endpoint', (context) => {
  /** A host with a session, and the address of its credentials. */
  async function serve(parameters) {
    const host = await Host.connect(context.scope, context.sandbox.environment);
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', parameters);
    return { host, sessionId: session.sessionId, ...(await grantOf(host, session.sessionId)) };
  }

  async function grantOf(host, sessionId) {
    const { variables } = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
      sessionId,
      delivery: 'endpoint',
    });
    const given = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
    return {
      variables,
      url: given.AWS_CONTAINER_CREDENTIALS_FULL_URI,
      token: given.AWS_CONTAINER_AUTHORIZATION_TOKEN,
    };
  }

  const ask = (url, token, headers = {}) =>
    new Promise((resolve, reject) => {
      http
        .get(url, { headers: { Authorization: token, ...headers } }, async (response) => {
          const body = Buffer.concat(await response.toArray()).toString('utf8');
          resolve({ status: response.statusCode, reason: response.statusMessage, body });
        })
        .once('error', reject);
    });

  const environmentWith = (variables) => {
    const env = { ...context.sandbox.environment };
    for (const { name, value } of variables) {
      if (value === null) {
        delete env[name];
      } else {
        env[name] = value;
      }
    }
    // An SDK reads the files before it uses the endpoint.
    return { ...env, AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
  };

  it('serves the role to the AWS CLI and boto3', { ...withAws, ...withBoto3 }, async () => {
    const { variables } = await serve({ profile: 'dev', roleSessionName: 'served' });
    const env = environmentWith(variables);

    for (const aws of awsPrograms) {
      const [command, ...args] = await whoAmICommand(aws, context.sandbox.description.endpoint);
      const { stdout } = await run(command, args, { env });
      assert.equal(JSON.parse(stdout).Arn, 'arn:aws:sts::222233334444:assumed-role/developer/served', aws);
    }
    const script =
      'import boto3, os; print(boto3.client("sts", endpoint_url=os.environ["AWS_ENDPOINT_URL_STS"]).get_caller_identity()["Arn"])';
    const { stdout } = await run(python, ['-c', script], { env });
    assert.equal(stdout.trim(), 'arn:aws:sts::222233334444:assumed-role/developer/served');
  });

  it('serves clients with the token, but not browsers', async () => {
    const { url, token } = await serve({ profile: 'dev' });

    const answer = await ask(url, token);
    assert.equal(answer.status, 200);
    assert.match(JSON.parse(answer.body).AccessKeyId, /^ASIA/);
    for (const headers of [
      { Origin: 'http://127.0.0.1' },
      { Referer: url },
      { 'Sec-Fetch-Site': 'none' },
      { Host: 'rebound.example' },
      { Host: 'localhost' },
      { 'X-Forwarded-For': '127.0.0.1' },
      { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
    ]) {
      assert.deepEqual(await ask(url, token, headers), { status: 403, reason: 'Forbidden', body: '' });
    }
    assert.equal((await ask(url, `${token.slice(0, -1)}!`)).status, 404);
  });

  it("keeps a session's address until the session ends", async () => {
    const { host, sessionId, url, token } = await serve({ profile: 'dev' });
    const again = await grantOf(host, sessionId);
    assert.deepEqual([again.url, again.token], [url, token]);

    await host.rpc.sendRequest('roleassist/sessions/end', { sessionId });
    const ended = await ask(url, token);
    assert.equal(ended.status, 410);
    assert.match(JSON.parse(ended.body).message, /^RoleAssist: the session of 'dev' has been ended/);

    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    const renewed = await grantOf(host, session.sessionId);
    assert.notEqual(renewed.token, token);
    assert.equal((await ask(url, token)).status, 410);
  });

  it('ends with its host', async () => {
    const { host, url, token } = await serve({ profile: 'dev' });

    await host.rpc.sendRequest('shutdown');
    await host.rpc.sendNotification('exit');
    await host.ended;

    await assert.rejects(ask(url, token), { code: 'ECONNREFUSED' });
  });

  it('records the number of requests in the audit trail, but no credentials', async () => {
    const { host, url, token } = await serve({ profile: 'dev', roleSessionName: 'counted' });
    let given;
    for (let number = 0; number < 50; number++) {
      given = JSON.parse((await ask(url, token)).body);
    }
    host.closeStdin();
    await host.ended;

    const { stdout } = await runVerb(context.scope, ['log', '--json'], { env: context.sandbox.environment });
    const lines = JSON.parse(stdout).events.filter((event) => event.accessKeyId === given.AccessKeyId);
    const handedOut = lines.filter((event) => event.delivery === 'endpoint' && event.action === 'HandedOut');
    assert.equal(
      handedOut.reduce((sum, event) => sum + event.count, 0),
      50,
    );
    assert.ok(handedOut.length < 5);
    assert.ok(!stdout.includes(given.SecretAccessKey) && !stdout.includes(given.Token) && !stdout.includes(token));
  });

  it('serves a legitimate client despite two thousand slow connections', async () => {
    const code = totp(context.sandbox.description.mfa[0].secret);
    const { url, token } = await serve({ profile: 'prod-admin', tokenCode: code });
    const { port } = new URL(url);
    const slow = [];
    for (let number = 0; number < 2_000; number++) {
      const socket = net.connect(Number(port), '127.0.0.1').on('error', () => {});
      await once(socket, 'connect');
      socket.write(number % 2 ? 'GET /credentials/' : 'G');
      slow.push(socket);
      if (number % 200 === 0) {
        assert.equal((await ask(url, token)).status, 200);
      }
    }
    assert.equal((await ask(url, token)).status, 200);
    slow.forEach((socket) => socket.destroy());
  });
});
