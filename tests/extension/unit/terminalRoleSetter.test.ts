import { beforeEach, describe, expect, it } from 'vitest';
import { RunningPrograms } from '../../../extension/src/features/terminals/runningPrograms.ts';
import { TerminalRoleSetter } from '../../../extension/src/features/terminals/terminalRoleSetter.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { FakeTransport } from './fakes/transport.ts';
import { ShellIntegration, Terminal, editor, openEditor } from './fakes/vscode.ts';
import { session } from './support/samples.ts';

let uses: TerminalUses;
let transport: FakeTransport;
let roleSetter: TerminalRoleSetter;
let assume: () => void;

beforeEach(() => {
  openEditor();
  uses = new TerminalUses();
  transport = new FakeTransport({ text: 'STATEMENT' }, { text: 'STATEMENT' });
  assume = () => undefined;
  const chooser = new SessionChooser(new SessionStore(), () => {
    assume();
    return Promise.resolve(session());
  });
  roleSetter = new TerminalRoleSetter(new HostApi(transport), chooser, new RunningPrograms(), uses);
});

function terminal(shell: string | undefined, options: Record<string, unknown> = {}): Terminal {
  const opened = new Terminal({ name: 'work', ...options }).open();
  opened.state = { shell };
  return (editor.activeTerminal = opened);
}

describe('Use in This Terminal', () => {
  it('types the statement of the host into the shell and remembers the session', async () => {
    const bash = terminal('bash');
    await roleSetter.use();
    expect(transport.params).toEqual([{ shell: 'bash', sessionId: 'session-1' }]);
    expect(bash).toMatchObject({ typed: ['STATEMENT'], isShown: true });
    expect(uses.terminalsOf('session-1')).toEqual([bash]);
  });

  it('lets shell integration clear a partial command line', async () => {
    const zsh = terminal('zsh');
    zsh.shellIntegration = new ShellIntegration();
    await roleSetter.use();
    expect(zsh.shellIntegration.executed).toEqual(['STATEMENT']);
    expect(zsh.typed).toEqual([]);
  });

  it.each([
    ['bash', 'bash'],
    ['gitbash', 'bash'],
    ['sh', 'bash'],
    ['ksh', 'bash'],
    ['zsh', 'zsh'],
    ['fish', 'fish'],
    ['pwsh', 'pwsh'],
    ['cmd', 'cmd'],
    ['nu', 'nu'],
  ])('recognizes what VS Code calls %s', async (shell, language) => {
    terminal(shell);
    await roleSetter.use();
    expect(transport.params).toMatchObject([{ shell: language }]);
  });

  it.each([
    [{ shellPath: '/usr/bin/fish' }, 'fish'],
    [{ shellPath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.EXE' }, 'pwsh'],
    [{ shellPath: 'C:\\WINDOWS\\system32\\cmd.exe' }, 'cmd'],
    [{}, 'zsh'],
  ])('uses the shell that the terminal was opened with if VS Code detects none (%j)', async (options, language) => {
    editor.shell = '/bin/zsh';
    terminal(undefined, options);
    await roleSetter.use();
    expect(transport.params).toMatchObject([{ shell: language }]);
    expect(editor.quickPicks).toEqual([]);
  });

  it.each([{ shellPath: '/opt/bin/myshell' }, { pty: {} }])('asks if the shell is unknown (%j)', async (options) => {
    terminal(undefined, options);
    editor.choice = 'fish';
    await roleSetter.use();
    expect(editor.quickPicks[0]?.items.map(({ label }) => label)).toEqual(['bash', 'zsh', 'fish', 'pwsh', 'cmd', 'nu']);
    expect(transport.params).toMatchObject([{ shell: 'fish' }]);
  });

  it.each(['python', 'node', 'wsl', 'csh'])('refuses %s, which is not supported', async (shell) => {
    const busy = terminal(shell);
    await expect(roleSetter.use()).rejects.toThrow(`RoleAssist cannot give a role to ${shell}`);
    expect(busy.typed).toEqual([]);
    expect(transport.params).toEqual([]);
  });

  it('fails if there is no terminal', async () => {
    await expect(roleSetter.use()).rejects.toThrow('There is no active terminal.');
  });

  it('refuses while a program is running', async () => {
    const bash = terminal('bash');
    const end = bash.startProgram();
    await expect(roleSetter.use()).rejects.toThrow("A program is running in the terminal 'work'");
    new Terminal().open().startProgram();
    end();
    await roleSetter.use();
    expect(bash.typed).toEqual(['STATEMENT']);
  });

  it('detects that a program has ended which VS Code still reports', async () => {
    const fish = terminal('fish', { shellPath: '/usr/bin/fish' });
    fish.shellIntegration = new ShellIntegration();
    const end = fish.startProgram();
    fish.state = { shell: 'python' };
    end();
    await roleSetter.use();
    expect(transport.params).toMatchObject([{ shell: 'fish' }]);
  });

  it.each([
    ['top', undefined, 'refused'],
    ['bash', undefined, 'typed'], // after a restart of extensions VS Code reports the name of a terminal, but not its shell
    ['work', 'work', 'typed'],
  ])(
    'uses the name %s of a terminal that was opened with the name %s as a last resort (%s)',
    async (name, given, end) => {
      const shell = new Terminal({ name: given }).open();
      shell.name = name;
      shell.shellIntegration = new ShellIntegration();
      editor.activeTerminal = shell;
      const ended = roleSetter.use();
      await (end === 'typed' ? ended : expect(ended).rejects.toThrow("A program is running in the terminal 'top'"));
      expect(shell.shellIntegration.executed).toEqual(end === 'typed' ? ['STATEMENT'] : []);
    },
  );

  it('types nothing into a program that was started in the meantime', async () => {
    const bash = terminal('bash');
    assume = () => bash.startProgram();
    await expect(roleSetter.use()).rejects.toThrow('A program is running');
    expect(bash.typed).toEqual([]);
    expect(uses.terminalsOf('session-1')).toEqual([]);
  });
});

describe('Remove Role from This Terminal', () => {
  it('types the removal and forgets the session', async () => {
    const bash = terminal('bash');
    await roleSetter.use();
    await roleSetter.remove();
    expect(transport.params[1]).toEqual({ shell: 'bash' });
    expect(bash.typed).toEqual(['STATEMENT', 'STATEMENT']);
    expect(uses.terminalsOf('session-1')).toEqual([]);
  });

  it('works in a terminal whose role is unknown', async () => {
    const fish = terminal('fish');
    await roleSetter.remove();
    expect(fish.typed).toEqual(['STATEMENT']);
  });
});
