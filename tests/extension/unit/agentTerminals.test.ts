import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentTerminalSetting } from '../../../extension/src/features/agents/agentTerminalSetting.ts';
import { system } from '../../../extension/src/features/agents/agentShell.ts';
import { isAgentTerminal, trackAgentTerminals } from '../../../extension/src/features/terminals/agentTerminals.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeMemento } from './fakes/memento.ts';
import { editor, EventEmitter, openEditor, Terminal, ThemeIcon } from './fakes/vscode.ts';
import { fakeLog } from './support/samples.ts';

const setting = `chat.tools.terminal.terminalProfile.${system}`;
const markOf = (...windows: string[]) => ({
  path: '/bin/bash',
  env: { ROLEASSIST_AGENT: 'vscode-agent', ROLEASSIST_AGENT_WINDOWS: windows.join(' ') },
});
const ours = markOf('this');

let scopes: unknown[];
let memory: FakeMemento;
let log: ReturnType<typeof fakeLog>;
let keeper: AgentTerminalSetting;
let open: Set<string>;
const changed = new EventEmitter<void>();

function start(): void {
  keeper = new AgentTerminalSetting(
    { onDidChange: changed.event, scopes: () => scopes },
    memory,
    new ErrorBoundary(log),
    log,
    { own: 'this', isOpen: (window) => open.has(window) },
  );
}

/** Opens another window, whose new terminals use a role. */
async function openOther(name: string): Promise<AgentTerminalSetting> {
  open.add(name);
  const changedThere = new EventEmitter<void>();
  const other = new AgentTerminalSetting(
    { onDidChange: changedThere.event, scopes: () => [undefined] },
    memory,
    new ErrorBoundary(log),
    log,
    { own: name, isOpen: (window) => open.has(window) },
  );
  changedThere.fire();
  await vi.advanceTimersByTimeAsync(0);
  return other;
}

/** Makes new terminals use a role, or stop using it. */
async function use(isUsed = true): Promise<void> {
  scopes = isUsed ? [undefined] : [];
  changed.fire();
  await vi.advanceTimersByTimeAsync(0);
}

async function answer(button: string): Promise<void> {
  await editor.message?.press(button);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  openEditor();
  editor.defaultSettings[setting] = null;
  scopes = [];
  open = new Set(['this']);
  memory = new FakeMemento();
  log = fakeLog();
});

afterEach(() => {
  keeper.dispose();
  vi.useRealTimers();
});

