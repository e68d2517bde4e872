// $/cancelRequest reaches the connection to STS.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { Host } from './support/host.mjs';
import { startSilentSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const requestCancelled = { code: -32800 };

describeWithSandbox('cancellation', (context) => {
  it('answers -32800 and hangs up on an STS that does not answer', async () => {
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

  it('gives up on a slow STS without harm to the requests beside it and after it', async () => {
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

  it('takes no notice of a cancellation for a request that it does not know', async () => {
    const { scope, sandbox } = context;
    const host = await Host.connect(scope, sandbox.environment);

    for (const id of [4711, 'never-sent']) {
      host.send({ method: '$/cancelRequest', params: { id } });
    }

    assert.ok((await host.rpc.sendRequest('roleassist/profiles/list', {})).profiles);
  });
});
