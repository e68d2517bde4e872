import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { readLaunchSettings } from '../../infrastructure/configuration/launchSettings.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { AssumingTerminal } from './assumingTerminal.ts';

/** A task of type `roleassist` in tasks.json. */
interface RoleTaskDefinition extends vscode.TaskDefinition {
  readonly command: string;
  readonly args?: readonly string[];
  /** The profile to use; by default that of the folder's settings. */
  readonly profile?: string;
}

/** Whether the terminals in which tasks run use another session than a task needs. */
export interface TaskTerminals {
  haveOtherSessionThan(sessionId: string): boolean;
}

/** Runs tasks of type `roleassist`, which run a command with a role. */
export class RoleTasks implements vscode.TaskProvider {
  static readonly type = 'roleassist';

  constructor(
    private readonly chooser: SessionChooser,
    private readonly environments: SessionEnvironments,
    private readonly newTerminals: TaskTerminals,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** There are no automatically detected tasks. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  /**
   * VS Code also calls this to list tasks, so it must not prompt or fail. If the command cannot run right away, the
   * task assumes the role, asks for confirmation for a production role, or reports the error when it is started.
   */
  resolveTask(task: vscode.Task): Promise<vscode.Task | undefined> {
    return this.boundary.run(async () => {
      const definition = task.definition as RoleTaskDefinition;
      const profile = definition.profile ?? readLaunchSettings(folderOf(task)).profile;
      const session = this.chooser.currentIfReady(profile);
      const execution =
        session && !session.isProduction && !this.newTerminals.haveOtherSessionThan(session.sessionId)
          ? await this.commandOf(definition, session)
          : new vscode.CustomExecution(() =>
              Promise.resolve(new AssumingTerminal(this.boundary, () => this.assumeAndRun(task, definition, profile))),
            );
      return newTask(task, definition, execution);
    });
  }

  private async assumeAndRun(
    task: vscode.Task,
    definition: RoleTaskDefinition,
    profile: string | undefined,
  ): Promise<vscode.Task> {
    const session = await this.chooser.current(profile);
    if (this.newTerminals.haveOtherSessionThan(session.sessionId)) {
      // VS Code applies the variables of all new terminals after those of a task.
      throw new OperationError(
        vscode.l10n.t('The task cannot use {0} because all new terminals use another role.', session.profile),
        undefined,
        [{ title: vscode.l10n.t('Stop Using in New Terminals'), command: 'roleassist.stopUsingInNewTerminals' }],
      );
    }
    // Uses another type, because VS Code would otherwise take it for the waiting task.
    return newTask(task, { type: 'shell' }, await this.commandOf(definition, session));
  }

  private async commandOf(
    { command, args = [] }: RoleTaskDefinition,
    session: SessionInfo,
  ): Promise<vscode.ShellExecution> {
    const title = vscode.l10n.t('Starting with {0}', session.profile);
    const variables = await this.environments.variablesFor(session, 'process', title);
    const env = Object.fromEntries(variables.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
    return new vscode.ShellExecution(command, [...args], { env });
  }
}

function newTask(
  { scope, name, problemMatchers }: vscode.Task,
  definition: vscode.TaskDefinition,
  execution: vscode.ShellExecution | vscode.CustomExecution,
): vscode.Task {
  return new vscode.Task(definition, scope ?? vscode.TaskScope.Workspace, name, 'AWS', execution, problemMatchers);
}

function folderOf({ scope }: vscode.Task): vscode.WorkspaceFolder | undefined {
  return typeof scope === 'object' ? scope : undefined;
}
