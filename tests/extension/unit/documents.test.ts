import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const notOurs = new Set(['.git', 'node_modules', 'artifacts', 'bin', 'obj', 'dist']);

/** All files of the repository, as paths from its root with slashes. */
const files = (function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      return entry.isDirectory() ? walk(name) : entry.isFile() ? [name] : [];
    });
})('.');

/** Every file and folder by each end of its path: `walls.test.ts`, `unit/walls.test.ts`, ... */
const places = new Set(
  files.flatMap((file) => {
    const parts = file.split('/');
    return parts.flatMap((_, end) => parts.slice(0, end + 1).map((_, start) => parts.slice(start, end + 1).join('/')));
  }),
);

const documents = files.filter((file) => file.endsWith('.md'));

/** Every word of the code: the names that a document may use. */
const words = new Set(
  files
    .filter((file) => /\.(cs|csproj|ts|mjs|json|props|ps1)$/.test(file) && !file.endsWith('documents.test.ts'))
    .flatMap((file) => read(file).match(/\w+/g) ?? []),
);

const withoutBlocks = (text: string) => text.replace(/^( *)```.*?^\1```$/gms, '');
const headings = (text: string) =>
  [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
const codeIn = (text: string) => [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

describe.each(documents)('%s', (document) => {
  const text = read(document);

  it('links to files and headings that exist', () => {
    const links = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links
      .filter((link) => !/^(https?|command|mailto):/.test(link))
      .filter((link) => {
        const [file = '', heading] = link.split('#');
        const target = file ? path.posix.join(path.posix.dirname(document), file) : document;
        return !places.has(target) || (heading !== undefined && !headings(read(target)).includes(heading));
      });
    expect(broken).toEqual([]);
  });

  it('names files and folders that exist', () => {
    const paths = codeIn(text).filter(
      (code) =>
        /^[\w.-]+(\/[\w.-]+)*\/?$/.test(code) &&
        (/^(server|extension|tests|docs|scripts|snippets|l10n|\.\w+)\//.test(code) ||
          /(\/|\.(cs|ts|mjs|md|json|yml))$/.test(code)),
    );
    const missing = paths.filter(
      (name) => !/^(\.aws|extension\/dist|artifacts)\//.test(name) && !places.has(name.replace(/\/$/, '')),
    );
    expect(missing).toEqual([]);
  });

  it('names types and members that exist', () => {
    const names = codeIn(text).filter((code) => /^[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+(\.[A-Z]\w*)?$/.test(code));
    const missing = names.filter((name) => !places.has(name) && name.split('.').some((part) => !words.has(part)));
    expect(missing).toEqual([]);
  });
});
