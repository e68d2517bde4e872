import type { ExtensionContext } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerReload } from '../../../extension/src/features/reload/registerReload.ts';
import { CommandRegistry } from '../../../extension/src/infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import type { HostStopEvent } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import type { Platform } from '../../../extension/src/infrastructure/platform.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeMemento } from './fakes/memento.ts';
import { editor, EventEmitter, openEditor, Terminal } from './fakes/vscode.ts';
import { fakeLog, session } from './support/samples.ts';

const admin = session();
const dev = session({ sessionId: 'session-2', profile: 'dev' });

let memory: FakeMemento;
/** The sessions that the host can take over from its predecessor; an error if it cannot be started. */
let kept: SessionInfo[] | Error;

beforeEach(() => {
  openEditor();
  memory = new FakeMemento();
  kept = [];
});

/** A window, and what happens when sessions are restored or assumed again. */
function openWindow() {
  const log = fakeLog();
  const boundary = new ErrorBoundary(log);
  const sessions = new SessionStore();
  const terminals = new TerminalUses();
  const newTerminalsChanged = new EventEmitter<void>();
  const stopped = new EventEmitter<HostStopEvent>();
  const uses: { folder?: string; sessionId: string }[] = [];
  const done: unknown[] = [];
  const context = { workspaceState: memory, subscriptions: [] } as unknown as ExtensionContext;
  const commands = new CommandRegistry(boundary);
  const api = {
    request: (method: string, params: unknown) => {
      done.push([method, params]);
      return kept instanceof Error ? Promise.reject(kept) : Promise.resolve({ sessions: kept });
    },
  };
  const host = { onDidStop: stopped.event };
  const platform = { api, boundary, commands, context, host, log, sessions, terminals } as unknown as Platform;
  const ended = registerReload(platform, {
    assume: (profile) => {
      done.push(`assume ${profile}`);
      return Promise.resolve(session({ profile }));
    },
    newTerminals: { onDidChange: newTerminalsChanged.event, uses: () => uses },
    useInNewTerminals: ({ profile }, folders) => {
      done.push([`use ${profile}`, ...folders]);
      return Promise.resolve();
    },
  });
  return { sessions, terminals, newTerminalsChanged, stopped, uses, done, ended };
}

/** A window with two sessions, of which new terminals and one open terminal use the second. */
async function openWindowWithSessions() {
  const window = openWindow();
  window.sessions.apply({ revision: 1, hostId: 'host-1', sessions: [admin, dev] });
  window.uses.push({ sessionId: 'session-2' });
  window.newTerminalsChanged.fire();
  const terminal = new Terminal({ name: 'bash' });
  window.terminals.set(terminal as never, 'session-2');
  await vi.waitFor(() => {
    expect(memory.text).toContain('"dev"');
    expect(memory.text).not.toContain('"shells":[]');
  });
  return { ...window, terminal };
}

/** Reloads that window. VS Code keeps the terminal. */
async function reload() {
  const before = await openWindowWithSessions();
  before.ended.freeze();
  before.sessions.reset();
  openEditor();
  editor.terminals.push(before.terminal, new Terminal({ name: 'other' }));
  return { ...openWindow(), terminal: before.terminal };
}

const restoring = ['roleassist/sessions/restore', { hostId: 'host-1' }];

