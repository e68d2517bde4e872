import { stat } from 'node:fs/promises';
import path from 'node:path';
import { step } from './console.mjs';
import { run } from './processes.mjs';
import { root, target, vsix } from './project.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

const packaged = ['README.md', 'CHANGELOG.md', 'LICENSE', 'package.nls.json', 'extension/media', 'snippets', '.vscodeignore'];

/** Packs what has been built into this platform's VSIX. */
export async function packageExtension() {
  await step('VSIX', async () => {
    await unlessUpToDate({
      name: 'vsix',
      output: vsix,
      // What is built says by its stamp whether it has changed.
      sources: [...packaged, 'package.json', 'artifacts/stamps'],
      work: () =>
        run(process.execPath, [
          path.join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--target', target, '--no-dependencies', '--out', vsix,
        ]),
    });
    return `${path.relative(root, vsix)}, ${((await stat(vsix)).size / 2 ** 20).toFixed(1)} MB`;
  });
}
