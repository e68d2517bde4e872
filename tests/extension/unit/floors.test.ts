import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../../extension/src', import.meta.url));

/**
 * The folders of the extension from bottom to top. A folder may import only from the floors below it, not from other
 * folders on its floor. Each feature is a separate folder on the floor of the features.
 */
const floors: readonly (readonly string[])[] = [
  ['infrastructure/text', 'infrastructure/errors'],
  ['infrastructure/logging', 'infrastructure/rpc'],
  ['infrastructure/configuration', 'infrastructure/lifecycle', 'infrastructure/state'],
  ['infrastructure/presentation'],
  ['infrastructure/commands'],
  ['infrastructure/prompts'],
  ['infrastructure/delivery'],
  ['infrastructure'], // platform.ts, the services that features get
  ['features/*'],
  ['.'], // extension.ts, which creates the services and registers the features
];

type Sources = ReadonlyMap<string, string>;

function readSources(): Sources {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(source, file), 'utf8')] as const),
  );
}

function floorOf(folder: string): number {
  return floors.findIndex((folders) => folders.includes(folder.replace(/^features\/[^/]+$/, 'features/*')));
}

/** Lists the imports that point up or sideways, and the folders that have no floor. */
function wrongImports(sources: Sources): string[] {
  return [...sources].flatMap(([file, code]) => {
    const folder = path.posix.dirname(file);
    if (floorOf(folder) < 0) {
      return [`${file} is in a folder without a floor`];
    }
    return ts
      .preProcessFile(code)
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => path.posix.join(folder, fileName))
      .filter((target) => path.posix.dirname(target) !== folder)
      .filter((target) => floorOf(path.posix.dirname(target)) >= floorOf(folder))
      .map((target) => `${file} imports ${target}`);
  });
}

describe('the floors of the extension', () => {
  const sources = readSources();

  it('hold: every import points down', () => {
    expect(sources.size).toBeGreaterThan(90);
    expect(wrongImports(sources)).toEqual([]);
  });

  it('contain only existing folders', () => {
    const folders = new Set([...sources.keys()].map((file) => path.posix.dirname(file)));
    const missing = floors.flat().filter((folder) => folder !== 'features/*' && !folders.has(folder));
    expect(missing).toEqual([]);
  });

  it.each([
    ['up', 'infrastructure/rpc/hostErrors.ts', '../prompts/prompts.ts'],
    ['up, as a type', 'infrastructure/state/sessionStore.ts', '../presentation/sessionText.ts'],
    ['up, loaded when needed', 'infrastructure/errors/operationError.ts', '../lifecycle/languageClient.ts'],
    ['sideways', 'infrastructure/state/sessionStore.ts', '../lifecycle/host.ts'],
    ['to another feature', 'features/status/statusBar.ts', '../sessions/sessionNodes.ts'],
    ['to the composition', 'features/status/statusBar.ts', '../../createPlatform.ts'],
  ])('fail for an import that points %s', (direction, file, target) => {
    const statement = direction.includes('type')
      ? `import type { X } from '${target}';`
      : direction.includes('loaded')
        ? `export const load = () => import('${target}');`
        : `import { x } from '${target}';`;
    const turned = new Map(sources).set(file, `${statement}\n${sources.get(file) ?? ''}`);
    expect(wrongImports(turned)).toEqual([`${file} imports ${path.posix.join(path.posix.dirname(file), target)}`]);
  });

  it('fail for a folder without a floor', () => {
    expect(wrongImports(new Map([['infrastructure/misc/x.ts', '']]))).toHaveLength(1);
  });
});
