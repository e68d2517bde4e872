// $/cancelRequest aborts connections to STS and file reads, and no request waits for another's file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { Host } from './support/host.mjs';
import { startSilentSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const requestCancelled = { code: -32800 };

describeWithSandbox('cancellation', (context) => {
  it('answers -32800 and closes the connection to an STS that does not respond', async () => {
    const { scope, sandbox } = context;
    const sts = await startSilentSts(scope);
    const { rpc } = await Host.connect(scope, { ...sandbox.environment, AWS_ENDPOINT_URL_STS: sts.url });
    const cancellation = new CancellationTokenSource();
    const assumed = rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' }, cancellation.token);
    await sts.requested;

    cancellation.cancel();

    await assert.rejects(assumed, requestCancelled);
    await sts.hungUp;
    const { sessions } = await rpc.sendRequest('roleassist/sessions/list', {});
    assert.deepEqual(sessions, []);
  });

  it('abandons a slow STS without affecting other requests', async () => {
    const { scope, sandbox } = context;
    const { rpc } = await Host.connect(scope, sandbox.environment);
    await sandbox.fault('delay', '--seconds', '600', '--action', 'AssumeRole');
    const cancellation = new CancellationTokenSource();
    const slow = rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' }, cancellation.token);
    const refused = assert.rejects(slow, requestCancelled);
    await rpc.sendRequest('roleassist/profiles/list', {});

    cancellation.cancel();

    await refused;
    await sandbox.fault('none');
    const { session } = await rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    assert.equal(session.profile, 'dev');
  });

  it('waits for a config file without data only in requests that need it, and until canceled', async (test) => {
    if (process.platform === 'win32') {
      return test.skip('there are no named pipes in the file system');
    }
    const { scope, sandbox } = context;
    const folder = await scope.temporaryFolder('pipe');
    const pipe = join(folder, 'config');
    execFileSync('mkfifo', [pipe]);
    const writer = openSync(pipe, 'r+'); // a writer that sends nothing
    scope.defer(() => closeSync(writer));
    const { rpc } = await Host.connect(scope, { ...sandbox.environment, AWS_CONFIG_FILE: pipe });
    const cancellation = new CancellationTokenSource();
    const assume = { profile: 'dev' };
    const waiting = [
      ['roleassist/profiles/list', {}],
      ['roleassist/sessions/assume', assume],
      ['roleassist/code/generate', { language: 'bash', profiles: ['dev'] }],
    ].map(([method, params]) => {
      const request = { answered: false };
      const answer = rpc.sendRequest(method, params, cancellation.token).finally(() => (request.answered = true));
      request.refused = assert.rejects(answer, requestCancelled);
      return request;
    });

    await rpc.sendRequest('roleassist/code/listTemplates', {});
    await rpc.sendRequest('roleassist/sessions/list', {});
    await rpc.sendRequest('roleassist/code/findHardCodedKeys', { text: 'AKIAIOSFODNN7EXAMPLE' });

    assert.deepEqual(
      waiting.map((request) => request.answered),
      [false, false, false],
    );
    cancellation.cancel();
    await Promise.all(waiting.map((request) => request.refused));
    assert.deepEqual((await rpc.sendRequest('roleassist/sessions/list', {})).sessions, []);
  });

  it('ignores a cancellation for an unknown request', async () => {
    const { scope, sandbox } = context;
    const host = await Host.connect(scope, sandbox.environment);

    for (const id of [4711, 'never-sent']) {
      host.send({ method: '$/cancelRequest', params: { id } });
    }

    assert.ok((await host.rpc.sendRequest('roleassist/profiles/list', {})).profiles);
  });
});
