// The diagnostics and fixes of the AWS files, as any editor gets them: raw LSP over stdio.
import assert from 'node:assert/strict';
import { chmod, stat, writeFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { Scope } from '../../scripts/lib/main.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { initialized, LanguageFiles, usual } from './support/language.mjs';

const config =
  '# 😀\n[profile a]\nuse_fips_endpoint = True\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = b\n';
const credentials = '[c]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n';
const pulling = { textDocument: { ...usual.textDocument, diagnostic: {} } };

describe('diagnostics of the AWS files', { timeout: 600_000 }, () => {
  const scope = new Scope();
  after(() => scope.close());

  async function open(capabilities) {
    const files = await LanguageFiles.create(scope, { config, credentials });
    await chmod(files.path('credentials'), 0o600);
    const host = Host.start(scope, files.environment);
    const rpc = await initialized(scope, host, capabilities);
    const published = [];
    let wake = () => {};
    rpc.onNotification('textDocument/publishDiagnostics', (params) => {
      published.push(params);
      wake();
    });
    /** The first diagnostics of a file that fit. */
    const next = async (file, fits) => {
      for (;;) {
        const found = published.find((one) => one.uri === files.uri(file) && fits(codesOf(one.diagnostics)));
        if (found) {
          return found;
        }
        await new Promise((resolve) => (wake = resolve));
      }
    };
    await files.open(rpc, 'config', 'aws-config');
    return { files, rpc, published, next };
  }

  it('publishes them at their places, and those of the other file too when a change concerns them', async () => {
    const { files, rpc, next } = await open();
    const { diagnostics, version } = await next('config', (codes) => codes.includes('DanglingSourceProfile'));
    assert.equal(version, 1);
    const value = diagnostics.find((one) => one.code === 'ValueDividesSdks');
    assert.deepEqual(value.range, { start: { line: 2, character: 20 }, end: { line: 2, character: 24 } });
    assert.match(value.message, /JavaScript silently ignores the line/);
    assert.match(value.codeDescription.href, /diagnostics\.md#valuedividessdks$/);

    await files.open(rpc, 'credentials', 'ini');
    await next('credentials', (codes) => codes.includes('LongLivedKeyInPlainText'));
    await rpc.sendNotification('textDocument/didChange', {
      textDocument: { uri: files.uri('credentials'), version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, text: 'b' }],
    });
    await next('config', (codes) => !codes.includes('DanglingSourceProfile'));
  });

  it('publishes nothing to a client that asks, and answers it', async () => {
    const { files, rpc, published } = await open(pulling);
    const answer = await rpc.sendRequest('textDocument/diagnostic', { textDocument: { uri: files.uri('config') } });
    assert.equal(answer.kind, 'full');
    assert.deepEqual(codesOf(answer.items), ['ValueDividesSdks', 'DanglingSourceProfile']);
    assert.deepEqual(published, []);
  });

  it('answers about the other open file too, if the client takes that', async () => {
    const { files, rpc } = await open({ textDocument: { diagnostic: { relatedDocumentSupport: true } } });
    const ask = (file) => rpc.sendRequest('textDocument/diagnostic', { textDocument: { uri: files.uri(file) } });
    assert.equal((await ask('config')).relatedDocuments, undefined);
    await files.open(rpc, 'credentials', 'ini');

    const { items, relatedDocuments } = await ask('credentials');

    assert.deepEqual(codesOf(items), ['LongLivedKeyInPlainText']);
    assert.deepEqual(Object.keys(relatedDocuments), [files.uri('config')]);
    const related = relatedDocuments[files.uri('config')];
    assert.equal(related.kind, 'full');
    assert.deepEqual(codesOf(related.items), ['ValueDividesSdks', 'DanglingSourceProfile']);
  });

  it('follows changes of the other file on disk', async () => {
    const { files, rpc, published, next } = await open();
    await next('config', (codes) => codes.includes('DanglingSourceProfile'));
    await rpc.sendRequest('roleassist/profiles/list', {});
    published.length = 0;
    await writeFile(files.path('credentials'), credentials.replace('[c]', '[b]'));
    await next('config', (codes) => !codes.includes('DanglingSourceProfile'));
  });

  it('does not call names undefined while the other file cannot be read', async () => {
    const { files, rpc } = await open(pulling);
    const codes = async () =>
      codesOf((await rpc.sendRequest('textDocument/diagnostic', { textDocument: { uri: files.uri('config') } })).items);
    assert.deepEqual(await codes(), ['ValueDividesSdks', 'DanglingSourceProfile']);
    await writeFile(files.path('credentials'), `# ${'x'.repeat(4 * 1024 * 1024)}`);
    assert.deepEqual(await codes(), ['ValueDividesSdks']);
  });

  it('says what the SDKs of the user do not read', async () => {
    const { files, rpc, published, next } = await open();
    await next('config', (codes) => codes.includes('ValueDividesSdks'));
    await rpc.sendNotification('textDocument/didChange', {
      textDocument: { uri: files.uri('config'), version: 2 },
      contentChanges: [{ text: `${config}duration_seconds = 7200\n` }],
    });
    assert.ok(!published.some((one) => codesOf(one.diagnostics).includes('DurationIgnored')));
    await rpc.sendNotification('roleassist/sdks/set', { sdks: ['net', 'of a newer client'] });
    const { diagnostics } = await next('config', (codes) => codes.includes('DurationIgnored'));
    assert.ok(codesOf(diagnostics).includes('NotReadBy'));
    published.length = 0;
    await rpc.sendNotification('roleassist/sdks/set', { sdks: [] });
    await next('config', (codes) => !codes.includes('DurationIgnored'));
  });

  it(
    'takes a file away from other users by a command of the client',
    { skip: process.platform === 'win32' && 'Windows has no chmod' },
    async () => {
      const { files, rpc, published, next } = await open({
        experimental: { roleassist: { restrictFileCommand: 'x' } },
      });
      await chmod(files.path('credentials'), 0o644);
      await files.open(rpc, 'credentials', 'ini');
      await next('credentials', (codes) => codes.includes('FilePermissions'));
      const textDocument = { uri: files.uri('credentials') };
      const start = { line: 0, character: 0 };
      const actions = await rpc.sendRequest('textDocument/codeAction', {
        textDocument,
        range: { start, end: start },
        context: { diagnostics: [] },
      });
      assert.deepEqual(
        actions.map(({ title, command, edit }) => ({ title, command: command.command, edit, of: command.arguments })),
        [{ title: 'Take the file away from other users', command: 'x', edit: undefined, of: [textDocument.uri] }],
      );

      published.length = 0;
      await rpc.sendRequest('roleassist/files/restrict', textDocument);
      assert.equal((await stat(files.path('credentials'))).mode & 0o777, 0o600);
      await next('credentials', (codes) => !codes.includes('FilePermissions'));

      await writeFile(`${files.path('credentials')}.old`, '', { mode: 0o644 });
      await assert.rejects(rpc.sendRequest('roleassist/files/restrict', { uri: `${textDocument.uri}.old` }), {
        data: { code: 'InvalidArgument' },
      });
      assert.equal((await stat(`${files.path('credentials')}.old`)).mode & 0o777, 0o644);
    },
  );

  it('offers no command that the client has not named', async () => {
    const { files, rpc, next } = await open();
    await chmod(files.path('credentials'), 0o644);
    await files.open(rpc, 'credentials', 'ini');
    await next('credentials', (codes) => codes.includes('FilePermissions'));
    const start = { line: 0, character: 0 };
    const range = { start, end: start };
    const textDocument = { uri: files.uri('credentials') };
    assert.deepEqual(
      await rpc.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
      [],
    );
  });

  it('offers fixes, and all safe ones at once only by name', async () => {
    const { files, rpc } = await open();
    const textDocument = { uri: files.uri('config') };
    const at = { start: { line: 2, character: 20 }, end: { line: 2, character: 20 } };
    const actions = await rpc.sendRequest('textDocument/codeAction', {
      textDocument,
      range: at,
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.map((action) => [action.title, action.kind]),
      [
        ['Write true', 'quickfix'],
        ['Write false', 'quickfix'],
      ],
    );
    const [all] = await rpc.sendRequest('textDocument/codeAction', {
      textDocument,
      range: at,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    assert.deepEqual(all.edit.documentChanges, [
      {
        textDocument: { uri: textDocument.uri, version: 1 },
        edits: [{ range: { start: { line: 2, character: 20 }, end: { line: 2, character: 24 } }, newText: 'true' }],
      },
    ]);
  });

  it('lists the profiles of an unsaved text', async () => {
    const { files, rpc } = await open();
    const names = async () => (await rpc.sendRequest('roleassist/profiles/list', {})).profiles.map((one) => one.name);
    assert.deepEqual(await names(), ['a', 'c']);
    await rpc.sendNotification('textDocument/didChange', {
      textDocument: { uri: files.uri('config'), version: 2 },
      contentChanges: [{ text: '[profile unsaved]\nregion = eu-west-1\n' }],
    });
    assert.deepEqual(await names(), ['unsaved', 'c']);

    // What programs get is what is saved.
    const asked = await runVerb(scope, ['credential-process', 'unsaved'], { env: files.environment });
    assert.match(asked.stderr, /ProfileNotFound/);
    await rpc.sendNotification('textDocument/didClose', { textDocument: { uri: files.uri('config') } });
    assert.deepEqual(await names(), ['a', 'c']);
  });
});

const codesOf = (diagnostics) => diagnostics.map((one) => one.code);
