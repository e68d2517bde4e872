import { beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic, TextDocument as VSCodeDocument, TextDocumentChangeEvent, Uri } from 'vscode';
import { registerPolicies } from '../../../extension/src/features/policies/registerPolicies.ts';
import { DocumentGate } from '../../../extension/src/infrastructure/lifecycle/documentGate.ts';
import { Host } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import { RestartPolicy } from '../../../extension/src/infrastructure/lifecycle/restartPolicy.ts';
import type { Platform } from '../../../extension/src/infrastructure/platform.ts';
import { TextDocument } from './fakes/documents.ts';
import { FakeHosts } from './fakes/hostConnection.ts';
import { editor, LogOutputChannel, openEditor } from './fakes/vscode.ts';

const policy = '{\n  "Statement": {\n    "Action": "sts:AssumeRole"\n  }\n}';
const json = (text: string, path?: string, scheme?: string) => new TextDocument('json', text, path, scheme);

const others: [what: string, document: TextDocument][] = [
  ['other JSON', json('{ "name": "package" }')],
  ['a policy without an action of STS', json('{ "Statement": { "Action": "s3:GetObject" } }')],
  ['JSON that names an action of STS', json('{ "Action": "sts:AssumeRole" }')],
  ['another language', new TextDocument('typescript', policy)],
  ['an old version', json(policy, undefined, 'git')],
  ['a long document', json(`${' '.repeat(64 * 1024)}\n${policy}`)],
];

beforeEach(() => openEditor());

describe('the gate to the host', () => {
  let sent: string[];
  let gate: DocumentGate;

  beforeEach(() => {
    sent = [];
    gate = new DocumentGate(send('open'));
  });

  const send =
    (what: string) =>
    ({ uri }: { uri: unknown }) => {
      sent.push(`${what} ${String(uri)}`);
      return Promise.resolve();
    };
  const open = (document: TextDocument) => gate.didOpen(document as unknown as VSCodeDocument, send('open'));
  const close = (document: TextDocument) => gate.didClose(document as unknown as VSCodeDocument, send('close'));
  const change = (document: TextDocument, text: string) => {
    document.text = text;
    return gate.didChange({ document } as unknown as TextDocumentChangeEvent, (event) =>
      send('change')(event.document),
    );
  };

  it('lets a document through that may be a trust policy', async () => {
    const document = json(policy, '/a');
    await open(document);
    await change(document, `${policy} `);
    await close(document);
    await change(document, 'text');
    expect(sent).toEqual(['open file:///a', 'change file:///a', 'close file:///a']);
  });

  it.each(others)('stops %s', async (_, document) => {
    await open(document);
    await change(document, document.text);
    await close(document);
    expect(sent).toEqual([]);
  });

  it('opens a document that becomes one, and then sends its changes, whatever is left of it', async () => {
    const document = json('{}', '/a');
    await open(document);
    await change(document, policy);
    await change(document, '{}');
    await close(document);
    expect(sent).toEqual(['open file:///a', 'change file:///a', 'close file:///a']);
  });

  it('makes text of the diagnostics', () => {
    const shown: Diagnostic[] = [];
    const diagnostic = { message: '[x](command:y) $(zap)\u202e' } as unknown as Diagnostic;
    gate.handleDiagnostics({} as unknown as Uri, [diagnostic], (_, diagnostics) => shown.push(...diagnostics));
    expect(shown).toEqual([{ message: '[x] (command:y) $ (zap)' }]);
  });
});

describe('the host', () => {
  let hosts: FakeHosts;
  let log: LogOutputChannel;

  function register() {
    hosts = new FakeHosts();
    log = new LogOutputChannel();
    const host = new Host(hosts.connect, new RestartPolicy());
    registerPolicies({ context: { subscriptions: [] }, host, log } as unknown as Platform);
  }

  async function settled() {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it.each(others)('does not start for %s', async (_, document) => {
    editor.documents.push(document);
    register();
    editor.openedDocuments.fire(document);
    editor.changedDocuments.fire({ document });
    await settled();
    expect(hosts.started).toEqual([]);
  });

  it('starts for a policy that is open', async () => {
    editor.documents.push(json(policy));
    register();
    await settled();
    expect(hosts.started).toHaveLength(1);
  });

  it('starts once for a document that becomes a policy', async () => {
    register();
    const document = json('{}');
    editor.openedDocuments.fire(document);
    document.text = policy;
    editor.changedDocuments.fire({ document });
    editor.changedDocuments.fire({ document });
    await settled();
    expect(hosts.started).toHaveLength(1);
  });

  it('shows no message if it cannot start, and is not tried at every key', async () => {
    register();
    hosts.prepare = (connection) => {
      connection.starting = Promise.reject(new Error('spawn ENOENT'));
    };
    const document = json(policy);
    editor.openedDocuments.fire(document);
    await settled();
    editor.changedDocuments.fire({ document });
    await settled();
    expect(hosts.started).toHaveLength(1);
    expect(editor.messages).toEqual([]);
    expect(log.lines).toEqual(['error The RoleAssist host could not be started.']);
  });
});
