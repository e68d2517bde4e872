import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { step } from './console.mjs';
import { buildHost } from './host-build.mjs';
import { bundleFile } from './notices.mjs';
import { checkPrerequisites } from './prerequisites.mjs';
import { run } from './processes.mjs';
import { root } from './project.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

/**
 * Builds the host and the extension's bundle to where the extension and the VSIX look for them.
 * @param {{ target?: string }} [options] `target` is the platform that a host for release is for. Without it, the host
 *   is for this machine.
 */
export async function build({ target } = {}) {
  await checkPrerequisites();
  await step('npm packages', installPackages);
  await step(target ? `host for ${target}` : 'host', () => buildHost(target));
  await step('extension', bundleExtension);
}

async function installPackages() {
  const lockTime = (file) =>
    stat(path.join(root, file)).then(
      (found) => found.mtimeMs,
      () => 0,
    );
  if ((await lockTime('node_modules/.package-lock.json')) >= (await lockTime('package-lock.json'))) {
    return 'up to date';
  }
  const isLink = await lstat(path.join(root, 'node_modules')).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (isLink) {
    throw new Error(
      'node_modules is a link, and npm would replace the packages of the folder that it leads to. Remove it.',
    );
  }
  // No package may run install scripts on this machine; none of ours needs them.
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

async function bundleExtension() {
  const done = await unlessUpToDate({
    name: 'extension',
    outputs: [
      bundleFile,
      ...['extension.js', 'languageClient.js'].map((file) => path.join(root, 'extension', 'dist', file)),
    ],
    sources: ['extension/src', 'scripts/bundle.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'],
    work: () => run(process.execPath, ['scripts/bundle.mjs']),
  });
  if (!done) {
    return 'up to date';
  }
}
