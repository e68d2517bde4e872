import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { credentialVariablesIn } from '../../infrastructure/delivery/credentialVariables.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import { confirmProduction } from '../../infrastructure/prompts/confirmProduction.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import type { NewTerminals } from './newTerminals.ts';
import type { RelaunchWatcher } from './relaunchWatcher.ts';
import { roleTerminalOptions } from './roleTerminalOptions.ts';
import type { ThisTerminal } from './thisTerminal.ts';

/** Opens terminals that have a session's credentials from their start. */
export class RoleTerminals implements vscode.Disposable {
  private readonly expected = new WeakMap<object, (terminal: vscode.Terminal) => void>();
  private readonly opened = new WeakSet<vscode.Terminal>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly chooser: SessionChooser,
    private readonly environments: SessionEnvironments,
    private readonly newTerminals: NewTerminals,
    private readonly thisTerminal: ThisTerminal,
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
        void this.boundary.run(() => this.restore(terminal));
      }),
      // The entry of the menu from which terminals are opened.
      vscode.window.registerTerminalProfileProvider('roleassist.roleTerminal', {
        provideTerminalProfile: () => this.boundary.run(async () => new vscode.TerminalProfile(await this.prepare())),
      }),
    );
  }

  /** Opens one for the session that the command is meant for. */
  async open(argument?: unknown): Promise<void> {
    vscode.window.createTerminal(await this.prepare(argument));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** What a new role terminal is opened with, by us or by VS Code. */
  private async prepare(argument?: unknown): Promise<vscode.TerminalOptions> {
    // VS Code opens none there either, but says so only after the person has spent a code on it.
    if (!vscode.workspace.isTrusted) {
      throw new OperationError(vscode.l10n.t('A terminal needs a trusted workspace.'), undefined, [
        errorActions.manageTrust(),
      ]);
    }
    const title = vscode.l10n.t('Open Role Terminal');
    const session = await this.chooser.choose(title, argument);
    // VS Code lays the variables of all new terminals over a terminal's own, so another role's would win here. What its
    // shell is given afterwards comes last.
    const isOverridden = this.newTerminals.haveOtherSessionThan(session.sessionId);
    if (isOverridden) {
      await confirmProduction(session, 'terminal');
    }
    // What says where VS Code's own credentials come from stands in the start-up files of shells as a rule, which say it
    // once more in each new terminal.
    const needsStatement = isOverridden || credentialVariablesIn(process.env).length > 0;
    const variables = isOverridden ? [] : await this.environments.variablesFor(session, 'terminal', title);
    const options = roleTerminalOptions(session, variables);
    this.expected.set(options, (terminal) => {
      terminal.show();
      this.opened.add(terminal);
      this.uses.set(terminal, session.sessionId);
      if (needsStatement) {
        void this.boundary.run(() => this.thisTerminal.applyToNew(terminal, session, title));
      }
    });
    return options;
  }

  /** A terminal that the person has opened has the session of all new terminals, where they all have one. */
  private trackNewTerminal(terminal: vscode.Terminal): void {
    const { creationOptions } = terminal;
    const sessionId = this.newTerminals.commonSession(vscode.workspace.workspaceFolders ?? [undefined]);
    const hasVariables = !('pty' in creationOptions) && !creationOptions.strictEnv && !creationOptions.hideFromUser;
    if (sessionId !== undefined && hasVariables) {
      this.uses.set(terminal, sessionId);
    }
  }

  /**
   * VS Code's Relaunch lays the variables of all new terminals over those of a role terminal, whose name says another role.
   * So it is given its role once more; where that cannot be, it is closed rather than left with a name that is not true.
   */
  private async restore(terminal: vscode.Terminal): Promise<void> {
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
      await this.thisTerminal.applyToNew(terminal, session, title);
    } catch (error) {
      terminal.dispose();
      throw error;
    }
  }
}
