import { homedir } from 'node:os';
import { Disposable, LogLevel, type LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from 'vscode-languageclient/node';
import { forwardHostLog } from '../logging/hostLog.ts';
import type { InitializationOptions } from '../rpc/contract.generated.ts';
import type { ConnectHost } from './hostConnection.ts';

/** Connects to the host as to a language server, over its stdin and stdout. Each host is told the options of its time. */
export function languageClientConnector(
  command: string,
  log: LogOutputChannel,
  readOptions: () => InitializationOptions,
): ConnectHost {
  return (onDied) =>
    new QuietLanguageClient(
      'roleassist',
      'RoleAssist',
      // Not in the workspace's folder: what lies there must not decide what a program finds.
      { command, args: ['serve', '--stdio', ...logLevelArguments(log)], options: { cwd: homedir() } },
      {
        initializationOptions: readOptions(),
        outputChannel: log,
        traceOutputChannel: withoutTrace(log),
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        stdioOptions: { stdout: forwardHostLog, stderr: forwardHostLog },
        initializationFailedHandler: () => false,
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          // `Host` decides about restarts, so that a host is started when it is needed and not before.
          closed: () => {
            onDied();
            return {
              action: CloseAction.DoNotRestart,
              handled: true,
              message: 'The host has ended. It is started again when it is needed.',
            };
          },
        },
      },
    );
}

/** The log's level as .NET names it. The host's own default is that of VS Code. */
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

/** Shows no messages of its own: a failure reaches the person once, through the command that met it. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * The log as if it were never at the level Trace, at which the library writes messages into it: whole ones, credentials
 * included, where `roleassist.trace.server` says so.
 */
function withoutTrace(log: LogOutputChannel): LogOutputChannel {
  return Object.create(log, {
    logLevel: { value: LogLevel.Info },
    onDidChangeLogLevel: { value: () => new Disposable(() => undefined) },
  }) as LogOutputChannel;
}
