import { beforeEach, describe, expect, it } from 'vitest';
import type { Terminal as VSCodeTerminal } from 'vscode';
import { copyIdentity } from '../../../extension/src/features/sessions/copyIdentity.ts';
import { endSession } from '../../../extension/src/features/sessions/endSession.ts';
import { notifyEndedSessions } from '../../../extension/src/features/sessions/notifyEndedSessions.ts';
import { handleHostStop } from '../../../extension/src/features/sessions/handleHostStop.ts';
import { notifyStuckSessions } from '../../../extension/src/features/sessions/notifyStuckSessions.ts';
import { refreshSession } from '../../../extension/src/features/sessions/refreshSession.ts';
import type { HostState, HostStopEvent } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import type { ProfileList, SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { maintainContextKeys } from '../../../extension/src/contextKeys.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeTransport } from './fakes/transport.ts';
import { EventEmitter, Terminal, editor, openEditor } from './fakes/vscode.ts';
import { session } from './support/samples.ts';

const first = session({ sessionId: 'session-1', profile: 'dev' });
const second = session({ sessionId: 'session-2', profile: 'prod-admin' });

let store: SessionStore;

beforeEach(() => {
  openEditor();
  store = new SessionStore();
});

describe('the store', () => {
  it('applies each snapshot as a whole and raises the event', () => {
    const seen: number[] = [];
    store.onDidChange(() => seen.push(store.sessions.length));
    store.apply({ revision: 0, hostId: 'host-1', sessions: [first] });
    store.apply({ revision: 1, hostId: 'host-1', sessions: [second, first] });
    store.apply({ revision: 5, hostId: 'host-1', sessions: [] });
    expect(seen).toEqual([1, 2, 0]);
  });

  it('ignores a snapshot that is older than or the same as the current one', () => {
    store.apply({ revision: 3, hostId: 'host-1', sessions: [second] });
    store.onDidChange(() => expect.fail('nothing has changed'));
    store.apply({ revision: 2, hostId: 'host-1', sessions: [] });
    store.apply({ revision: 3, hostId: 'host-1', sessions: [] });
    expect(store.sessions).toEqual([second]);
  });

  it('starts over with the next host, which counts from the start', () => {
    store.apply({ revision: 9, hostId: 'host-1', sessions: [second] });
    store.reset();
    expect(store.sessions).toEqual([]);
    store.apply({ revision: 1, hostId: 'host-1', sessions: [first] });
    expect(store.sessions).toEqual([first]);
  });

  it('ignores a session that is being assumed for the first time', () => {
    const { sessionId, profile, account, arn } = first;
    store.apply({ revision: 1, hostId: 'host-1', sessions: [{ sessionId, profile, account, arn, state: 'assuming' }] });
    expect(store.sessions).toEqual([]);
    const again = session({ state: 'assuming' });
    store.apply({ revision: 2, hostId: 'host-1', sessions: [again] });
    expect(store.sessions).toEqual([again]);
  });

  it('and the other sources update the context keys of the when clauses', () => {
    const listed = new EventEmitter<ProfileList>();
    const host = new EventEmitter<HostState>();
    const used = new EventEmitter<void>();
    const opened = new EventEmitter<void>();
    maintainContextKeys({
      sessions: store,
      newTerminals: { onDidChange: used.event, scopes: () => [undefined] },
      terminals: { onDidChange: opened.event, count: 3 },
      profiles: { onDidList: listed.event },
      host: { onDidChangeState: host.event },
    });
    store.apply({ revision: 1, hostId: 'host-1', sessions: [second, first] });
    used.fire();
    opened.fire();
    listed.fire({ profiles: [], problems: [] });
    host.fire('failed');
    expect(editor.executed).toEqual([
      ['setContext', 'roleassist.sessionCount', 2],
      ['setContext', 'roleassist.usedInNewTerminals', true],
      ['setContext', 'roleassist.terminalCount', 3],
      ['setContext', 'roleassist.profileCount', 0],
      ['setContext', 'roleassist.ownProfileCount', 0],
      ['setContext', 'roleassist.plainKeyCount', 0],
      ['setContext', 'roleassist.vaultKeyCount', 0],
      ['setContext', 'roleassist.hostState', 'failed'],
    ]);
  });
});

describe('End Session', () => {
  it('ends the only session without asking', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [first] });
    const transport = new FakeTransport(null);
    await endSession(new HostApi(transport), store);
    expect(transport.params).toEqual([{ sessionId: 'session-1' }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('ends the session that the user picks', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [second, first] });
    editor.choice = 'dev';
    const transport = new FakeTransport(null);
    await endSession(new HostApi(transport), store);
    expect(transport.params).toEqual([{ sessionId: 'session-1' }]);
  });

  it('leaves the store to the host, which knows what has ended', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [first] });
    await endSession(new HostApi(new FakeTransport(null)), store);
    expect(store.sessions).toEqual([first]);
  });

  it('ends the session of the row', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [second, first] });
    const transport = new FakeTransport(null);
    await endSession(new HostApi(transport), store, { kind: 'session', sessionId: 'session-2' });
    expect(transport.params).toEqual([{ sessionId: 'session-2' }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('fails if there is no session, or it has ended', async () => {
    await expect(endSession(new HostApi(new FakeTransport()), store)).rejects.toThrow('There are no sessions.');
    await expect(endSession(new HostApi(new FakeTransport()), store, { sessionId: 'gone' })).rejects.toThrow(
      'The session has ended.',
    );
  });
});

