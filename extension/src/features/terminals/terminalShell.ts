import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';

/** The shells by the names that VS Code and their programs have, each with the shell whose language it takes. */
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
 * The shell that a terminal runs, as the host names it: what VS Code sees running there, else what the terminal was
 * opened with. The person is asked where neither is known. VS Code looks only now and then, so where a shell is known to
 * be at its prompt, a program that is none has ended in the meantime.
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
      vscode.l10n.t("The terminal '{0}' runs {1}, which RoleAssist cannot give a role.", terminal.name, shell),
      vscode.l10n.t('A role terminal can.'),
      [{ title: vscode.l10n.t('Open Role Terminal'), command: 'roleassist.openRoleTerminal' }],
    );
  }
  return language;
}

/** The program that a terminal was opened with; without one of its own it has VS Code's default. */
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
