// Sessions from a client's perspective: errors that request a code, and snapshots of the state.
import assert from 'node:assert/strict';
import { EventEmitter, on } from 'node:events';
import { it } from 'node:test';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { wrongCode } from './support/totp.mjs';

describeWithSandbox('sessions', (context) => {
  it('reports every change by a notification with all sessions and a higher revision', async () => {
    const host = await Host.connect(context.scope, context.sandbox.environment);
    const events = new EventEmitter();
    const arriving = on(events, 'snapshot');
    host.rpc.onNotification('roleassist/sessionsChanged', (snapshot) => events.emit('snapshot', snapshot));
    const snapshots = [await host.rpc.sendRequest('roleassist/sessions/list', {})];
    // A session that is being assumed is reported too, unless it completes before that is sent.
    const nextSnapshot = async () => {
      let snapshot;
      do {
        [snapshot] = (await arriving.next()).value;
      } while (snapshot.sessions.some(({ state }) => state === 'assuming'));
      snapshots.push(snapshot);
    };
    const ids = [];

    for (const profile of ['dev', 'vendor', 'long']) {
      const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile });
      ids.push(session.sessionId);
      await nextSnapshot();
    }
    await host.rpc.sendRequest('roleassist/sessions/end', { sessionId: ids[1] });
    await nextSnapshot();

    const revisions = snapshots.map((snapshot) => snapshot.revision);
    assert.ok(
      revisions.every((revision, index) => index === 0 || revision > revisions[index - 1]),
      `revisions must rise: ${revisions}`,
    );
    assert.deepEqual(
      snapshots.map(({ sessions }) => sessions.map((session) => session.profile)),
      [[], ['dev'], ['vendor', 'dev'], ['long', 'vendor', 'dev'], ['long', 'dev']],
    );
    assert.deepEqual(await host.rpc.sendRequest('roleassist/sessions/list', {}), snapshots.at(-1));
    const notifications = host.messages.filter((message) => message.method);
    assert.ok(notifications.every((message) => !('id' in message)));
    assert.ok(notifications.every((message) => !Array.isArray(message.params)));
  });

  it('requests an MFA code by an error, and reports the device of a wrong code', async () => {
    const { scope, sandbox } = context;
    const { rpc } = await Host.connect(scope, sandbox.environment);
    const assume = (tokenCode) => rpc.sendRequest('roleassist/sessions/assume', { profile: 'prod-admin', tokenCode });
    const concerned = { profile: 'prod-admin', mfaSerial: sandbox.mfaSerial };

    const needed = await assume(undefined).catch((error) => error);
    assert.equal(needed.code, 600);
    assert.deepEqual(needed.data, { code: 'MfaRequired', ...concerned });

    const rejected = await assume(wrongCode(sandbox.description.mfa[0].secret)).catch((error) => error);
    assert.equal(rejected.code, 401);
    assert.match(rejected.message, /MFA code.*wrong/);
    const { hint, ...data } = rejected.data;
    assert.match(hint, /next code/);
    assert.deepEqual(data, { code: 'MfaCodeRejected', ...concerned });

    const { session } = await assume(await sandbox.nextCode(sandbox.mfaSerial));
    assert.match(session.arn, /^arn:aws:sts::444455556666:assumed-role\/admin\//);
    assert.equal((await rpc.sendRequest('roleassist/identity/get', { sessionId: session.sessionId })).arn, session.arn);
  });

  it('suggests similar names for a profile that does not exist', async () => {
    const { rpc } = await Host.connect(context.scope, context.sandbox.environment);

    const unknown = await rpc
      .sendRequest('roleassist/sessions/assume', { profile: 'prod-admn' })
      .catch((error) => error);

    assert.equal(unknown.code, 302);
    assert.equal(unknown.data.code, 'ProfileNotFound');
    assert.match(unknown.data.hint, /'prod-admin'/);
  });
});
