// How the host starts and ends: the life cycle of the Language Server Protocol.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { it } from 'node:test';
import { stop } from '../../scripts/lib/processes.mjs';
import { version } from '../../scripts/lib/project.mjs';
import { Host } from './support/host.mjs';
import { startSilentSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const serverNotInitialized = -32002;
const invalidRequest = -32600;

describeWithSandbox('life cycle', (context) => {
  const start = (env = context.sandbox.environment) => Host.start(context.scope, env);

  it('refuses requests before initialize', async () => {
    const host = start();
    const requests = ['roleassist/profiles/list', 'roleassist/sessions/list', 'roleassist/sessions/assume', 'shutdown'];
    for (const [id, method] of requests.entries()) {
      assert.equal((await host.ask(id, method, {})).error.code, serverNotInitialized, method);
    }

    host.send({ method: 'roleassist/sessions/end', params: { sessionId: 'x' } }); // a notification is dropped
    const { result } = await host.ask('init', 'initialize', { processId: null, rootUri: null, capabilities: {} });

    assert.deepEqual(result.serverInfo, { name: 'roleassist', version });
    assert.equal((await host.ask('again', 'initialize', {})).error.code, invalidRequest);
  });

  it('exits with 0 on exit after shutdown, and refuses requests in between', async () => {
    const host = start();
    await host.ask(1, 'initialize', {});

    assert.deepEqual((await host.ask(2, 'shutdown')).result, null);
    assert.equal((await host.ask(3, 'roleassist/sessions/list', {})).error.code, invalidRequest);
    host.send({ method: 'exit' });

    assert.deepEqual(await host.ended, { code: 0, signal: null });
  });

  it('exits with 1 on exit without shutdown', async () => {
    const host = start();
    await host.ask(1, 'initialize', {});

    host.send({ method: 'exit' });

    assert.deepEqual(await host.ended, { code: 1, signal: null });
  });

  it('exits with 0 when stdin ends: before initialize, after it, and during a request', async () => {
    const sts = await startSilentSts(context.scope);
    const unborn = start();
    const idle = start();
    const busy = start({ ...context.sandbox.environment, AWS_ENDPOINT_URL_STS: sts.url });
    await Promise.all([idle, busy].map((host) => host.ask(1, 'initialize', {})));
    busy.send({ id: 2, method: 'roleassist/sessions/assume', params: { profile: 'dev' } });
    await sts.requested;

    for (const host of [unborn, idle, busy]) {
      host.closeStdin();
      assert.deepEqual(await host.ended, { code: 0, signal: null });
    }
    await sts.hungUp;
  });

  it('ends when the client process ends, even if stdin is still open', async () => {
    const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
    context.scope.defer(() => stop(client));
    const host = start();
    await host.ask(1, 'initialize', { processId: client.pid });
    await host.ask(2, 'roleassist/sessions/list', {});

    client.kill('SIGKILL');

    assert.equal((await host.ended).signal, null);
  });

  it('ends immediately if the client process has already ended', async () => {
    const client = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await new Promise((resolve) => client.once('exit', resolve));
    const host = start();

    host.send({ id: 1, method: 'initialize', params: { processId: client.pid } });

    assert.equal((await host.ended).signal, null);
  });
});
