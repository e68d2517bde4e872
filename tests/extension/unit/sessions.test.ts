import { beforeEach, describe, expect, it } from 'vitest';
import { endSession } from '../../../extension/src/features/sessions/endSession.ts';
import { followHost } from '../../../extension/src/features/sessions/followHost.ts';
import type { HostStop } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { maintainContextKeys } from '../../../extension/src/infrastructure/state/contextKeys.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { EventEmitter, editor, openEditor } from './fakes/vscode.ts';
import { session } from './support/samples.ts';

const first = session({ sessionId: 'session-1', profile: 'dev' });
const second = session({ sessionId: 'session-2', profile: 'prod-admin' });

let store: SessionStore;

beforeEach(() => {
  openEditor();
  store = new SessionStore();
});

describe('the store', () => {
  it('takes each snapshot whole and says so', () => {
    const seen: number[] = [];
    store.onDidChange(() => seen.push(store.sessions.length));
    store.apply({ revision: 0, sessions: [first] });
    store.apply({ revision: 1, sessions: [second, first] });
    store.apply({ revision: 5, sessions: [] });
    expect(seen).toEqual([1, 2, 0]);
  });

  it('passes over a snapshot that is older than what it has, or the same', () => {
    store.apply({ revision: 3, sessions: [second] });
    store.onDidChange(() => expect.fail('nothing has changed'));
    store.apply({ revision: 2, sessions: [] });
    store.apply({ revision: 3, sessions: [] });
    expect(store.sessions).toEqual([second]);
  });

  it('begins anew with the next host, which counts from the start', () => {
    store.apply({ revision: 9, sessions: [second] });
    store.reset();
    expect(store.sessions).toEqual([]);
    store.apply({ revision: 1, sessions: [first] });
    expect(store.sessions).toEqual([first]);
  });

  it('keeps the context key of the when clauses', () => {
    maintainContextKeys(store);
    store.apply({ revision: 1, sessions: [second, first] });
    expect(editor.executed).toEqual([['setContext', 'roleassist.sessionCount', 2]]);
  });
});

describe('End Session', () => {
  it('ends the only session without asking which', async () => {
    store.apply({ revision: 1, sessions: [first] });
    const transport = new FakeTransport(null);
    await endSession(new HostApi(transport), store);
    expect(transport.params).toEqual([{ sessionId: 'session-1' }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('ends the one that is picked of several', async () => {
    store.apply({ revision: 1, sessions: [second, first] });
    editor.choice = 'dev';
    const transport = new FakeTransport(null);
    await endSession(new HostApi(transport), store);
    expect(transport.params).toEqual([{ sessionId: 'session-1' }]);
  });

  it('leaves the store to the host, which knows what has ended', async () => {
    store.apply({ revision: 1, sessions: [first] });
    await endSession(new HostApi(new FakeTransport(null)), store);
    expect(store.sessions).toEqual([first]);
  });

  it('says when there is none', async () => {
    await expect(endSession(new HostApi(new FakeTransport()), store)).rejects.toThrow('There is no session to end.');
  });
});

describe('the end of the host', () => {
  const stopped = new EventEmitter<HostStop>();
  const stop = (noticed: boolean) => {
    followHost({ onDidStop: stopped.event }, store);
    stopped.fire({ noticed });
  };

  it('is told when it has taken sessions with it, and empties the store', () => {
    store.apply({ revision: 1, sessions: [first] });
    stop(false);
    expect(store.sessions).toEqual([]);
    expect(editor.message).toMatchObject({ severity: 'warning' });
    expect(editor.message?.text).toContain('its sessions have ended');
    expect(editor.message?.buttons.map(({ title }) => title)).toEqual(['Assume Role', 'Show Log']);
  });

  it('is not told twice', () => {
    store.apply({ revision: 1, sessions: [first] });
    stop(true);
    expect(store.sessions).toEqual([]);
    expect(editor.message).toBeUndefined();
  });

  it('is not told when nothing was lost', () => {
    stop(false);
    expect(editor.message).toBeUndefined();
  });
});
