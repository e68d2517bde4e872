// The language service for the AWS files, as any editor uses it: raw LSP over stdio.
import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { openConnection } from '../../scripts/lib/host-connection.mjs';
import { Scope } from '../../scripts/lib/main.mjs';
import { Host } from './support/host.mjs';
import { initialized, LanguageFiles, positionOf, textOf, usual } from './support/language.mjs';
import { differencesFromLsp } from './support/lsp-types.mjs';

const config = `# 😀 mine
[profile base]
region = eu-central-1

[profile dev]
role_arn = arn:aws:iam::111122223333:role/dev
source_profile = base
duration_seconds=14400
s3 =
  max_concurrent_requests = 20

[profile tool]
credential_process = /opt/😀/keys --profile base

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
`;
const credentials = `[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

describe('language service', { timeout: 600_000 }, () => {
  const scope = new Scope();
  after(() => scope.close());

  async function open(texts = { config, credentials }, { openCredentials = false, capabilities } = {}) {
    const files = await LanguageFiles.create(scope, texts);
    const host = Host.start(scope, files.environment);
    const rpc = await initialized(scope, host, capabilities);
    await files.open(rpc, 'config', 'aws-config');
    if (openCredentials) {
      await files.open(rpc, 'credentials', 'ini');
    }
    const at = (search, offset = 0, file = 'config') => ({
      textDocument: { uri: files.uri(file) },
      position: positionOf(files.text(file), search, offset),
    });
    return { files, rpc, host, at, document: { textDocument: { uri: files.uri('config') } } };
  }

  for (const lineBreak of ['\n', '\r\n']) {
    const name = lineBreak === '\n' ? 'LF' : 'CRLF';

    it(`answers every method with ranges in UTF-16 (${name})`, async () => {
      const { files, rpc, at, document } = await open({
        config: config.replaceAll('\n', lineBreak),
        credentials: credentials.replaceAll('\n', lineBreak),
      });
      const text = files.text('config');
      const cut = (range) => textOf(text, range);

      const definitions = await rpc.sendRequest('textDocument/definition', at('source_profile = base', 18));
      assert.deepEqual(
        definitions.map((link) => [link.targetUri, cut(link.originSelectionRange)]),
        [
          [files.uri('config'), 'base'],
          [files.uri('credentials'), 'base'],
        ],
      );
      assert.equal(cut(definitions[0].targetSelectionRange), 'base');

      const references = await rpc.sendRequest('textDocument/references', {
        ...at('[profile base', 10),
        context: { includeDeclaration: false },
      });
      assert.deepEqual(
        references.map(({ range }) => cut(range)),
        ['base', 'base'],
      );
      const highlights = await rpc.sendRequest('textDocument/documentHighlight', at('[profile base', 10));
      assert.deepEqual(
        highlights.map(({ range, kind }) => [cut(range), kind]),
        [
          ['base', 3],
          ['base', 2],
          ['base', 2],
        ],
      );

      const symbols = await rpc.sendRequest('textDocument/documentSymbol', document);
      assert.deepEqual(
        symbols.map((symbol) => [symbol.name, symbol.detail, symbol.children.length]),
        [
          ['base', 'profile', 1],
          ['dev', 'profile', 4],
          ['tool', 'profile', 1],
          ['corp', 'sso-session', 2],
        ],
      );
      assert.ok(cut(symbols[1].range).endsWith('max_concurrent_requests = 20'));

      const folds = await rpc.sendRequest('textDocument/foldingRange', document);
      assert.deepEqual(
        folds.map(({ startLine, endLine }) => [startLine, endLine]),
        [
          [1, 2],
          [4, 9],
          [8, 9],
          [11, 12],
          [14, 16],
        ],
      );

      const { data } = await rpc.sendRequest('textDocument/semanticTokens/full', document);
      assert.ok(data.length > 0 && data.length % 5 === 0);
      assert.ok(data.every((number) => number >= 0));

      const links = await rpc.sendRequest('textDocument/documentLink', document);
      assert.deepEqual(
        links.map(({ range, target }) => [cut(range), target]),
        [['https://corp.awsapps.com/start', 'https://corp.awsapps.com/start']],
      );

      const whole = { ...document, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };
      const hints = await rpc.sendRequest('textDocument/inlayHint', whole);
      assert.deepEqual(
        hints.map(({ label }) => label),
        ['4 h'],
      );

      const edits = await rpc.sendRequest('textDocument/formatting', { ...document, options: { tabSize: 2 } });
      assert.deepEqual(
        edits.map(({ newText }) => newText),
        [`duration_seconds = 14400${lineBreak}`],
      );

      const hover = await rpc.sendRequest('textDocument/hover', at('duration_seconds'));
      assert.equal(hover.contents.kind, 'markdown');
      assert.match(hover.contents.value, /Not read by/);
      assert.equal(cut(hover.range), 'duration_seconds');
      const plan = await rpc.sendRequest('textDocument/hover', at('[profile dev', 10));
      assert.match(plan.contents.value, /AKIAIOSFODNN7EXAMPLE of profile/);

      const items = await rpc.sendRequest('textDocument/completion', at('source_profile = ', 17));
      assert.deepEqual(
        items.map(({ label }) => label),
        ['base', 'tool'],
      );
      assert.equal(cut(items[0].textEdit.range), 'base');
    });
  }

  it("answers in LSP's own types", async () => {
    const files = await LanguageFiles.create(scope, { config, credentials });
    const host = Host.start(scope, files.environment);
    const rpc = await openConnection(scope, host.child);
    const capabilities = { ...usual, experimental: { roleassist: { assumeCommand: 'x' } } };
    const initialize = await rpc.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
    await files.open(rpc, 'config', 'aws-config');
    const document = { textDocument: { uri: files.uri('config') } };
    const at = (search, offset = 0) => ({ ...document, position: positionOf(config, search, offset) });
    const name = at('source_profile = base', 18);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const requests = [
      ['CompletionItem[]', 'completion', at('\n\n[sso', 1)],
      ['CompletionItem[]', 'completion', at('sso_region = us', 13)],
      ['Hover', 'hover', name],
      ['LocationLink[]', 'definition', name],
      ['Location[]', 'references', { ...name, context: { includeDeclaration: true } }],
      ['DocumentHighlight[]', 'documentHighlight', name],
      ['DocumentSymbol[]', 'documentSymbol', document],
      ['FoldingRange[]', 'foldingRange', document],
      ['SemanticTokens', 'semanticTokens/full', document],
      ['DocumentLink[]', 'documentLink', document],
      ['InlayHint[]', 'inlayHint', { ...document, range }],
      ['CodeLens[]', 'codeLens', document],
      ['TextEdit[]', 'formatting', { ...document, options: { tabSize: 4, insertSpaces: true } }],
      ['PrepareRenameResult', 'prepareRename', name],
      ['WorkspaceEdit', 'rename', { ...name, newName: 'root' }],
    ];
    const messages = [['InitializeResult', initialize]];
    for (const [type, method, params] of requests) {
      const answer = await rpc.sendRequest(`textDocument/${method}`, params);
      assert.ok(Array.isArray(answer) ? answer.length > 0 : answer, method);
      messages.push([type, answer]);
    }

    assert.deepEqual(await differencesFromLsp(messages), []);
    assert.notDeepEqual(await differencesFromLsp([['DocumentHighlight', { range, kind: 4 }]]), []);
  });

  it('renames over both files, with the version of the open one and null for the other', async () => {
    const { files, rpc, at } = await open();
    const prepared = await rpc.sendRequest('textDocument/prepareRename', at('source_profile = base', 18));
    assert.equal(prepared.placeholder, 'base');

    const told = new Promise((resolve) => rpc.onNotification('window/showMessage', resolve));
    const edit = await rpc.sendRequest('textDocument/rename', { ...at('[profile base', 10), newName: 'root' });

    // What else may name it. A client shows links in a message, so no name from the file is in it.
    const message = await told;
    assert.equal(message.type, 3);
    assert.match(message.message, /AWS_PROFILE/);
    assert.doesNotMatch(message.message, /base|root/);
    assert.deepEqual(await differencesFromLsp([['ShowMessageParams', message]]), []);
    assert.deepEqual(
      edit.documentChanges.map(({ textDocument, edits }) => [textDocument, edits.length]),
      [
        [{ uri: files.uri('config'), version: 1 }, 3],
        [{ uri: files.uri('credentials'), version: null }, 1],
      ],
    );
  });

  it('refuses a rename with the reason', async () => {
    const { rpc, at } = await open();

    await assert.rejects(
      rpc.sendRequest('textDocument/rename', { ...at('[profile base', 10), newName: 'dev' }),
      /There is a profile 'dev' already/,
    );
    await assert.rejects(rpc.sendRequest('textDocument/prepareRename', at('region')), /nothing to rename/);
  });

  it('refuses a rename that would leave names behind in the other file', async () => {
    const { files, rpc, at } = await open();
    const rename = () => rpc.sendRequest('textDocument/rename', { ...at('[profile base', 10), newName: 'root' });
    const saved = files.text('credentials');

    await writeFile(files.path('credentials'), `${saved}# ${'x'.repeat(4 * 1024 * 1024)}`);
    await assert.rejects(rename(), /credentials file is longer than 4 MB/);

    await writeFile(files.path('credentials'), Buffer.from(saved.replace('[base]', '[base] # \u00e4'), 'latin1'));
    await assert.rejects(
      rename(),
      /Line 1 of the credentials file would change, and it contains a byte that is not UTF-8/,
    );

    await rm(files.path('credentials'));
    await mkdir(files.path('credentials'));
    await assert.rejects(rename(), /The credentials file cannot be read/);
    await rm(files.path('credentials'), { recursive: true });

    assert.equal((await rename()).documentChanges.length, 1);
  });

  it('never sends a secret', async () => {
    const { files, rpc, host, at } = await open(undefined, { openCredentials: true });
    const document = { textDocument: { uri: files.uri('credentials') } };
    for (const offset of [0, 26]) {
      await rpc.sendRequest('textDocument/hover', at('aws_secret', offset, 'credentials'));
      await rpc.sendRequest('textDocument/completion', at('aws_secret', offset, 'credentials'));
    }
    await rpc.sendRequest('textDocument/documentSymbol', document);
    await rpc.sendRequest('textDocument/semanticTokens/full', document);
    await rpc.sendRequest('textDocument/formatting', { ...document, options: {} });

    assert.ok(!host.stdout.includes('wJalrXUtnFEMI'));
  });

  it('serves the file that AWS_CONFIG_FILE names, through links and in any language', async () => {
    const files = await LanguageFiles.create(scope, { config, credentials });
    const elsewhere = await scope.temporaryFolder('dotfiles');
    await mkdir(join(elsewhere, 'deep'));
    await symlink(files.path('config'), join(elsewhere, 'deep', 'aws.cfg'));
    const host = Host.start(scope, { ...files.environment, AWS_CONFIG_FILE: join(elsewhere, 'deep', 'aws.cfg') });
    const rpc = await initialized(scope, host);
    const uri = pathToFileURL(files.path('config')).href;
    await rpc.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'aws-config', version: 1, text: config },
    });

    const found = await rpc.sendRequest('textDocument/definition', {
      textDocument: { uri },
      position: positionOf(config, 'source_profile = base', 18),
    });

    assert.equal(found.length, 2);
  });

  it('keeps a document in the language that is none of the two files to itself', async () => {
    const { rpc } = await open();
    const uri = 'untitled:aws-config-1';
    const text = '[profile other]\nsource_profile = base\n';
    await rpc.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'aws-config', version: 1, text },
    });

    const found = await rpc.sendRequest('textDocument/definition', {
      textDocument: { uri },
      position: positionOf(text, 'base'),
    });

    assert.deepEqual(found, []);
  });

  it('offers lenses only to a client that has named its commands', async () => {
    const without = await open();
    assert.equal(await without.rpc.sendRequest('textDocument/codeLens', without.document), null);
    const named = await open(undefined, {
      capabilities: { experimental: { roleassist: { assumeCommand: 'x.assume', consoleCommand: 'x.console' } } },
    });

    const lenses = await named.rpc.sendRequest('textDocument/codeLens', named.document);

    assert.deepEqual(
      lenses.map(({ command }) => [command.title, command.command, command.arguments]),
      [
        ['Assume', 'x.assume', ['base']],
        ['Console', 'x.console', ['base']],
        ['Assume', 'x.assume', ['dev']],
        ['Console', 'x.console', ['dev']],
        ['Assume', 'x.assume', ['tool']],
        ['Console', 'x.console', ['tool']],
      ],
    );
  });

  it('answers with what a modest client understands', async () => {
    const { rpc, at } = await open(undefined, { capabilities: { textDocument: null, workspace: null } });

    const [definition] = await rpc.sendRequest('textDocument/definition', at('source_profile = base', 18));
    assert.deepEqual(Object.keys(definition), ['uri', 'range']);
    const hover = await rpc.sendRequest('textDocument/hover', at('duration_seconds'));
    assert.equal(hover.contents.kind, 'plaintext');
    assert.doesNotMatch(hover.contents.value, /\*\*/);
    const edit = await rpc.sendRequest('textDocument/rename', { ...at('[profile base', 10), newName: 'root' });
    assert.deepEqual(Object.keys(edit), ['changes']);
    const items = await rpc.sendRequest('textDocument/completion', at('\n\n[sso', 1));
    assert.ok(items.every(({ insertTextFormat }) => insertTextFormat !== 2));
  });

  it('answers from 5,000 incremental changes what it answers from the whole text', async () => {
    const { files, rpc, document } = await open({ config: '', credentials });
    const pieces = [
      '[profile a]\n',
      'role_arn = x\n',
      'source_profile=a\n',
      '\r\n',
      '😀',
      '# c\n',
      '  x = 1\n',
      '=',
      '[',
    ];
    let text = '';
    let seed = 42;
    const random = (below) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let version = 2; version <= 5_001; version++) {
      const start = random(text.length + 1);
      const end = Math.min(text.length, start + (text.length > 4_000 ? random(200) : random(3)));
      const piece = pieces[random(pieces.length)];
      const range = files.range(text, start, end);
      // A position cannot be within a line break, so the host may see a shorter range.
      text = files.apply(text, range, piece);
      rpc.sendNotification('textDocument/didChange', {
        textDocument: { uri: files.uri('config'), version },
        contentChanges: [{ range, text: piece }],
      });
    }

    const incremental = await answers();
    await rpc.sendNotification('textDocument/didChange', {
      textDocument: { uri: files.uri('config'), version: 5_002 },
      contentChanges: [{ text }],
    });
    assert.deepEqual(incremental, await answers());

    async function answers() {
      return Promise.all(
        ['documentSymbol', 'foldingRange', 'semanticTokens/full'].map((method) =>
          rpc.sendRequest(`textDocument/${method}`, document),
        ),
      );
    }
  });

  it('can be canceled, and serves 10,000 profiles', async () => {
    const many = Array.from(
      { length: 10_000 },
      (_, i) =>
        `[profile p${i}]\nrole_arn = arn:aws:iam::111122223333:role/r${i}\nsource_profile = p${i ? i - 1 : 0}\n`,
    ).join('\n');
    const { rpc, at, document } = await open({ config: many, credentials });
    const cancellation = new CancellationTokenSource();
    const canceled = rpc.sendRequest('textDocument/documentSymbol', document, cancellation.token);
    cancellation.cancel();
    await canceled.catch(({ code }) => assert.equal(code, -32800));

    const symbols = await rpc.sendRequest('textDocument/documentSymbol', document);
    assert.equal(symbols.length, 10_000);
    const references = await rpc.sendRequest('textDocument/references', {
      ...at('[profile p5000]', 10),
      context: { includeDeclaration: true },
    });
    assert.equal(references.length, 2);
    const sources = await rpc.sendRequest('textDocument/completion', at('source_profile = p0\n', 17));
    assert.deepEqual(
      sources.map(({ label }) => label),
      ['base'],
    );
  });
});
