import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/commands/errors.ts';
import { confirmProduction } from '../../infrastructure/prompts/confirmProduction.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { GetTerminalStatementParams, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import type { RunningPrograms } from './runningPrograms.ts';
import { shellOf } from './terminalShell.ts';

/** Gives the shell that runs in the active terminal a role, or takes it away again. */
export class ThisTerminal {
  constructor(
    private readonly host: HostApi,
    private readonly chooser: SessionChooser,
    private readonly programs: RunningPrograms,
    private readonly uses: TerminalUses,
  ) {}

  async use(): Promise<void> {
    const title = vscode.l10n.t('Use in This Terminal');
    const terminal = this.active();
    const shell = await this.shellOf(terminal, title);
    const session = await this.chooser.choose(title);
    await confirmProduction(session, 'terminal');
    await this.give(terminal, session, title, shell);
  }

  /** Gives a session to the shell of a terminal, or to the shell that it is known to be. */
  async give(terminal: vscode.Terminal, { sessionId }: SessionInfo, title: string, shell?: string): Promise<void> {
    await this.type(terminal, title, { shell: shell ?? (await this.shellOf(terminal, title)), sessionId });
    this.uses.set(terminal, sessionId);
  }

  async remove(): Promise<void> {
    const title = vscode.l10n.t('Remove Role from This Terminal');
    const terminal = this.active();
    await this.type(terminal, title, { shell: await this.shellOf(terminal, title) });
    this.uses.delete(terminal);
  }

  private active(): vscode.Terminal {
    const terminal = vscode.window.activeTerminal;
    if (!terminal) {
      throw new OperationError(vscode.l10n.t('There is no terminal.'));
    }
    this.programs.refuse(terminal);
    return terminal;
  }

  private shellOf(terminal: vscode.Terminal, title: string): Promise<string> {
    return shellOf(terminal, title, this.programs.isAtPrompt(terminal));
  }

  private async type(terminal: vscode.Terminal, title: string, wish: GetTerminalStatementParams): Promise<void> {
    const { text } = await withProgress(title, (token) => this.host.getTerminalStatement(wish, token));
    // A person may have started a program while they were asked for a code.
    this.programs.refuse(terminal);
    terminal.show();
    if (terminal.shellIntegration) {
      // Unlike sendText this first clears what stands half-typed at the prompt, which the text would otherwise complete.
      terminal.shellIntegration.executeCommand(text);
    } else {
      terminal.sendText(text);
    }
  }
}