describe('Refresh Session', () => {
  it('renews the session of the row', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [second, first] });
    const requests: unknown[] = [];
    const refresher = {
      assume(request: { session: SessionInfo }) {
        requests.push(request);
        return Promise.resolve(first);
      },
    };
    await refreshSession(refresher, store, { sessionId: 'session-1' });
    expect(requests).toEqual([{ session: first }]);
  });
});

describe('Copy ARN and Copy Account', () => {
  beforeEach(() => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [first] });
  });

  it('copy those of the session and confirm it briefly', async () => {
    await copyIdentity('arn', store);
    expect(editor.clipboard).toBe(first.arn);
    expect(editor.statusBarMessages).toEqual([expect.stringContaining(first.arn)]);
    await copyIdentity('account', store);
    expect(editor.clipboard).toBe('444455556666');
    expect(editor.messages).toEqual([]);
  });

  it('copy those of a row, which can be a profile or a session', async () => {
    await copyIdentity('arn', store, { kind: 'profile', arn: 'arn:aws:iam::222233334444:role/dev' });
    expect(editor.clipboard).toBe('arn:aws:iam::222233334444:role/dev');
    await copyIdentity('account', store, { sessionId: 'session-1' });
    expect(editor.clipboard).toBe('444455556666');
  });
});

