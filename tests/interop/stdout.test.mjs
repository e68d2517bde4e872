// While the host serves, its stdout contains protocol messages only.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readFrames } from './support/frames.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';

describeWithSandbox('stdout', (context) => {
  it('is empty until the client sends a message, whatever is logged', async () => {
    const host = Host.start(context.scope, context.sandbox.environment, { logLevel: 'Trace' });

    await host.until(() => host.stderr.includes('Hosting started'));
    host.closeStdin();

    await host.ended;
    assert.equal(host.stdout.length, 0);
  });

  it('contains only well-formed messages, even if everything fails and is logged at trace level', async () => {
    const { scope, sandbox } = context;
    const host = Host.start(scope, sandbox.environment, { logLevel: 'Trace' });
    const asked = [];
    const ask = (method, params) => {
      asked.push(asked.length + 1);
      return host.ask(asked.at(-1), method, params);
    };

    await ask('initialize', { processId: process.pid, capabilities: {} });
    await ask('roleassist/profiles/list', {});
    await ask('roleassist/no/such/method', {});
    await ask('roleassist/sessions/assume', ['dev']);
    await ask('roleassist/sessions/assume', { profile: 'Ünbekannt ✗ 𝄞' });
    await ask('roleassist/sessions/assume', { profile: 'prod-admin' });
    await sandbox.fault('garbage', '--count', '3');
    assert.ok((await ask('roleassist/sessions/assume', { profile: 'long' })).error);
    const { session } = (await ask('roleassist/sessions/assume', { profile: 'dev' })).result;
    await ask('roleassist/terminals/getEnvironment', { sessionId: session.sessionId });
    await ask('roleassist/sessions/end', { sessionId: session.sessionId });
    await ask('shutdown');
    host.send({ method: 'exit' });
    await host.ended;

    const { messages, rest } = readFrames(host.stdout);
    assert.equal(rest.toString('latin1'), '');
    assert.deepEqual(
      messages.filter((message) => !message.method).map((message) => message.id),
      asked,
    );
    assert.match(host.stderr, /^dbug: /m, 'the log was not at trace level');
  });
});
