import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import type { AccountSelector } from '../../infrastructure/rpc/contract.generated.ts';
import { readAccountGroups } from './accountGroups.ts';

/** A task of type `roleassist-run` in tasks.json. */
interface RunTaskDefinition extends vscode.TaskDefinition {
  readonly command?: string;
  readonly script?: string;
  readonly args?: readonly string[];
  readonly profiles?: readonly string[];
  /** Not `group`, which VS Code reads as the group of the task. */
  readonly accountGroup?: string;
  readonly regions?: readonly string[];
  readonly delivery?: string;
}

/**
 * Runs tasks of type `roleassist-run` with the command line, `roleassist run`: it asks for confirmation and codes in the
 * task's terminal, prefixes each line with its account, and its exit code tells whether some failed. VS Code runs no
 * task of a workspace that is not trusted.
 */
export class RunTasks implements vscode.TaskProvider {
  static readonly type = 'roleassist-run';

  constructor(
    private readonly executable: string,
    private readonly boundary: ErrorBoundary,
  ) {}

  /** There are no automatically detected tasks. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  resolveTask(task: vscode.Task): Promise<vscode.Task | undefined> {
    return this.boundary.run(() => {
      const definition = task.definition as RunTaskDefinition;
      const { scope, name, problemMatchers } = task;
      return new vscode.Task(
        definition,
        scope ?? vscode.TaskScope.Workspace,
        name,
        'AWS',
        new vscode.ProcessExecution(this.executable, argumentsOf(definition)),
        problemMatchers,
      );
    });
  }
}

function argumentsOf(definition: RunTaskDefinition): string[] {
  const { command, script, args = [], profiles = [], accountGroup, regions = [], delivery } = definition;
  if ((command === undefined) === (script === undefined)) {
    throw new OperationError(vscode.l10n.t('A task of type roleassist-run needs either a command or a script.'));
  }
  return [
    'run',
    ...profiles.flatMap((profile) => ['--profiles', profile]),
    ...(accountGroup === undefined ? [] : selectorArguments(groupOf(accountGroup))),
    ...(regions.length > 0 ? ['--regions', regions.join(',')] : []),
    ...(delivery === undefined ? [] : ['--delivery', delivery]),
    ...(script === undefined ? [] : ['--script', script]),
    '--',
    ...(command === undefined ? [] : [command]),
    ...args,
  ];
}

function groupOf(name: string): AccountSelector {
  const group = readAccountGroups().get(name);
  if (!group) {
    // A window on a remote takes settings about the machine from the remote, not from the user's own machine.
    const isRemote = vscode.env.remoteName !== undefined;
    throw new OperationError(
      vscode.l10n.t('There is no account group {0}.', name),
      isRemote
        ? vscode.l10n.t('Add it to roleassist.accountGroups in the settings of this remote.')
        : vscode.l10n.t('Add it to roleassist.accountGroups in your user settings.'),
      [
        {
          title: vscode.l10n.t('Open Settings'),
          command: isRemote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings',
          arguments: isRemote ? [] : ['roleassist.accountGroups'],
        },
      ],
    );
  }
  return group;
}

function selectorArguments(selector: AccountSelector): string[] {
  const {
    profiles = [],
    file,
    organization,
    units = [],
    ssoSession,
    role,
    sourceProfile,
    include = [],
    exclude = [],
  } = selector;
  const option = (name: string, ...values: (string | undefined)[]) =>
    values.flatMap((value) => (value === undefined ? [] : [name, value]));
  return [
    ...option('--profiles', ...profiles),
    ...option('--accounts', file),
    ...option('--organization', organization),
    ...option('--ou', ...units),
    ...option('--sso', ssoSession),
    ...option('--role', role),
    ...option('--source-profile', sourceProfile),
    ...option('--include', ...include),
    ...option('--exclude', ...exclude),
  ];
}
