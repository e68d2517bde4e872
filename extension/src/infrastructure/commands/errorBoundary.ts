import * as vscode from 'vscode';
import { OperationError, UserCancelledError, type Remedy } from './errors.ts';

/** Where every failure of a command ends: told once, or not at all. */
export class ErrorBoundary {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Runs an action; nothing it throws comes out. */
  async run(action: () => unknown): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.tell(error);
    }
  }

  private tell(error: unknown): void {
    if (error instanceof UserCancelledError) {
      return;
    }
    if (error instanceof OperationError) {
      this.log.error(error.explanation);
      show(error.explanation, error.remedies);
    } else {
      this.log.error(error instanceof Error ? error : String(error));
      show(vscode.l10n.t('RoleAssist made a mistake; its log says more.'), []);
    }
  }
}

function show(message: string, remedies: readonly Remedy[]): void {
  const showLog: Remedy = { title: vscode.l10n.t('Show Log'), command: 'roleassist.showLog' };
  // Not awaited: the command is over, however long its message stays on the screen.
  void vscode.window
    .showErrorMessage(message, ...remedies, showLog)
    .then((chosen) => chosen && vscode.commands.executeCommand(chosen.command, ...(chosen.arguments ?? [])));
}
