import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { readLaunchSettings } from '../../infrastructure/configuration/launchSettings.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { AssumingTerminal } from './assumingTerminal.ts';

/** What stands in tasks.json. */
interface RoleTaskDefinition extends vscode.TaskDefinition {
  readonly command: string;
  readonly args?: readonly string[];
  /** The profile to work as; without it, as the settings of the folder say. */
  readonly profile?: string;
}

/** Whether the terminals in which tasks run have another session than a task is to have. */
export interface TaskTerminals {
  haveOtherSessionThan(sessionId: string): boolean;
}

/** Runs the tasks of type `roleassist`: a command with a role. */
export class RoleTasks implements vscode.TaskProvider {
  static readonly type = 'roleassist';

  constructor(
    private readonly chooser: SessionChooser,
    private readonly environments: SessionEnvironments,
    private readonly newTerminals: TaskTerminals,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** Nothing is found by itself: a task is what somebody wrote. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  /**
   * VS Code asks for this when it lists tasks too, so nobody is asked for a code and nothing is refused here. Where the
   * command cannot simply be run, the task is one that sees to it when it is started: it assumes the role, asks before it
   * uses one of production, or says what is in its way.
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
      // VS Code lays the variables of all new terminals over a task's own.
      throw new OperationError(
        vscode.l10n.t('The task cannot work as {0}: all new terminals use another role.', session.profile),
        undefined,
        [{ title: vscode.l10n.t('Stop Using in New Terminals'), command: 'roleassist.stopUsingInNewTerminals' }],
      );
    }
    // Of another type, or VS Code would take it for the task that is waiting for it.
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
