import { describe, expect, it, vi } from 'vitest';
import { Methods } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { CancellationTokenSource } from './fakes/vscode.ts';
import { session } from './support/samples.ts';

describe('the host API', () => {
  it('sends a request with its method, params and token, and returns the result', async () => {
    const transport = new FakeTransport({ session: session() });
    const { token } = new CancellationTokenSource();
    const params = { profile: 'prod-admin' };
    await expect(new HostApi(transport).request(Methods.assume, params, token)).resolves.toEqual({
      session: session(),
    });
    expect(transport.requests).toEqual([{ method: 'roleassist/sessions/assume', params, token }]);
  });

  const { sessionId, profile, account, arn, state } = session();
  const minimal = { sessionId, profile, account, arn, state };

  it.each([
    { revision: 1, hostId: 'host-1', sessions: [] },
    {
      revision: 1,
      hostId: 'host-1',
      sessions: [session(), session({ state: 'needsMfa', isProduction: true, remark: 'x' })],
    },
    { revision: 1, hostId: 'host-1', sessions: [minimal] },
    { revision: 1, hostId: 'host-1', sessions: [{ ...session(), addedLater: 1 }], addedLater: 1 },
  ])('passes on a notification with valid params: %j', (snapshot) => {
    const { transport, handler } = listening();
    transport.notify(Methods.sessionsChanged, snapshot);
    expect(handler).toHaveBeenCalledExactlyOnceWith(snapshot);
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    { revision: '1', sessions: [] },
    { revision: 1, hostId: 'host-1', sessions: {} },
    { revision: 1, hostId: 'host-1', sessions: [null] },
    { revision: 1, hostId: 'host-1', sessions: [{}] },
    { revision: 1, hostId: 'host-1', sessions: [session(), { ...session(), account: undefined }] },
    { revision: 1, hostId: 'host-1', sessions: [{ ...session(), state: 'toString' }] },
    { revision: 1, hostId: 'host-1', sessions: [{ ...session(), expiration: 1 }] },
    { revision: 1, hostId: 'host-1', sessions: [{ ...session(), isSandbox: 'yes' }] },
  ])('rejects a notification with invalid params: %j', (params) => {
    const { transport, handler } = listening();
    expect(() => {
      transport.notify(Methods.sessionsChanged, params);
    }).toThrow("The params of 'roleassist/sessionsChanged' do not match the contract.");
    expect(handler).not.toHaveBeenCalled();
  });
});

function listening() {
  const transport = new FakeTransport();
  const handler = vi.fn();
  new HostApi(transport).onNotification(Methods.sessionsChanged, handler);
  return { transport, handler };
}
