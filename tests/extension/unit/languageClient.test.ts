import { homedir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { LogOutputChannel as Log, TextDocumentChangeEvent } from 'vscode';
import { DocumentGate } from '../../../extension/src/infrastructure/lifecycle/documentGate.ts';
import { hostExecutable } from '../../../extension/src/infrastructure/lifecycle/hostExecutable.ts';
import { languageClientConnector } from '../../../extension/src/infrastructure/lifecycle/languageClient.ts';
import { servedDocuments } from '../../../extension/src/infrastructure/lifecycle/servedDocuments.ts';
import type { ConnectHost } from '../../../extension/src/infrastructure/lifecycle/hostConnection.ts';
import { TextDocument } from './fakes/documents.ts';
import { CloseAction, notifications, type LanguageClient } from './fakes/languageClient.ts';
import { editor, EventEmitter, LogLevel, LogOutputChannel, openEditor } from './fakes/vscode.ts';
import { extensionContext } from './support/context.ts';

interface Options {
  initializationOptions: unknown;
  middleware: DocumentGate;
  outputChannel: Log;
  traceOutputChannel: Log;
  initializationFailedHandler: () => boolean;
  errorHandler: { closed: () => { action: number; handled: boolean } };
}

let log: LogOutputChannel;
let awsFiles: string[];
let lensesChanged: EventEmitter<unknown>;
let filesChanged: EventEmitter<unknown>;
let deaths: number;
let reads: number;
let connect: ConnectHost;
let client: LanguageClient;
let options: Options;

beforeEach(() => {
  log = new LogOutputChannel();
  openEditor();
  awsFiles = [];
  lensesChanged = new EventEmitter();
  filesChanged = new EventEmitter();
  notifications.length = 0;
  deaths = 0;
  reads = 0;
  connect = languageClientConnector(
    '/extension/roleassist',
    log as unknown as Log,
    () => ({ workspace: `workspace ${++reads}` }),
    {
      documentSelector: servedDocuments,
      createGate: (open) => new DocumentGate(open),
      onAwsFiles: (uris) => awsFiles.push(...uris),
      onDidChangeLenses: lensesChanged.event as vscode.Event<void>,
      onDidChangeFiles: filesChanged.event as vscode.Event<void>,
    },
  );
  client = connect(() => deaths++) as unknown as LanguageClient;
  options = client.options as unknown as Options;
});

it('starts the host outside the workspace and without secrets in its arguments', () => {
  expect(client.server).toEqual({
    command: '/extension/roleassist',
    args: ['serve', '--stdio', '--log-level', 'Trace'],
    options: { cwd: homedir() },
  });
});

it.each([
  [LogLevel.Off, ['--log-level', 'None']],
  [LogLevel.Debug, ['--log-level', 'Debug']],
  [LogLevel.Info, []],
  [LogLevel.Warning, ['--log-level', 'Warning']],
  [LogLevel.Error, ['--log-level', 'Error']],
])("passes VS Code's log level %s to the host", (level, args) => {
  log.logLevel = level;
  const next = connect(() => undefined) as unknown as LanguageClient;
  expect(next.server).toMatchObject({ args: ['serve', '--stdio', ...args] });
});

it('finds the host in the extension, in a folder with the .NET name of the platform', () => {
  expect(hostExecutable(extensionContext('/extension')).replaceAll('\\', '/')).toMatch(
    /^\/extension\/artifacts\/host\/(linux|osx|win)-(x64|arm64)\/roleassist(\.exe)?$/,
  );
});

it('finds the host of a package without one where .NET installs global tools, and nowhere else', () => {
  const context = { ...extensionContext('/extension') };
  Object.assign(context, { extension: { packageJSON: { roleassistHost: 'dotnet-tool' } } });
  expect(hostExecutable(context)).toBe(
    path.join(homedir(), '.dotnet', 'tools', process.platform === 'win32' ? 'roleassist.exe' : 'roleassist'),
  );
});

it('passes the current settings to each host', () => {
  expect(options.initializationOptions).toEqual({ workspace: 'workspace 1' });
  const next = connect(() => undefined) as unknown as LanguageClient;
  expect(next.options).toMatchObject({ initializationOptions: { workspace: 'workspace 2' } });
});

describe('the log', () => {
  it('never contains full messages, which include credentials, even at the level Trace', () => {
    const { traceOutputChannel } = options;
    expect(log.logLevel).toBe(LogLevel.Trace);
    expect(traceOutputChannel.logLevel).toBe(LogLevel.Info);
    traceOutputChannel.onDidChangeLogLevel(() => expect.fail('the level of the library must not follow'));
  });

  it('is otherwise the same log', () => {
    options.traceOutputChannel.warn('words');
    expect(log.lines).toEqual(['warn words']);
  });

  it("receives the library's errors, which are not shown", () => {
    client.error('the connection closed', 'because', 'force');
    expect(client.errors).toEqual([['the connection closed', 'because', false]]);
  });
});

it('sends a document that becomes a trust policy as it is then', async () => {
  const document = new TextDocument('json', '{ "Statement": { "Action": "sts:AssumeRole" } }', '/a.json');
  const event = { document } as unknown as TextDocumentChangeEvent;
  await options.middleware.didChange(event, () => expect.fail('the host does not know the document'));
  expect(notifications).toEqual([['textDocument/didOpen', { textDocument: { text: document.text } }]]);
});

it('reports the end of the host once and leaves the restart to others', () => {
  expect(options.errorHandler.closed()).toMatchObject({ action: CloseAction.DoNotRestart, handled: true });
  expect(deaths).toBe(1);
  expect(options.initializationFailedHandler()).toBe(false);
});

describe('the language service', () => {
  it('names the commands of code lenses', () => {
    const capabilities: Record<string, unknown> = { experimental: { other: true } };
    for (const feature of client.features) {
      feature.fillClientCapabilities(capabilities);
    }
    expect(capabilities['experimental']).toEqual({
      other: true,
      roleassist: {
        assumeCommand: 'roleassist.assumeRole',
        explainCommand: 'roleassist.explainProfile',
        consoleCommand: 'roleassist.openConsole',
        moveKeysCommand: 'roleassist.moveKeys',
        restrictFileCommand: 'roleassist.restrictFile',
      },
    });
  });

  it('passes on where the AWS files are', async () => {
    client.initializeResult = { capabilities: { experimental: { awsFiles: ['file:///a', 1] } } };
    await client.start();
    expect(awsFiles).toEqual(['file:///a']);
  });

  it('asks for the lenses again when sessions change, until the host stops', async () => {
    await client.start();
    lensesChanged.fire({});
    expect(client.lensRefreshes).toBe(0);
    editor.documents.push(new TextDocument('aws-config', ''));
    lensesChanged.fire({});
    expect(client.lensRefreshes).toBe(1);
    await client.stop();
    lensesChanged.fire({});
    expect(client.lensRefreshes).toBe(1);
  });

  it('asks for the lenses each minute while one of the files is visible, because they show the time left', async () => {
    vi.useFakeTimers();
    try {
      await client.start();
      const document = new TextDocument('aws-config', '');
      editor.documents.push(document);
      vi.advanceTimersByTime(120_000);
      expect(client.lensRefreshes).toBe(2);
      editor.hiddenDocuments.add(document as never);
      vi.advanceTimersByTime(120_000);
      expect(client.lensRefreshes).toBe(2);
      editor.hiddenDocuments.clear();
      await client.stop();
      vi.advanceTimersByTime(120_000);
      expect(client.lensRefreshes).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks for the diagnostics again when a file has changed on disk', async () => {
    await client.start();
    filesChanged.fire({});
    expect(client.diagnosticRefreshes).toBe(0);
    editor.documents.push(new TextDocument('aws-config', ''));
    filesChanged.fire({});
    expect(client.diagnosticRefreshes).toBe(1);
  });

  it('says which SDKs the workspace has files of, once one of the files is open', async () => {
    editor.filesInWorkspace.push('csproj', 'requirements.txt');
    await client.start();
    expect(editor.searches).toEqual([]);

    const document = new TextDocument('aws-config', '');
    editor.documents.push(document);
    editor.openedDocuments.fire(document);
    await vi.waitFor(() => {
      expect(notifications).toEqual([['roleassist/sdks/set', { sdks: ['net', 'boto3'] }]]);
    });
    expect(client.diagnosticRefreshes).toBe(1);
  });

  it.each([
    [
      ['go', 'auto'],
      ['go', 'net'],
    ],
    [['go'], ['go']],
    [[], []],
    ['nonsense', ['net']],
  ])('takes the SDKs of the setting %j', async (setting, sdks) => {
    editor.filesInWorkspace.push('csproj');
    editor.settings['roleassist.sdks'] = setting;
    editor.documents.push(new TextDocument('aws-config', ''));
    await client.start();
    await vi.waitFor(() => {
      expect(notifications).toEqual([['roleassist/sdks/set', { sdks }]]);
    });
  });
});
