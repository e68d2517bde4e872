import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';

/** Maps the names of shells, as VS Code and their executables have them, to the shell syntax that they accept. */
const languages: ReadonlyMap<string, string> = new Map([
  ['bash', 'bash'],
  ['gitbash', 'bash'],
  ['sh', 'bash'],
  ['dash', 'bash'],
  ['ksh', 'bash'],
  ['zsh', 'zsh'],
  ['fish', 'fish'],
  ['pwsh', 'pwsh'],
  ['powershell', 'pwsh'],
  ['cmd', 'cmd'],
  ['nu', 'nu'],
]);

/** Whether a program is a shell that can be given a role. */
export function isShell(program: string): boolean {
  return languages.has(program);
}

/**
 * Gets the shell of a terminal as the host names it: the one that VS Code detects, or the one that the terminal was
 * opened with. Asks the user if neither is known. VS Code detects shells with a delay, so if the shell is known to be
 * at its prompt, a detected program that is not a shell has ended.
 */
export async function shellOf(terminal: vscode.Terminal, title: string, isAtPrompt: boolean): Promise<string> {
  const seen = terminal.state.shell;
  const isOutdated = isAtPrompt && seen !== undefined && !isShell(seen);
  const shell = (isOutdated ? undefined : seen) ?? programOf(terminal.creationOptions);
  if (shell === undefined) {
    return askShell(title);
  }
  const language = languages.get(shell);
  if (language === undefined) {
    throw new OperationError(
      vscode.l10n.t(
        "RoleAssist cannot give a role to {1}, which is running in the terminal '{0}'.",
        terminal.name,
        shell,
      ),
      vscode.l10n.t('Use a role terminal instead.'),
      [errorActions.openRoleTerminal()],
    );
  }
  return language;
}

/** The program that a terminal was opened with, or VS Code's default shell. */
function programOf(options: Readonly<vscode.TerminalOptions | vscode.ExtensionTerminalOptions>): string | undefined {
  if ('pty' in options) {
    return undefined;
  }
  const [program] = (options.shellPath ?? vscode.env.shell).split(/[\\/]/).slice(-1);
  const name = program?.replace(/\.exe$/i, '').toLowerCase();
  return name && isShell(name) ? name : undefined;
}

async function askShell(title: string): Promise<string> {
  const shells = [...new Set(languages.values())];
  const { label } = await pick(
    shells.map((shell) => ({ label: shell })),
    { title, placeHolder: vscode.l10n.t('Which shell runs in this terminal?') },
  );
  return label;
}
