import type { ExtensionContext } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerReload } from '../../../extension/src/features/reload/registerReload.ts';
import { CommandRegistry } from '../../../extension/src/infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import type { Platform } from '../../../extension/src/infrastructure/platform.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeMemento } from './fakes/memento.ts';
import { editor, EventEmitter, openEditor, Terminal } from './fakes/vscode.ts';
import { fakeLog, session } from './support/samples.ts';

let memory: FakeMemento;

beforeEach(() => {
  openEditor();
  memory = new FakeMemento();
});

/** A window, and what happens when roles are assumed again. */
function openWindow() {
  const boundary = new ErrorBoundary(fakeLog());
  const sessions = new SessionStore();
  const terminals = new TerminalUses();
  const newTerminalsChanged = new EventEmitter<void>();
  const uses: { folder?: string; sessionId: string }[] = [];
  const done: unknown[] = [];
  const context = { workspaceState: memory, subscriptions: [] } as unknown as ExtensionContext;
  const commands = new CommandRegistry(boundary);
  const ended = registerReload({ boundary, commands, context, sessions, terminals } as unknown as Platform, {
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
  return { sessions, terminals, newTerminalsChanged, uses, done, ended };
}

/** The state of a window with two sessions at the reload, and the terminal that VS Code keeps. */
async function reload() {
  const before = openWindow();
  before.sessions.apply({ revision: 1, sessions: [session(), session({ sessionId: 'session-2', profile: 'dev' })] });
  before.uses.push({ sessionId: 'session-2' });
  before.newTerminalsChanged.fire();
  const kept = new Terminal({ name: 'bash' });
  before.terminals.set(kept as never, 'session-2');
  await vi.waitFor(() => {
    expect(memory.text).toContain('"dev"');
    expect(memory.text).not.toContain('"processIds":[]');
  });
  before.ended.freeze();
  before.sessions.reset();
  openEditor();
  editor.terminals.push(kept, new Terminal({ name: 'other' }));
  return openWindow();
}

describe('a window that is reloaded', () => {
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

  it('assumes them again on request, the latest one last, and restores new terminals', async () => {
    const { done } = await reload();
    await editor.commands.get('roleassist.assumeAgain')?.();
    expect(done).toEqual(['assume dev', ['use dev', undefined], 'assume prod-admin']);
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
    before.sessions.apply({ revision: 1, sessions: [session()] });
    before.sessions.apply({ revision: 2, sessions: [] });
    await vi.waitFor(() => {
      expect(memory.text).toContain('"profiles":[]');
    });
    before.ended.freeze();
    openWindow();
    await Promise.resolve();
    expect(editor.messages).toEqual([]);
  });

  it.each([null, 'text', 7, { profiles: 'x' }, { profiles: [], newTerminals: {} }])(
    'ignores state that another version wrote: %j',
    async (value) => {
      await memory.update('roleassist.sessions', value);
      openWindow();
      await Promise.resolve();
      expect(editor.messages).toEqual([]);
    },
  );

  it('stores only names and process IDs', async () => {
    const before = openWindow();
    before.sessions.apply({ revision: 1, sessions: [session()] });
    await vi.waitFor(() => {
      expect(JSON.parse(memory.text)).toEqual({ profiles: ['prod-admin'], newTerminals: [], processIds: [] });
    });
  });
});
