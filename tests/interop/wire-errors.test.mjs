// Errors for invalid requests are readable and reveal nothing about the implementation or the machine.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Host } from './support/host.mjs';
import { startRawSts } from './support/sts-servers.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { assertNoInternals } from './support/wire.mjs';

const parseError = -32700;
const invalidRequest = -32600;
const methodNotFound = -32601;
const invalidParams = -32602;
const serviceUnavailable = 502;

const refused = [
  ['an unknown method', 'roleassist/no/such/method', {}, methodNotFound],
  ['an unknown $ method', '$/no/such/method', {}, methodNotFound],
  ['a member of the wrong type', 'roleassist/sessions/assume', { profile: 5 }, invalidParams],
  ['a number that is not an integer', 'roleassist/sessions/assume', { durationSeconds: 1.5 }, invalidParams],
  ['a list of the wrong type', 'roleassist/sessions/assume', { tags: [1] }, invalidParams],
  ['an unknown member', 'roleassist/sessions/assume', { profile: 'dev', frobnicate: true }, invalidParams],
  ['a missing member', 'roleassist/sessions/end', {}, invalidParams],
  ['a member that must not be null', 'roleassist/sessions/end', { sessionId: null }, invalidParams],
  ['positional parameters', 'roleassist/sessions/assume', ['dev'], invalidParams],
  ['a params object in a list', 'roleassist/sessions/assume', [{ profile: 'dev' }, 1], invalidParams],
  ['an empty list', 'roleassist/sessions/assume', [], invalidParams],
  ['null parameters', 'roleassist/sessions/assume', null, invalidParams],
  ['no parameters', 'roleassist/sessions/assume', undefined, invalidParams],
];

const unreadable = [
  ['invalid JSON', '{"jsonrpc": oops', parseError],
  ['half a message', '{"jsonrpc":"2.0","id":1,"method":"roleassist/pro', parseError],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), parseError],
  ['a value that is not an object', '"hello"', invalidRequest],
  ['an object that is not a message', '{"jsonrpc":"2.0","id":7}', invalidRequest],
  ['a batch, which LSP does not have', '[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', invalidRequest],
];

const brokenFrames = [
  ['a length that is too large', 'Content-Length: 99999999999999999999\r\n\r\n{}'],
  ['a negative length', 'Content-Length: -5\r\n\r\n{}'],
  ['a length of zero', 'Content-Length: 0\r\n\r\n'],
  ['a length that is not a number', 'Content-Length: many\r\n\r\n{}'],
  ['no length', 'Content-Type: application/json\r\n\r\n{}'],
  ['an unknown encoding', 'Content-Length: 2\r\nContent-Type: application/json; charset=klingon\r\n\r\n{}'],
  ['no header', '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}\r\n\r\n'],
  ['another protocol', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
];

const unfinishedFrames = [
  ['a frame longer than the input', 'Content-Length: 2147483647\r\n\r\n{}'],
  ['a header without an end', 'Content-Length: '.padEnd(200_000, 'x')],
];

const strangeAnswers = [
  [200, 'text/html', '<html><body>Please log in</body></html>'],
  [200, 'text/xml', 'not XML at all'],
  [200, 'text/xml', '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"/>'],
  [200, 'application/json', '{"a":1}'],
  [200, 'text/xml', ''],
];

describeWithSandbox('errors on the wire', (context) => {
  const start = async (env = context.sandbox.environment) => {
    const host = Host.start(context.scope, env);
    await host.ask('init', 'initialize', {});
    return host;
  };
  const isHealthy = async (host) => assert.ok((await host.ask('after', 'roleassist/profiles/list', {})).result);

  it('refuses requests that match no method', async () => {
    const host = await start();
    for (const [what, method, params, code] of refused) {
      const { error } = await host.ask(what, method, params);
      assert.equal(error?.code, code, what);
      assertNoInternals(JSON.stringify(error));
    }
    await isHealthy(host);
  });

  it('answers content that is not a message, and continues', async () => {
    const host = await start();
    for (const [index, [what, content, code]] of unreadable.entries()) {
      host.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n`);
      host.write(content);
      const { error } = await host.until(() => host.messages.filter((message) => message.id === null)[index]);
      assert.equal(error.code, code, what);
      assertNoInternals(JSON.stringify(error));
    }
    await isHealthy(host);
  });

  it('refuses text that is not UTF-8', async () => {
    const host = await start();
    const request = Buffer.from(
      '{"jsonrpc":"2.0","id":1,"method":"roleassist/sessions/assume","params":{"profile":"\xff\xfe"}}',
      'latin1',
    );
    host.write(`Content-Length: ${request.length}\r\n\r\n`);
    host.write(request);
    const { error } = await host.until(() => host.messages.find((message) => message.id === 1));
    assert.equal(error.code, invalidParams);
    assertNoInternals(JSON.stringify(error));
    await isHealthy(host);
  });

  it('exits with 1 and no output on a frame of unknown length', async () => {
    for (const [what, bytes] of brokenFrames) {
      const host = await start();
      const said = host.stdout.length;
      host.write(bytes);
      assert.deepEqual(await host.ended, { code: 1, signal: null }, what);
      assert.equal(host.stdout.length, said, what);
    }
  });

  it('waits for the rest of a frame only until stdin ends', async () => {
    for (const [what, bytes] of unfinishedFrames) {
      const host = await start();
      host.write(bytes);
      host.closeStdin();
      assert.deepEqual(await host.ended, { code: 1, signal: null }, what);
    }
  });

  it('reports an endpoint that is not an STS', async () => {
    for (const answer of strangeAnswers) {
      const AWS_ENDPOINT_URL_STS = await startRawSts(context.scope, ...answer);
      const host = await start({ ...context.sandbox.environment, AWS_ENDPOINT_URL_STS });
      const { error } = await host.ask(1, 'roleassist/sessions/assume', { profile: 'dev' });
      assert.equal(error?.code, serviceUnavailable, String(answer));
      assert.equal(error.data.code, 'ServiceUnavailable');
      assertNoInternals(JSON.stringify(error));
      assert.ok(!answer[2] || !JSON.stringify(error).includes(answer[2]));
    }
  });
});
