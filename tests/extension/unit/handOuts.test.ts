import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AgentHandOut } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HandOutStore } from '../../../extension/src/infrastructure/state/handOutStore.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { openEditor } from './fakes/vscode.ts';
import { inMinutes, now, session } from './support/samples.ts';

const handOut = (changes: Partial<AgentHandOut> = {}): AgentHandOut => ({
  time: inMinutes(-1),
  agent: 'codex',
  profile: 'dev',
  arn: session().arn,
  delivery: 'process',
  count: 1,
  ...changes,
});

let sessions: SessionStore;
let handOuts: HandOutStore;
let transport: FakeTransport;
let changes: number;

function open(...answers: unknown[]): void {
  transport = new FakeTransport(...answers);
  sessions = new SessionStore();
  handOuts = new HandOutStore(new HostApi(transport), sessions);
  changes = 0;
  handOuts.onDidChange(() => changes++);
}

beforeEach(() => {
  vi.useFakeTimers({ now });
  openEditor();
});

afterEach(() => {
  handOuts.dispose();
  vi.useRealTimers();
});

it('asks once for several changes of the sessions', async () => {
  open({ handOuts: [handOut()] });
  sessions.apply({ revision: 1, hostId: 'host-1', sessions: [session()] });
  sessions.apply({ revision: 2, hostId: 'host-1', sessions: [session(), session({ sessionId: '2', agent: 'codex' })] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(transport.requests).toMatchObject([{ method: 'roleassist/agents/handOuts' }]);
  expect(changes).toBe(1);
  expect(handOuts.valid(now)).toEqual([handOut()]);
});

it('lists only credentials that are still valid', async () => {
  const valid = handOut({ expiration: inMinutes(1) });
  open({ handOuts: [handOut({ expiration: inMinutes(-1) }), valid] });
  sessions.apply({ revision: 1, hostId: 'host-1', sessions: [] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(handOuts.valid(now)).toEqual([valid]);
  expect(handOuts.valid(now + 60_000)).toEqual([]);
});

it('starts no host', async () => {
  open();
  handOuts.refresh();
  await vi.advanceTimersByTimeAsync(1000);
  expect(transport.requests).toEqual([]);
});

it('shows no error, because nothing depends on it', async () => {
  open(new Error('the host has stopped'), { handOuts: [] });
  sessions.apply({ revision: 1, hostId: 'host-1', sessions: [] });
  await vi.advanceTimersByTimeAsync(1000);
  expect(changes).toBe(0);
  handOuts.refresh();
  await vi.advanceTimersByTimeAsync(1000);
  expect(changes).toBe(1);
});

it('keeps the sessions of agents apart from those of the user', () => {
  open();
  const ended: string[] = [];
  sessions.onDidEnd((list) => ended.push(...list.map(({ sessionId }) => sessionId)));
  sessions.apply({
    revision: 1,
    hostId: 'host-1',
    sessions: [session({ sessionId: 'theirs', agent: 'codex' }), session()],
  });
  expect(sessions.sessions.map(({ sessionId }) => sessionId)).toEqual(['session-1']);
  expect(sessions.agentSessions.map(({ sessionId }) => sessionId)).toEqual(['theirs']);
  sessions.apply({ revision: 2, hostId: 'host-1', sessions: [] });
  expect(ended).toEqual(['session-1']);
  expect(sessions.agentSessions).toEqual([]);
});
