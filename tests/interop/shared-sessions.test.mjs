// One MFA code is enough for all verbs: they find the session of an editor's host.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { totp } from './support/totp.mjs';

describeWithSandbox('the session of a running host', (context) => {
  let host;
  let session;
  let key;

  const run = (args, options = {}) => runVerb(context.scope, args, { env: context.sandbox.environment, ...options });

  before(async () => {
    const { scope, sandbox } = context;
    host = await Host.connect(scope, sandbox.environment);
    ({ session } = await host.rpc.sendRequest('roleassist/sessions/assume', {
      profile: 'prod-admin',
      tokenCode: totp(sandbox.description.mfa[0].secret),
    }));
    // The host opens its socket concurrently with serving its client.
    let answer;
    do {
      answer = await run(['credential-process', 'prod-admin']);
    } while (answer.code === 6);
    key = JSON.parse(answer.stdout).AccessKeyId;
  });

  it('serves env', async () => {
    const { stdout, stderr } = await run(['env', 'prod-admin', '--json']);
    assert.equal(stderr, '');
    assert.equal(JSON.parse(stdout).AWS_ACCESS_KEY_ID, key);
  });

  for (const delivery of ['environment', 'endpoint', 'profile']) {
    it(`serves exec: ${delivery}`, async () => {
      const script = 'process.stdout.write(process.env.ROLEASSIST_PROFILE)';
      const result = await run([
        'exec',
        'prod-admin',
        '--delivery',
        delivery,
        '--quiet',
        '--',
        process.execPath,
        '-e',
        script,
      ]);
      assert.deepEqual(
        { ...result, bytes: undefined, signal: null },
        { code: 0, signal: null, bytes: undefined, stdout: 'prod-admin', stderr: '' },
      );
    });
  }

  it('serves assume and whoami', async () => {
    const assumed = JSON.parse((await run(['assume', 'prod-admin', '--json'])).stdout).sessions[0];
    assert.equal(assumed.arn, session.arn);
    assert.equal(JSON.parse((await run(['whoami', 'prod-admin', '--json'])).stdout).arn, session.arn);
  });

  it('does not serve a session with different parameters', async () => {
    assert.equal((await run(['env', 'prod-admin', '--json', '--duration', '30m'])).code, 6);
    assert.equal((await run(['env', 'prod-admin', '--json', '--session-name', 'other'])).code, 6);
  });

  it('serves nothing after it has ended', async () => {
    await host.rpc.sendRequest('roleassist/sessions/end', { sessionId: session.sessionId });
    // The background hosts of the ended commands end too, and hold the session until then.
    let answer;
    do {
      answer = await run(['env', 'prod-admin', '--shell', 'bash']);
    } while (answer.code === 0);
    assert.deepEqual({ code: answer.code, stdout: answer.stdout }, { code: 6, stdout: 'false;\n' });
  });
});
