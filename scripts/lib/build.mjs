import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { say, step } from './console.mjs';
import { checkPrerequisites } from './prerequisites.mjs';
import { run, which } from './processes.mjs';
import { artifacts, hostExecutable, rid, root } from './project.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

/** Leaves the host and the extension's bundle where the extension and the VSIX look for them. */
export async function build() {
  await checkPrerequisites();
  await step('npm packages', installPackages);
  await step('host', buildHost);
  await step('extension', bundleExtension);
}

async function installPackages() {
  const lockTime = (file) => stat(path.join(root, file)).then((found) => found.mtimeMs, () => 0);
  if ((await lockTime('node_modules/.package-lock.json')) >= (await lockTime('package-lock.json'))) {
    return 'up to date';
  }
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

async function buildHost() {
  const native = await hasNativeToolChain();
  const done = await unlessUpToDate({
    name: `host-${rid}${native ? '' : '-ready-to-run'}`,
    output: hostExecutable,
    sources: ['server', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'],
    work: () => publishHost(native),
  });
  if (!done) {
    return 'up to date';
  }
  if (!native) {
    say('  No C tool chain (gcc or clang) was found, so this is a ReadyToRun build: larger and slower to start.');
  }
}

async function publishHost(native) {
  const folder = path.join(artifacts, 'publish', `host-${rid}`);
  const kind = native
    ? []
    : ['-p:PublishAot=false', '-p:PublishReadyToRun=true', '-p:PublishSingleFile=true', '-p:PublishTrimmed=true'];
  await run('dotnet', [
    'publish', 'server/RoleAssist.Host', '--configuration', 'Release', '--runtime', rid, '--self-contained',
    '--output', folder, '--nologo', '--verbosity', 'quiet', ...kind,
  ]);

  // Only the executable is delivered; its symbols stay in the publish folder. Renaming replaces a host that is running.
  await mkdir(path.dirname(hostExecutable), { recursive: true });
  await copyFile(path.join(folder, path.basename(hostExecutable)), `${hostExecutable}.new`);
  await rename(`${hostExecutable}.new`, hostExecutable);
}

async function hasNativeToolChain() {
  switch (process.platform) {
    case 'win32': {
      const finder = path.join(process.env['ProgramFiles(x86)'] ?? '', 'Microsoft Visual Studio/Installer/vswhere.exe');
      const query = ['-latest', '-products', '*', '-requires', 'Microsoft.VisualStudio.Component.VC.Tools*'];
      return existsSync(finder) && (await run(finder, [...query, '-property', 'installationPath'])).stdout.trim() !== '';
    }
    case 'darwin':
      return run('xcode-select', ['--print-path']).then(() => true, () => false);
    default:
      return Boolean(which('gcc') ?? which('clang'));
  }
}

async function bundleExtension() {
  const done = await unlessUpToDate({
    name: 'extension',
    output: path.join(root, 'extension', 'dist', 'extension.js'),
    sources: ['extension', 'scripts/bundle.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'],
    work: () => run(process.execPath, ['scripts/bundle.mjs']),
  });
  if (!done) {
    return 'up to date';
  }
}
