import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openConnection } from '../../../scripts/lib/host-connection.mjs';

/** What VS Code and most editors announce. */
export const usual = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** The two AWS files in a home folder of their own. */
export class LanguageFiles {
  #texts;
  #home;

  constructor(home, texts) {
    this.#home = home;
    this.#texts = texts;
  }

  /** @param {import('../../../scripts/lib/main.mjs').Scope} scope */
  static async create(scope, texts) {
    const home = await scope.temporaryFolder('language');
    await mkdir(join(home, '.aws'));
    for (const [file, text] of Object.entries(texts)) {
      await writeFile(join(home, '.aws', file), text);
    }
    return new LanguageFiles(home, texts);
  }

  get environment() {
    const { PATH, SystemRoot } = process.env;
    return { PATH, SystemRoot, HOME: this.#home, USERPROFILE: this.#home };
  }

  path(file) {
    return join(this.#home, '.aws', file);
  }

  uri(file) {
    return pathToFileURL(this.path(file)).href;
  }

  text(file) {
    return this.#texts[file];
  }

  async open(rpc, file, languageId) {
    await rpc.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(file), languageId, version: 1, text: this.text(file) },
    });
  }

  range(text, start, end) {
    return { start: positionAt(text, start), end: positionAt(text, end) };
  }

  /** Applies a change as LSP defines it. */
  apply(text, range, piece) {
    return text.slice(0, offsetAt(text, range.start)) + piece + text.slice(offsetAt(text, range.end));
  }
}

/** Initializes a connection as an editor with these capabilities. */
export async function initialized(scope, host, capabilities = {}) {
  const rpc = await openConnection(scope, host.child);
  await rpc.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    clientInfo: { name: 'test', version: '1' },
    capabilities: { ...usual, ...capabilities },
  });
  await rpc.sendNotification('initialized', {});
  return rpc;
}

/** The position of a text in a document, and of a character in it. */
export function positionOf(text, search, offset = 0) {
  const found = text.replaceAll('\r\n', '\n').indexOf(search);
  if (found < 0) {
    throw new Error(`'${search}' is not in the document.`);
  }
  return positionAt(text.replaceAll('\r\n', '\n'), found + offset);
}

/** The text of a range. */
export function textOf(text, { start, end }) {
  return text.slice(offsetAt(text, start), offsetAt(text, end));
}

function positionAt(text, offset) {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before.at(-1).length };
}

function offsetAt(text, { line, character }) {
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)].map(([all]) => all);
  const start = lines.slice(0, line).join('').length;
  return start + Math.min(character, (lines[line] ?? '').replace(/[\r\n]+$/, '').length);
}
