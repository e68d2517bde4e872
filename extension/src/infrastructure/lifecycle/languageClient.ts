import { homedir } from 'node:os';
import { Disposable, LogLevel, window, workspace, type Event, type LogOutputChannel, type TextDocument } from 'vscode';
import {
  CloseAction,
  CodeLensRequest,
  DocumentDiagnosticRequest,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type ClientCapabilities,
  type InitializeResult,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient/node';
import { forwardHostLog } from '../logging/hostLog.ts';
import { Methods, type InitializationOptions } from '../rpc/contract.generated.ts';
import type { ConnectHost } from './hostConnection.ts';
import { awsConfig } from './servedDocuments.ts';
import { findSdks, sdksSetting } from './workspaceSdks.ts';

/** Lenses show minutes. */
const lensInterval = 60_000;

/** Which documents the host gets. Passed in, because features use the same code, which is bundled once. */
export interface DocumentSync {
  readonly documentSelector: NonNullable<LanguageClientOptions['documentSelector']>;
  /** Creates what decides about each document. `open` opens one that the host does not know. */
  readonly createGate: (open: (document: TextDocument) => Promise<void>) => Middleware;
  /** Called with the URIs of the AWS files when a host has started. */
  readonly onAwsFiles: (uris: readonly string[]) => void;
  /** Raised when the code lenses have changed. */
  readonly onDidChangeLenses: Event<void>;
  /** Raised when an AWS file has changed on disk. */
  readonly onDidChangeFiles: Event<void>;
}

/**
 * Connects to the host as a language server over stdin and stdout. Each host gets the settings at the time it starts.
 */
export function languageClientConnector(
  command: string,
  log: LogOutputChannel,
  readOptions: () => InitializationOptions,
  { documentSelector, createGate, ...events }: DocumentSync,
): ConnectHost {
  return (onDied) => {
    const client: QuietLanguageClient = new QuietLanguageClient(
      events,
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

/** The commands of code lenses, which the host knows from here. Each takes the name of a profile. */
const lensCommands = {
  assumeCommand: 'roleassist.assumeRole',
  explainCommand: 'roleassist.explainProfile',
  consoleCommand: 'roleassist.openConsole',
  moveKeysCommand: 'roleassist.moveKeys',
  restrictFileCommand: 'roleassist.restrictFile',
};

/** Suppresses the library's own messages. The command that fails reports the error to the user. */
class QuietLanguageClient extends LanguageClient {
  private following: Disposable | undefined;

  constructor(
    private readonly events: Omit<DocumentSync, 'documentSelector' | 'createGate'>,
    ...rest: ConstructorParameters<typeof LanguageClient>
  ) {
    super(...rest);
    this.registerFeature({
      fillClientCapabilities: (capabilities: ClientCapabilities) => {
        capabilities.experimental = { ...(capabilities.experimental as object), roleassist: lensCommands };
      },
      initialize: () => undefined,
      getState: () => ({ kind: 'static' }),
      clear: () => undefined,
    });
  }

  /** Starts the client. The library calls this before each message, too. */
  override async start(): Promise<void> {
    await super.start();
    if (!this.following) {
      this.following = this.follow();
      this.events.onAwsFiles(awsFilesOf(this.initializeResult));
      if (openDocument()) {
        void this.sendSdks();
      }
    }
  }

  private follow(): Disposable {
    const { onDidChangeLenses, onDidChangeFiles } = this.events;
    const minutes = setInterval(() => {
      if (window.visibleTextEditors.some(({ document }) => document.languageId === awsConfig)) {
        this.refreshLenses();
      }
    }, lensInterval);
    return Disposable.from(
      onDidChangeLenses(() => {
        this.refreshLenses();
      }),
      // The host never asks a client to ask again.
      onDidChangeFiles(() => {
        this.refreshDiagnostics();
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (document.languageId === awsConfig) {
          void this.sendSdks();
        }
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(sdksSetting) && openDocument()) {
          void this.sendSdks();
        }
      }),
      new Disposable(() => {
        clearInterval(minutes);
      }),
    );
  }

  override stop(timeout?: number): Promise<void> {
    this.following?.dispose();
    return super.stop(timeout);
  }

  private refreshLenses(): void {
    const document = openDocument();
    if (document) {
      this.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    }
  }

  private refreshDiagnostics(): void {
    const document = openDocument();
    if (document) {
      this.getFeature(DocumentDiagnosticRequest.method).getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
    }
  }

  /** Says which SDKs the user works with, when a document needs it: before that, the workspace is not searched. */
  private async sendSdks(): Promise<void> {
    try {
      await this.sendNotification(Methods.setSdks, { sdks: await findSdks() });
      this.refreshDiagnostics();
    } catch (error) {
      this.error('The SDKs of the workspace could not be found.', error);
    }
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Any open document in the language of the AWS files. */
function openDocument(): TextDocument | undefined {
  return workspace.textDocuments.find(({ languageId }) => languageId === awsConfig);
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

function awsFilesOf(result: InitializeResult | undefined): readonly string[] {
  const { awsFiles } = (result?.capabilities.experimental ?? {}) as { awsFiles?: unknown };
  return Array.isArray(awsFiles) ? awsFiles.filter((uri) => typeof uri === 'string') : [];
}
