import * as vscode from 'vscode';
import type { ErrorCodes, LSPErrorCodes } from 'vscode-languageclient/node';
import { OperationError, UserCancelledError } from '../errors/operationError.ts';
import { errorActions, type CommandAction } from '../errors/errorActions.ts';
import type { ErrorData } from './contract.generated.ts';

// The library's own are in another file of the extension, which is loaded with the first connection.
const requestCancelled: typeof LSPErrorCodes.RequestCancelled = -32800;
const pendingResponseRejected: typeof ErrorCodes.PendingResponseRejected = -32097;
const connectionInactive: typeof ErrorCodes.ConnectionInactive = -32096;

/** The host has answered a request with an error of the contract. */
export class HostError extends OperationError {
  constructor(
    message: string,
    readonly data: ErrorData,
  ) {
    super(message, hintForEditor(data), remediesOf(data));
  }
}

/** The host's hint, unless it names one of its own verbs: here commands and buttons do what these do. */
function hintForEditor({ hint }: ErrorData): string | undefined {
  return hint !== undefined && /\broleassist [a-z]/.test(hint) ? undefined : hint;
}

function remediesOf({ code, hint }: ErrorData): CommandAction[] {
  switch (code) {
    case 'SessionNotFound':
    case 'ProfileNotFound':
      return [errorActions.assumeRole()];
    case 'CredentialsMissing':
      return hint === undefined ? [] : [errorActions.setUpProfile(), errorActions.startSandbox()];
    default:
      return [];
  }
}

/** Whether an error is the host's answer with one of these codes. */
export function isHostError(error: unknown, ...codes: ErrorData['code'][]): error is HostError {
  return error instanceof HostError && codes.includes(error.data.code);
}

/** What a request's failure means to the person. */
export function translateError(error: unknown): unknown {
  if (!isResponseError(error)) {
    return error;
  }
  switch (error.code) {
    case requestCancelled:
      return new UserCancelledError();
    case pendingResponseRejected:
    case connectionInactive:
      return hostStopped();
    default:
      return isErrorData(error.data) ? new HostError(error.message, error.data) : error;
  }
}

export function hostNotStarted(): OperationError {
  return new OperationError(vscode.l10n.t('RoleAssist could not start its host.'), vscode.l10n.t('The log says why.'), [
    errorActions.restartHost(),
  ]);
}

export function hostKeepsStopping(): OperationError {
  return new OperationError(
    vscode.l10n.t("RoleAssist's host keeps stopping, so it is not started again by itself."),
    vscode.l10n.t('The log says why.'),
    [errorActions.restartHost()],
  );
}

function hostStopped(): OperationError {
  return new OperationError(
    vscode.l10n.t("RoleAssist's host has stopped, and its sessions have ended with it."),
    vscode.l10n.t('Try again: it starts when it is needed.'),
  );
}

/** Known by its code, a number: those of Node.js are texts. */
function isResponseError(error: unknown): error is Error & { code: number; data?: unknown } {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string';
}