describe('a session that needs the user', () => {
  let revision: number;
  let terminals: string[];

  function become(...states: SessionInfo['state'][]): void {
    for (const state of states) {
      store.apply({ revision: ++revision, hostId: 'host-1', sessions: [session({ state, remark: 'AWS says no.' })] });
    }
  }

  beforeEach(() => {
    revision = 0;
    terminals = ['session-1'];
    notifyStuckSessions(store, ({ sessionId }) => terminals.includes(sessionId));
  });

  it('is reported once, with an action that renews it', async () => {
    become('active', 'refreshing', 'needsMfa', 'needsMfa');
    expect(editor.message).toMatchObject({
      severity: 'warning',
      text: 'The session of prod-admin, which is used in a terminal, could not be renewed. AWS says no.',
    });
    await editor.message?.press('Enter Code');
    expect(editor.executed).toEqual([['roleassist.refreshSession', { sessionId: 'session-1' }]]);
  });

  it('is reported once for each sign-in, with an action that signs in, even while it is valid', async () => {
    terminals = ['a', 'b'];
    const waiting = (sessionId: string) =>
      session({ sessionId, state: 'expiring', signIn: 'corp', remark: 'Sign in.' });
    store.apply({ revision: ++revision, hostId: 'host-1', sessions: [waiting('a'), waiting('b')] });

    expect(editor.openedAddresses).toEqual([]);
    await editor.message?.press('Sign In');
    expect(editor.executed).toEqual([['roleassist.signIn', { signIn: 'corp' }]]);
  });

  it('is not reported as needing a code if something else is wrong', () => {
    become('active', 'failed');
    expect(editor.message?.buttons.map(({ title }) => title)).toEqual(['Try Again']);
  });

  it.each([
    [['needsMfa', 'refreshing', 'needsMfa']],
    [['needsMfa', 'failed']],
    [['failed', 'assuming', 'failed']],
  ] as const)('is not reported again before it has recovered (%j)', (states) => {
    become('active', ...states);
    expect(editor.messages).toHaveLength(1);
  });

  it('is reported again after it has recovered, which is not reported itself', () => {
    become('needsMfa', 'refreshing', 'active');
    expect(editor.messages).toHaveLength(1);
    become('needsMfa');
    expect(editor.messages).toHaveLength(2);
  });

  it.each(['assuming', 'active', 'refreshing', 'expiring', 'expired'] as const)('is not one that is %s', (state) => {
    become('active', state);
    expect(editor.messages).toEqual([]);
  });

  it('is reported once for all sessions that one code renews', () => {
    terminals = ['session-1', 'session-2', 'session-3'];
    const of = (sessionId: string, mfaSerial: string) => session({ sessionId, state: 'needsMfa', mfaSerial });
    store.apply({ revision: 1, hostId: 'host-1', sessions: [of('session-1', 'device'), of('session-2', 'device')] });
    store.apply({ revision: 2, hostId: 'host-1', sessions: [of('session-1', 'device'), of('session-2', 'device')] });
    expect(editor.messages).toHaveLength(1);
    store.apply({
      revision: 3,
      hostId: 'host-1',
      sessions: [of('session-1', 'device'), of('session-3', 'another device')],
    });
    expect(editor.messages).toHaveLength(2);
  });

  it('is reported again for a device that was reported before and has recovered', () => {
    terminals = ['session-1', 'session-2'];
    store.apply({ revision: 1, hostId: 'host-1', sessions: [session({ state: 'needsMfa', mfaSerial: 'device' })] });
    store.apply({ revision: 2, hostId: 'host-1', sessions: [session()] });
    const other = session({ sessionId: 'session-2', state: 'needsMfa', mfaSerial: 'device' });
    store.apply({ revision: 3, hostId: 'host-1', sessions: [session(), other] });
    expect(editor.messages).toHaveLength(2);
  });

  it('is not reported if no terminal uses it, nor when one is opened later', () => {
    terminals = [];
    become('active', 'needsMfa');
    terminals = ['session-1'];
    become('needsMfa');
    expect(editor.messages).toEqual([]);
  });
});

describe('the end of sessions that terminals use', () => {
  let uses: TerminalUses;

  beforeEach(() => {
    uses = new TerminalUses();
    notifyEndedSessions(store, uses);
    store.apply({ revision: 1, hostId: 'host-1', sessions: [first, second] });
  });

  const open = (name: string, { sessionId }: SessionInfo) => {
    const terminal = new Terminal({ name }).open();
    uses.set(terminal as unknown as VSCodeTerminal, sessionId);
    return terminal;
  };

  it('is reported with the affected terminals, which can be closed', async () => {
    const [one, other, third] = [open('dev', first), open('tests', first), open('prod-admin', second)];
    store.apply({ revision: 2, hostId: 'host-1', sessions: [second] });
    expect(editor.message).toMatchObject({
      severity: 'warning',
      text: 'The session of dev has ended. These terminals no longer get credentials: dev, tests.',
    });
    await editor.message?.press('Close Terminals');
    expect([one.isClosed, other.isClosed, third.isClosed]).toEqual([true, true, false]);
  });

  it('is not reported if no terminal uses them', () => {
    open('prod-admin', second);
    store.apply({ revision: 2, hostId: 'host-1', sessions: [second] });
    expect(editor.messages).toEqual([]);
  });
});

describe('the end of the host', () => {
  it('clears the store', () => {
    const stopped = new EventEmitter<HostStopEvent>();
    store.apply({ revision: 1, hostId: 'host-1', sessions: [first] });
    handleHostStop({ onDidStop: stopped.event }, store);
    stopped.fire({ isFinal: false, isUserAware: false });
    expect([store.sessions, store.hostId]).toEqual([[], undefined]);
  });
});