describe('a window that is reloaded', () => {
  it('goes on with the sessions that were kept, and says nothing', async () => {
    kept = [admin, dev];
    const { done, terminal, terminals } = await reload();
    await vi.waitFor(() => {
      expect(terminals.sessionIdOf(terminal as never)).toBe('session-2');
    });
    expect(done).toEqual([restoring, ['use dev', undefined]]);
    expect(editor.messages).toEqual([]);
  });

  it('recognizes a terminal that VS Code restores later', async () => {
    kept = [admin, dev];
    const { done, terminal, terminals } = await reload();
    editor.terminals.splice(0);
    await vi.waitFor(() => {
      expect(done).toHaveLength(2);
    });
    editor.openedTerminals.fire(terminal);
    await vi.waitFor(() => {
      expect(terminals.sessionIdOf(terminal as never)).toBe('session-2');
    });
  });

  it('shows which sessions ended with it and which terminals have no credentials', async () => {
    await reload();
    await vi.waitFor(() => {
      expect(editor.message?.text).toBe(
        '2 sessions ended when this window was reloaded: prod-admin, dev. New terminals use no role. ' +
          'These terminals no longer get credentials: bash.',
      );
    });
    expect(editor.message?.buttons).toMatchObject([{ title: 'Assume Again' }]);
    expect(editor.executed).toContainEqual(['setContext', 'roleassist.canAssumeAgain', true]);
  });

  it('shows only those that were not kept', async () => {
    kept = [dev];
    await reload();
    await vi.waitFor(() => {
      expect(editor.message?.text).toBe('The session of prod-admin ended when this window was reloaded.');
    });
  });

  it('shows them too if the host cannot be started', async () => {
    kept = new Error('The host cannot be started.');
    await reload();
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('2 sessions ended');
    });
  });

  it('assumes them again on request, the latest one last, and restores new terminals', async () => {
    const { done } = await reload();
    await vi.waitFor(() => {
      expect(editor.message).toBeDefined();
    });
    await editor.commands.get('roleassist.assumeAgain')?.();
    expect(done).toEqual([restoring, 'assume dev', ['use dev', undefined], 'assume prod-admin']);
    expect(editor.executed).toContainEqual(['setContext', 'roleassist.canAssumeAgain', false]);
  });

  it('shows this once', async () => {
    await reload();
    openEditor();
    openWindow();
    await Promise.resolve();
    expect(editor.messages).toEqual([]);
  });

  it('shows nothing if there were no sessions or the user ended them', async () => {
    const before = openWindow();
    before.sessions.apply({ revision: 1, hostId: 'host-1', sessions: [admin] });
    before.sessions.apply({ revision: 2, hostId: 'host-1', sessions: [] });
    await vi.waitFor(() => {
      expect(memory.text).toContain('"sessions":[]');
    });
    before.ended.freeze();
    const { done } = openWindow();
    await Promise.resolve();
    expect([done, editor.messages]).toEqual([[], []]);
  });

  it.each([
    null,
    'text',
    7,
    { sessions: 'x' },
    { sessions: [{}], newTerminals: [], shells: [] },
    { hostId: 7, sessions: [], newTerminals: [], shells: [] },
    { profiles: ['dev'], newTerminals: [], processIds: [] },
  ])('ignores state that another version wrote: %j', async (value) => {
    await memory.update('roleassist.sessions', value);
    const { done } = openWindow();
    await Promise.resolve();
    expect([done, editor.messages]).toEqual([[], []]);
  });

  it('stores only names and IDs', async () => {
    const before = openWindow();
    before.sessions.apply({ revision: 1, hostId: 'host-1', sessions: [admin] });
    await vi.waitFor(() => {
      expect(JSON.parse(memory.text)).toEqual({
        hostId: 'host-1',
        sessions: [{ sessionId: 'session-1', profile: 'prod-admin' }],
        newTerminals: [],
        shells: [],
      });
    });
  });
});

describe('a host that stops', () => {
  it('is followed by one that goes on with its sessions', async () => {
    kept = [admin, dev];
    const { done, stopped } = await openWindowWithSessions();
    stopped.fire({ isFinal: false, isUserAware: false });
    await vi.waitFor(() => {
      expect(done).toEqual([restoring, ['use dev', undefined]]);
    });
    expect(editor.messages).toEqual([]);
  });

  it('is reported if sessions were not kept', async () => {
    const { stopped } = await openWindowWithSessions();
    stopped.fire({ isFinal: false, isUserAware: false });
    await vi.waitFor(() => {
      expect(editor.message?.text).toContain('which ended its sessions');
    });
    expect(editor.message?.buttons.map(({ title }) => title)).toEqual(['Assume Role', 'Show Log']);
  });

  it('is not reported to a user who knows', async () => {
    const { done, stopped } = await openWindowWithSessions();
    stopped.fire({ isFinal: false, isUserAware: true });
    await vi.waitFor(() => {
      expect(done).toEqual([restoring]);
    });
    expect(editor.messages).toEqual([]);
  });

  it('has no successor if it had no sessions, or the window closes', async () => {
    const { done, stopped } = openWindow();
    stopped.fire({ isFinal: false, isUserAware: false });
    const closing = await openWindowWithSessions();
    closing.stopped.fire({ isFinal: true, isUserAware: true });
    await Promise.resolve();
    expect([done, closing.done]).toEqual([[], []]);
  });
});
