import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { step } from './console.mjs';
import { writeNotices } from './notices.mjs';
import { run } from './processes.mjs';
import { recompress } from './recompress.mjs';
import { writePowerShellPackage } from './powershell-package.mjs';
import { artifacts, hostExecutable, powerShellPackage, rid, root, target, vsix } from './project.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

const packaged = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'package.nls.json',
  'extension/media',
  'l10n',
  'snippets',
  'syntaxes',
  'powershell',
  '.vscodeignore',
  'extension/dist/extension.js',
  'extension/dist/languageClient.js',
  path.relative(root, hostExecutable),
  'scripts/lib/notices.mjs',
  'scripts/licenses',
];

const ignoreFile = path.join(artifacts, 'vscodeignore');

/** The hosts for other platforms, which may lie beside this one, are not in the VSIX. */
async function onlyThisHost() {
  const patterns = await readFile(path.join(root, '.vscodeignore'), 'utf8');
  return patterns.replace('!artifacts/host/**', `!artifacts/host/${rid}/**`);
}

/** Packages the build output into this platform's VSIX, and the PowerShell module into a package of its own. */
export async function packageExtension() {
  await step('VSIX', async () => {
    let note;
    await unlessUpToDate({
      name: 'vsix',
      outputs: [vsix],
      sources: packaged,
      work: async () => {
        await writeNotices();
        await writeFile(ignoreFile, await onlyThisHost());
        await run(process.execPath, [
          path.join(root, 'node_modules/@vscode/vsce/vsce'),
          'package',
          '--target',
          target,
          '--no-dependencies',
          '--no-rewrite-relative-links',
          '--ignoreFile',
          ignoreFile,
          '--out',
          vsix,
        ]);
        if (process.env.ROLEASSIST_RELEASE_BUILD === '1') {
          note = await recompress(vsix);
        }
      },
    });
    const size = `${((await stat(vsix)).size / 2 ** 20).toFixed(1)} MB`;
    return [path.relative(root, vsix), size, note].filter(Boolean).join(', ');
  });
  await step('PowerShell module', async () => {
    await unlessUpToDate({
      name: 'powershell',
      outputs: [powerShellPackage],
      sources: ['powershell', 'LICENSE', 'scripts/lib/powershell-package.mjs'],
      work: writePowerShellPackage,
    });
    return path.relative(root, powerShellPackage);
  });
}
