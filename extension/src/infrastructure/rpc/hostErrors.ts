import * as vscode from 'vscode';
import type { ErrorCodes, LSPErrorCodes } from 'vscode-languageclient/node';
import { OperationError, UserCancelledError } from '../errors/operationError.ts';
import { errorActions, type CommandAction } from '../errors/errorActions.ts';
import type { ErrorData } from './contract.generated.ts';

// Copies of the library's constants, because the library is in a bundle that is loaded with the first connection.
const requestCancelled: typeof LSPErrorCodes.RequestCancelled = -32800;
const pendingResponseRejected: typeof ErrorCodes.PendingResponseRejected = -32097;
const connectionInactive: typeof ErrorCodes.ConnectionInactive = -32096;

/** An error of the contract that the host returned for a request. */
export class HostError extends OperationError {
  constructor(
    message: string,
    readonly data: ErrorData,
  ) {
    super(message, hintForEditor(data.hint), remediesOf(data));
  }
}

/** Matches a verb of the command line. In the editor, commands and buttons do the same. */
const cliVerb = /\broleassist [a-z]/;

/** Drops a hint that names a CLI verb. */
export function hintForEditor(hint: string | undefined): string | undefined {
  return hint !== undefined && cliVerb.test(hint) ? undefined : hint;
}

/** Matches a command with its words. A name among them that the host has quoted may look like the end of a sentence. */
const cliCommand = /\broleassist [a-z]+(?: (?:(?:'[^']*'|\\')+|(?:[\w/:@%+=,-]|\.(?=\S))+))*/g;

/** Drops the sentences that name a CLI verb. */
export function sentencesForEditor(text: string): string {
  return text
    .replaceAll(cliCommand, 'roleassist verb')
    .split(/(?<=[.!?]) /)
    .filter((sentence) => !cliVerb.test(sentence))
    .join(' ');
}

function remediesOf({ code, hint, signIn, profile }: ErrorData): CommandAction[] {
  switch (code) {
    case 'SessionNotFound':
    case 'ProfileNotFound':
      return [errorActions.assumeRole()];
    case 'CredentialsMissing':
      return hint === undefined ? [] : [errorActions.setUpProfile(), errorActions.startSandbox()];
    case 'SsoLoginRequired':
    case 'LoginRequired':
      return [errorActions.signIn(signIn ?? profile, profile)];
    case 'VaultLocked':
      return [errorActions.unlockVault()];
    default:
      return [];
  }
}

/** Whether an error is a `HostError` with one of these codes. */
export function isHostError(error: unknown, ...codes: ErrorData['code'][]): error is HostError {
  return error instanceof HostError && codes.includes(error.data.code);
}

/** Translates the error of a request to one that can be shown to the user. */
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
  return new OperationError(
    vscode.l10n.t('The RoleAssist host could not be started.'),
    vscode.l10n.t('See the log for details.'),
    [errorActions.restartHost()],
  );
}

/** For the package without a host: the host is a .NET tool, which the user installs. `version` is the extension's. */
export function hostNotInstalled(version: string): OperationError {
  return new OperationError(
    vscode.l10n.t('This package of RoleAssist has no host for {0}.', `${process.platform}-${process.arch}`),
    vscode.l10n.t(
      'Install the .NET SDK 10, run “{0}” in a terminal, and then choose Restart.',
      `dotnet tool update --global RoleAssist.Tool --version ${version}`,
    ),
    [errorActions.restartHost()],
  );
}

export function hostKeepsStopping(): OperationError {
  return new OperationError(
    vscode.l10n.t('The RoleAssist host stopped repeatedly and is not restarted automatically.'),
    vscode.l10n.t('See the log for details.'),
    [errorActions.restartHost()],
  );
}

function hostStopped(): OperationError {
  return new OperationError(
    vscode.l10n.t('The RoleAssist host has stopped, which ended its sessions.'),
    vscode.l10n.t('Try again. The host restarts automatically.'),
  );
}

/** JSON-RPC errors have a numeric code; those of Node.js are strings. */
function isResponseError(error: unknown): error is Error & { code: number; data?: unknown } {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string';
}
