import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { credentialVariablesIn } from '../../infrastructure/delivery/credentialVariables.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import { confirmProduction } from '../../infrastructure/prompts/confirmProduction.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import { isAgentTerminal } from './agentTerminals.ts';
import type { NewTerminals } from './newTerminals.ts';
import type { RelaunchWatcher } from './relaunchWatcher.ts';
import { roleTerminalOptions } from './roleTerminalOptions.ts';
import type { TerminalRoleSetter } from './terminalRoleSetter.ts';

/** Opens terminals that have a session's credentials from the start. */
export class RoleTerminals implements vscode.Disposable {
  private readonly expected = new WeakMap<object, (terminal: vscode.Terminal) => void>();
  private readonly opened = new WeakSet<vscode.Terminal>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly chooser: SessionChooser,
    private readonly environments: SessionEnvironments,
    private readonly newTerminals: NewTerminals,
    private readonly roleSetter: TerminalRoleSetter,
    private readonly uses: TerminalUses,
    private readonly boundary: ErrorBoundary,
    relaunchWatcher: Pick<RelaunchWatcher, 'onDidRelaunch'>,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidOpenTerminal((terminal) => {
        const expected = this.expected.get(terminal.creationOptions);
        if (expected) {
          expected(terminal);
        } else {
          this.trackNewTerminal(terminal);
        }
      }),
      relaunchWatcher.onDidRelaunch((terminal) => {
        void this.boundary.run(() => this.giveRoleAgain(terminal));
      }),
      // The entry in the terminal's profile menu.
      vscode.window.registerTerminalProfileProvider('roleassist.roleTerminal', {
        provideTerminalProfile: () => this.boundary.run(async () => new vscode.TerminalProfile(await this.prepare())),
      }),
    );
  }

  /** Opens a terminal for the session that the command applies to. */
  async open(argument?: unknown): Promise<void> {
    vscode.window.createTerminal(await this.prepare(argument));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Gets the options of a new role terminal, whether RoleAssist or VS Code opens it. */
  private async prepare(argument?: unknown): Promise<vscode.TerminalOptions> {
    // VS Code would refuse as well, but only after the user has entered an MFA code.
    if (!vscode.workspace.isTrusted) {
      throw new OperationError(vscode.l10n.t('Terminals require a trusted workspace.'), undefined, [
        errorActions.manageTrust(),
      ]);
    }
    const title = vscode.l10n.t('Open Role Terminal');
    const session = await this.chooser.choose(title, argument);
    // VS Code applies the variables of all new terminals after those of a terminal, so another role would win. A
    // statement that is typed into the shell comes last.
    const isOverridden = this.newTerminals.haveOtherSessionThan(session.sessionId);
    if (isOverridden) {
      await confirmProduction(session, 'terminal');
    }
    // If VS Code's own environment selects credentials, shell start-up files probably set them and would do so again in
    // each new terminal.
    const needsStatement = isOverridden || credentialVariablesIn(process.env).length > 0;
    const environment = isOverridden
      ? { variables: [] }
      : await this.environments.environmentFor(session, 'terminal', title);
    const options = roleTerminalOptions(session, environment);
    this.expected.set(options, (terminal) => {
      terminal.show();
      this.opened.add(terminal);
      this.uses.set(terminal, session.sessionId);
      if (needsStatement) {
        void this.boundary.run(() => this.roleSetter.setInNewTerminal(terminal, session, title));
      }
    });
    return options;
  }

  /** A terminal that the user opens uses the session of all new terminals, if they all use the same one. */
  private trackNewTerminal(terminal: vscode.Terminal): void {
    const { creationOptions } = terminal;
    const sessionId = this.newTerminals.commonSession(vscode.workspace.workspaceFolders ?? [undefined]);
    const hasVariables = !('pty' in creationOptions) && !creationOptions.strictEnv && !creationOptions.hideFromUser;
    if (sessionId !== undefined && hasVariables && !isAgentTerminal(creationOptions)) {
      this.uses.set(terminal, sessionId);
    }
  }

  /**
   * VS Code's relaunch applies the variables of all new terminals to a role terminal, whose name shows another role. So
   * give it its role again, or close it if that fails, because its name would be wrong.
   */
  private async giveRoleAgain(terminal: vscode.Terminal): Promise<void> {
    const sessionId = this.uses.sessionIdOf(terminal);
    this.uses.delete(terminal);
    if (!this.opened.has(terminal)) {
      this.trackNewTerminal(terminal);
      return;
    }
    try {
      const title = vscode.l10n.t('Relaunch Role Terminal');
      const session = await this.chooser.choose(title, { sessionId });
      await confirmProduction(session, 'terminal');
      await this.roleSetter.setInNewTerminal(terminal, session, title);
    } catch (error) {
      terminal.dispose();
      throw error;
    }
  }
}
