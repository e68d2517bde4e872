import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { confirmProduction } from '../../infrastructure/prompts/confirmProduction.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import {
  Methods,
  type GetTerminalStatementParams,
  type SessionInfo,
} from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { terminalAppearance } from '../../infrastructure/presentation/marks.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import type { RunningPrograms } from './runningPrograms.ts';
import { waitForExitCode, waitForShellIntegration } from './shellIntegration.ts';
import { shellOf } from './terminalShell.ts';

/** How many times to try to give a new terminal its role: the user may be typing at the same time. */
const maxAttempts = 3;

/** Gives the shell of the active terminal a role, or removes it. */
export class TerminalRoleSetter {
  constructor(
    private readonly host: HostApi,
    private readonly chooser: SessionChooser,
    private readonly programs: RunningPrograms,
    private readonly uses: TerminalUses,
  ) {}

  async use(argument?: unknown): Promise<void> {
    const title = vscode.l10n.t('Use in This Terminal');
    const terminal = this.active();
    const shell = await this.shellOf(terminal, title);
    const session = await this.chooser.choose(title, argument);
    await confirmProduction(session, 'terminal');
    await this.setInTerminal(terminal, session, title, shell);
    await rename(terminal, terminalAppearance(session).name);
  }

  /** Gives the shell of a terminal a session. Detects the shell unless it is given. */
  async setInTerminal(
    terminal: vscode.Terminal,
    { sessionId }: SessionInfo,
    title: string,
    shell?: string,
  ): Promise<void> {
    const params = { shell: shell ?? (await this.shellOf(terminal, title)), sessionId };
    const text = await this.statement(params, title);
    // The user may have started a program while the prompt for a code was open.
    this.programs.requireNoProgram(terminal);
    this.type(terminal, text);
    this.uses.set(terminal, sessionId);
  }

  /**
   * The same for a terminal that was just opened. Waits for the first prompt of the shell, because text typed earlier
   * would be displayed twice, for programs that the user has started, and for the result. Then clears the screen, unless
   * it shows the output of such a program.
   */
  async setInNewTerminal(terminal: vscode.Terminal, session: SessionInfo, title: string): Promise<void> {
    const own = new Set<vscode.TerminalShellExecution | undefined>();
    const others = new Set<vscode.TerminalShellExecution>();
    const subscription = vscode.window.onDidStartTerminalShellExecution((started) => {
      if (started.terminal === terminal && !own.has(started.execution)) {
        others.add(started.execution);
      }
    });
    try {
      if ((await this.typeRole(terminal, session, title, own)) && others.size === 0) {
        await clear(terminal);
      }
    } finally {
      subscription.dispose();
    }
  }

  /** Types a session's role into a shell until that succeeds. Returns false if the terminal was closed. */
  private async typeRole(
    terminal: vscode.Terminal,
    session: SessionInfo,
    title: string,
    typed: Set<vscode.TerminalShellExecution | undefined>,
  ): Promise<boolean> {
    await waitForShellIntegration(terminal);
    // The shell is the one that the terminal was opened with. VS Code may still see the process that starts it, or a
    // program of the user, which is waited for.
    const params = { shell: await shellOf(terminal, title, true), sessionId: session.sessionId };
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      await this.programs.waitUntilIdle(terminal);
      const text = await this.statement(params, title);
      await this.programs.waitUntilIdle(terminal);
      if (terminal.exitStatus !== undefined) {
        return false;
      }
      const execution = this.type(terminal, text);
      typed.add(execution);
      this.uses.set(terminal, session.sessionId);
      const exitCode = execution && (await waitForExitCode(execution));
      if (exitCode === undefined || exitCode === 0) {
        return true;
      }
    }
    this.uses.delete(terminal);
    throw new OperationError(
      vscode.l10n.t("The terminal '{0}' could not be given its role.", terminal.name),
      vscode.l10n.t('See the terminal for the error.'),
      [
        {
          title: vscode.l10n.t('Use in This Terminal'),
          command: 'roleassist.useInThisTerminal',
          arguments: [{ sessionId: session.sessionId }],
        },
      ],
    );
  }

  async remove(): Promise<void> {
    const title = vscode.l10n.t('Remove Role from This Terminal');
    const terminal = this.active();
    const text = await this.statement({ shell: await this.shellOf(terminal, title) }, title);
    this.programs.requireNoProgram(terminal);
    this.type(terminal, text);
    this.uses.delete(terminal);
    await rename(terminal, vscode.l10n.t('no role'));
  }

  private active(): vscode.Terminal {
    const terminal = vscode.window.activeTerminal;
    if (!terminal) {
      throw new OperationError(vscode.l10n.t('There is no active terminal.'));
    }
    this.programs.requireNoProgram(terminal);
    return terminal;
  }

  private shellOf(terminal: vscode.Terminal, title: string): Promise<string> {
    return shellOf(terminal, title, this.programs.isAtPrompt(terminal));
  }

  private async statement(params: GetTerminalStatementParams, title: string): Promise<string> {
    return (await withProgress(title, (token) => this.host.request(Methods.getTerminalStatement, params, token))).text;
  }

  private type(terminal: vscode.Terminal, text: string): vscode.TerminalShellExecution | undefined {
    terminal.show();
    if (terminal.shellIntegration) {
      // Unlike `sendText`, this first clears a partial command line, which the text would otherwise complete.
      return terminal.shellIntegration.executeCommand(text);
    }
    terminal.sendText(text);
    return undefined;
  }
}

async function clear(terminal: vscode.Terminal): Promise<void> {
  if (vscode.window.activeTerminal === terminal) {
    await vscode.commands.executeCommand('workbench.action.terminal.clear');
  }
}

/** Renames a terminal that is named after a role. VS Code can rename only the active terminal. */
async function rename(terminal: vscode.Terminal, name: string | undefined): Promise<void> {
  const isNamed = terminal.creationOptions.name !== undefined;
  if (isNamed && vscode.window.activeTerminal === terminal && terminal.name !== name) {
    await vscode.commands.executeCommand('workbench.action.terminal.renameWithArg', { name });
  }
}
