import { beforeEach, describe, expect, it } from 'vitest';
import { SessionEnvironments } from '../../../extension/src/infrastructure/delivery/sessionEnvironments.ts';
import type { EnvironmentUse } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { fakeLog, session } from './support/samples.ts';

const answer = (warning?: string) => ({
  variables: [{ name: 'SECRET', value: 'hunter2' }],
  delivery: 'endpoint',
  reason: 'Nothing shadows the endpoint.',
  ...(warning ? { warning } : {}),
});

beforeEach(() => openEditor());

describe('the environment of a session', () => {
  it.each<[EnvironmentUse, object]>([
    ['terminal', {}],
    ['allTerminals', { delivery: 'profile' }],
    ['process', { delivery: 'profile' }],
  ])('for %s contains a secret only if VS Code does not save it', async (use, delivery) => {
    const transport = new FakeTransport(answer());
    const environments = new SessionEnvironments(new HostApi(transport), fakeLog());
    expect(await environments.variablesFor(session(), use, 'title')).toEqual(answer().variables);
    expect(transport.params).toEqual([{ sessionId: 'session-1', use, ...delivery }]);
  });

  it('is explained in the log, without its values', async () => {
    const log = fakeLog();
    await new SessionEnvironments(new HostApi(new FakeTransport(answer())), log).variablesFor(
      session(),
      'terminal',
      'title',
    );
    expect(log.lines).toEqual([
      'info Delivering prod-admin by endpoint (use: terminal): Nothing shadows the endpoint.',
    ]);
  });

  it('shows the same warning once', async () => {
    const transport = new FakeTransport(answer('Beware.'), answer('Beware.'), answer('Look out.'), answer());
    const environments = new SessionEnvironments(new HostApi(transport), fakeLog());
    for (let times = 0; times < 4; times++) {
      await environments.variablesFor(session(), 'terminal', 'title');
    }
    expect(editor.messages.map(({ severity, text }) => [severity, text])).toEqual([
      ['warning', 'Beware.'],
      ['warning', 'Look out.'],
    ]);
  });
});
