import * as vscode from 'vscode';
import { logError } from '../logging/logError.ts';
import { OperationError, UserCancelledError } from '../errors/operationError.ts';
import { errorActions } from '../errors/errorActions.ts';
import { notify } from '../presentation/notify.ts';

/** Handles the errors of commands: logs each and shows it once, unless the user canceled. */
export class ErrorBoundary {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Runs an action and returns its result; returns undefined if the action throws. */
  async run<T>(action: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.handle(error);
      return undefined;
    }
  }

  private handle(error: unknown): void {
    if (error instanceof UserCancelledError) {
      return;
    }
    if (error instanceof OperationError) {
      const { explanation, severity } = error;
      this.log.error(explanation);
      notify(
        severity,
        explanation,
        severity === 'error' ? [...error.errorActions, errorActions.showLog()] : error.errorActions,
      );
    } else {
      logError(this.log, error);
      notify('error', vscode.l10n.t('Internal error. See the RoleAssist log for details.'), [errorActions.showLog()]);
    }
  }
}