describe('the terminals of agents', () => {
  it('are marked while new terminals use a role, once the user agrees', async () => {
    start();
    await use();
    expect(editor.message?.text).toContain(setting);
    expect(editor.settings).not.toHaveProperty([setting]);
    await answer('Mark Terminals of Agents');
    expect(editor.settings[setting]).toEqual(ours);
    await use(false);
    expect(editor.settings).not.toHaveProperty([setting]);
    await use();
    expect(editor.settings[setting]).toEqual(ours);
    expect(editor.messages).toHaveLength(1);
  });

  it('are not marked if the user does not want it, who is not asked again', async () => {
    start();
    await use();
    await use();
    await answer("Don't Ask Again");
    keeper.dispose();
    start();
    await use(false);
    await use();
    expect(editor.messages).toHaveLength(1);
    expect(editor.settings).not.toHaveProperty([setting]);
  });

  it('need no mark if agents get the same as the user', async () => {
    editor.settings['roleassist.agents'] = 'same';
    start();
    await use();
    expect(editor.messages).toEqual([]);
    memory.update('roleassist.marksAgentTerminals', true);
    editor.changeSetting('roleassist.agents', 'deny');
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.settings[setting]).toEqual(ours);
    editor.changeSetting('roleassist.agents', 'same');
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.settings).not.toHaveProperty([setting]);
  });

  it('need no mark if the user has turned off agents', async () => {
    editor.settings['chat.disableAIFeatures'] = true;
    start();
    await use();
    expect(editor.messages).toEqual([]);
  });

  it('lose the mark when the window closes, and in the next one after a crash', async () => {
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    await keeper.end();
    expect(editor.settings).not.toHaveProperty([setting]);
    // As an older version left it, and as a window that crashed did.
    for (const left of [{ path: '/bin/bash', env: { ROLEASSIST_AGENT: 'vscode-agent' } }, markOf('crashed')]) {
      keeper.dispose();
      editor.settings[setting] = left;
      start();
      await vi.advanceTimersByTimeAsync(0);
      expect(editor.settings).not.toHaveProperty([setting]);
    }
  });

  it('keep the mark until no window needs it', async () => {
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    const other = await openOther('other');
    expect(editor.settings[setting]).toEqual(markOf('this', 'other'));
    await use(false);
    expect(editor.settings[setting]).toEqual(markOf('other'));
    await use();
    await other.end();
    expect(editor.settings[setting]).toEqual(ours);
    await keeper.end();
    expect(editor.settings).not.toHaveProperty([setting]);
  });

  it('lose the mark of a window that crashed when the last other one stops', async () => {
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    const other = await openOther('other');
    other.dispose();
    open.delete('other');
    expect(editor.settings[setting]).toEqual(markOf('this', 'other'));
    await use(false);
    expect(editor.settings).not.toHaveProperty([setting]);
  });

  it('are listed again if two windows wrote at the same time', async () => {
    memory.update('roleassist.marksAgentTerminals', true);
    open.add('other');
    start();
    await use();
    editor.changeSetting(setting, markOf('other'));
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.settings[setting]).toEqual(markOf('other', 'this'));
  });

  it('are marked again when another window has undone it, but not against the will of the user', async () => {
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    editor.changeSetting(setting, undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.settings[setting]).toEqual(ours);
    editor.changeSetting(setting, undefined);
    await vi.advanceTimersByTimeAsync(1000);
    expect(editor.settings).not.toHaveProperty([setting]);
  });

  it.each(['settings', 'workspaceSettings'] as const)(
    'keep a profile of the user (%s), who is told once',
    async (where) => {
      const profile = { path: '/bin/zsh' };
      editor[where][setting] = profile;
      start();
      await use();
      await use(false);
      await use();
      expect(editor.message?.text).toContain('"ROLEASSIST_AGENT": "agent"');
      expect(editor[where]).toEqual({ [setting]: profile });
      expect(editor.message?.buttons).toEqual([]);
    },
  );

  it('keep a profile that the user has marked, without a word', async () => {
    const profile = { path: '/bin/zsh', env: { ROLEASSIST_AGENT: 'robot' } };
    editor.settings[setting] = profile;
    start();
    await use();
    await keeper.end();
    expect(editor.messages).toEqual([]);
    expect(editor.settings[setting]).toEqual(profile);
  });

  it('are not marked, without a word, in a VS Code without such a setting', async () => {
    editor.defaultSettings[setting] = undefined;
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    expect(editor.messages).toEqual([]);
    expect(log.lines).toEqual([expect.stringContaining('info VS Code has no setting')]);
  });

  it('are not marked, without a word, if the settings cannot be written', async () => {
    editor.settingsFault = new Error('the file has unsaved changes');
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    expect(editor.messages).toEqual([]);
    expect(log.lines).toEqual([expect.stringContaining('the file has unsaved changes')]);
  });

  it("open the user's own shell with its arguments", async () => {
    const { path, ...options } = { path: '/usr/bin/fish', args: ['-l'], env: { KEPT: 'yes', GONE: null } };
    editor.shell = path;
    editor.settings[`terminal.integrated.defaultProfile.${system}`] = 'mine';
    editor.settings[`terminal.integrated.profiles.${system}`] = { mine: { path: 'fish', ...options } };
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    expect(editor.settings[setting]).toEqual({
      path,
      args: ['-l'],
      env: { KEPT: 'yes', GONE: null, ...ours.env },
    });
  });

  it.each(['defaultProfile', 'profiles'])('never open a shell that the workspace has chosen (%s)', async (name) => {
    vi.stubEnv('SHELL', '/bin/zsh');
    editor.shell = '/project/evil.sh';
    editor.workspaceSettings[`terminal.integrated.${name}.${system}`] = { evil: { path: '/project/evil.sh' } };
    memory.update('roleassist.marksAgentTerminals', true);
    start();
    await use();
    expect(JSON.stringify(editor.settings[setting])).not.toContain('evil');
    expect(editor.settings[setting]).toMatchObject({ path: '/bin/zsh' });
    vi.unstubAllEnvs();
  });
});

describe('a terminal is an agent’s', () => {
  it.each([
    [
      'by the variables that VS Code sets',
      { hideFromUser: true, env: { AI_AGENT: 'github_copilot_vscode_agent' } },
      true,
    ],
    ['by our mark', { env: { ROLEASSIST_AGENT: 'vscode-agent' } }, true],
    ['by what older builds set', { hideFromUser: true, env: { GIT_PAGER: 'cat' } }, true],
    ['by its icon', { hideFromUser: true, iconPath: new ThemeIcon('chat-sparkle') }, true],
    ['not because it is hidden', { hideFromUser: true }, false],
    ['not because of a pager', { env: { GIT_PAGER: 'cat' } }, false],
    ['not if an extension writes it', { pty: {}, env: { AI_AGENT: 'x' } }, false],
  ])('%s', (_, options, expected) => {
    expect(isAgentTerminal(options as never)).toBe(expected);
  });

  it('and is remembered with the session that new terminals used', () => {
    const uses = new TerminalUses();
    let sessionId: string | undefined = 'session-1';
    start();
    const tracking = trackAgentTerminals({ commonSession: () => sessionId } as never, uses);
    const theirs = new Terminal({ env: { AI_AGENT: 'x' } }).open();
    new Terminal({ name: 'mine' }).open();
    sessionId = undefined;
    new Terminal({ env: { AI_AGENT: 'x' } }).open();
    expect(uses.terminals()).toEqual([theirs]);
    expect(uses.terminalsOf('session-1')).toEqual([theirs]);
    tracking.dispose();
  });
});
