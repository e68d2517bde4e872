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

/** How often a new terminal is given its role: somebody may type into it in that very formatDateTime. */
const maxAttempts = 3;

/** Gives the shell that runs in the active terminal a role, or takes it away again. */
export class ThisTerminal {
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
    await this.applyTo(terminal, session, title, shell);
    await rename(terminal, terminalAppearance(session).name);
  }

  /** Gives a session to the shell of a terminal, or to the shell that it is known to be. */
  async applyTo(terminal: vscode.Terminal, { sessionId }: SessionInfo, title: string, shell?: string): Promise<void> {
    const params = { shell: shell ?? (await this.shellOf(terminal, title)), sessionId };
    const text = await this.statement(params, title);
    // A person may have started a program while they were asked for a code.
    this.programs.requireNoProgram(terminal);
    this.type(terminal, text);
    this.uses.set(terminal, sessionId);
  }

  /**
   * The same for a terminal that has just been opened: it waits for the shell's first prompt, or what is typed would stand
   * on the screen twice, for whatever the person has started there already, and for the outcome. Then it clears the screen,
   * which holds nothing else.
   */
  async applyToNew(terminal: vscode.Terminal, session: SessionInfo, title: string): Promise<void> {
    await waitForShellIntegration(terminal);
    const params = { shell: await this.shellOf(terminal, title), sessionId: session.sessionId };
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      await this.programs.waitUntilIdle(terminal);
      const text = await this.statement(params, title);
      await this.programs.waitUntilIdle(terminal);
      if (terminal.exitStatus !== undefined) {
        return;
      }
      const typed = this.type(terminal, text);
      this.uses.set(terminal, session.sessionId);
      const exitCode = typed && (await waitForExitCode(typed));
      if (exitCode === undefined || exitCode === 0) {
        await clear(terminal);
        return;
      }
    }
    this.uses.delete(terminal);
    throw new OperationError(
      vscode.l10n.t("The terminal '{0}' did not get its role.", terminal.name),
      vscode.l10n.t('What went wrong stands in it.'),
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
      throw new OperationError(vscode.l10n.t('There is no terminal.'));
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
      // Unlike sendText this first clears what stands half-typed at the prompt, which the text would otherwise complete.
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

/** A terminal that is called after a role is called after the one that it has. VS Code renames the one in front. */
async function rename(terminal: vscode.Terminal, name: string | undefined): Promise<void> {
  const isNamed = terminal.creationOptions.name !== undefined;
  if (isNamed && vscode.window.activeTerminal === terminal && terminal.name !== name) {
    await vscode.commands.executeCommand('workbench.action.terminal.renameWithArg', { name });
  }
}
