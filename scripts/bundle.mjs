// Bundles the extension into the file that VS Code loads and a second one that is loaded on demand.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { main } from './lib/main.mjs';
import { bundleFile } from './lib/notices.mjs';
import { Failure } from './lib/processes.mjs';

/** Dynamically imported modules get separate files. */
const loadedWhenNeeded = {
  name: 'loaded when needed',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path: module }) =>
      kind === 'dynamic-import' ? { path: `./${path.basename(module, '.ts')}.js`, external: true } : undefined,
    ),
};

/** Shares one `vscode` between all modules: each would otherwise copy it, because it is external, and it is large. */
const oneEditor = {
  name: 'one editor',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/, namespace: 'file' }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'vscode', namespace: 'editor' } : undefined,
    );
    onLoad({ filter: /^vscode$/, namespace: 'editor' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

await main(async () => {
  const { metafile } = await build({
    entryPoints: ['extension/src/extension.ts', 'extension/src/infrastructure/lifecycle/languageClient.ts'],
    entryNames: '[name]',
    outdir: 'extension/dist',
    plugins: [loadedWhenNeeded, oneEditor],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false }, // `require`, to which the editor gives `vscode`
    external: ['vscode'],
    minifySyntax: true,
    minifyWhitespace: true,
    // Only debuggers use it; they find it by a comment in the bundle.
    sourcemap: process.argv.includes('--debug') && 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  });

  await mkdir(path.dirname(bundleFile), { recursive: true });
  await writeFile(bundleFile, JSON.stringify(metafile));

  // A class in two files would break `instanceof`. Constants may be in both.
  const modules = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const twice = modules.filter((module, index) => !module.startsWith('editor:') && modules.indexOf(module) !== index);
  for (const module of twice) {
    if (/^(export )?(abstract )?class /m.test(await readFile(module, 'utf8'))) {
      throw new Failure(`More than one file of the extension holds the classes of ${module}.`);
    }
  }
});
