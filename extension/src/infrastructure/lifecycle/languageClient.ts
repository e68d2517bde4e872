import { homedir } from 'node:os';
import { Disposable, LogLevel, type LogOutputChannel, type TextDocument } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient/node';
import { forwardHostLog } from '../logging/hostLog.ts';
import type { InitializationOptions } from '../rpc/contract.generated.ts';
import type { ConnectHost } from './hostConnection.ts';

/** Which documents the host gets. Passed in, because features use the same code, which is bundled once. */
export interface DocumentSync {
  readonly documentSelector: NonNullable<LanguageClientOptions['documentSelector']>;
  /** Creates what decides about each document. `open` opens one that the host does not know. */
  readonly createGate: (open: (document: TextDocument) => Promise<void>) => Middleware;
}

/**
 * Connects to the host as a language server over stdin and stdout. Each host gets the settings at the time it starts.
 */
export function languageClientConnector(
  command: string,
  log: LogOutputChannel,
  readOptions: () => InitializationOptions,
  { documentSelector, createGate }: DocumentSync,
): ConnectHost {
  return (onDied) => {
    const client: LanguageClient = new QuietLanguageClient(
      'roleassist',
      'RoleAssist',
      // Not the workspace folder: its files must not influence which programs are found.
      { command, args: ['serve', '--stdio', ...logLevelArguments(log)], options: { cwd: homedir() } },
      {
        documentSelector,
        diagnosticCollectionName: 'roleassist.documents',
        middleware: createGate((document) =>
          client.sendNotification(
            'textDocument/didOpen',
            client.code2ProtocolConverter.asOpenTextDocumentParams(document),
          ),
        ),
        initializationOptions: readOptions(),
        outputChannel: log,
        traceOutputChannel: withoutTrace(log),
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        stdioOptions: { stdout: forwardHostLog, stderr: forwardHostLog },
        initializationFailedHandler: () => false,
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          // `Host` decides about restarts, so that a host starts only when it is needed.
          closed: () => {
            onDied();
            return {
              action: CloseAction.DoNotRestart,
              handled: true,
              message: 'The host has stopped. It restarts when it is needed.',
            };
          },
        },
      },
    );
    return client;
  };
}

/** Maps the log level to its .NET name. The host's default equals that of VS Code. */
function logLevelArguments({ logLevel }: LogOutputChannel): string[] {
  const name = {
    [LogLevel.Off]: 'None',
    [LogLevel.Trace]: 'Trace',
    [LogLevel.Debug]: 'Debug',
    [LogLevel.Info]: undefined,
    [LogLevel.Warning]: 'Warning',
    [LogLevel.Error]: 'Error',
  }[logLevel];
  return name === undefined ? [] : ['--log-level', name];
}

/** Suppresses the library's own messages. The command that fails reports the error to the user. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * Hides the log level Trace, at which the library logs messages. With `roleassist.trace.server` set it would log them
 * in full, including credentials.
 */
function withoutTrace(log: LogOutputChannel): LogOutputChannel {
  return Object.create(log, {
    logLevel: { value: LogLevel.Info },
    onDidChangeLogLevel: { value: () => new Disposable(() => undefined) },
  }) as LogOutputChannel;
}
