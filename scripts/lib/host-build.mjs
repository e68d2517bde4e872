import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { say } from './console.mjs';
import { run, which } from './processes.mjs';
import { artifacts, hostExecutable, rid } from './project.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

/** Publishes the host for this platform unless it is up to date. */
export async function buildHost() {
  const native = await hasNativeToolChain();
  const done = await unlessUpToDate({
    name: `host-${rid}`,
    outputs: [hostExecutable],
    variant: native ? 'native' : 'ready to run',
    sources: ['server', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'],
    work: () => publishHost(native),
  });
  if (!done) {
    return 'up to date';
  }
  if (!native) {
    say(
      '  No C tool chain (gcc or clang) was found, so the host is a ReadyToRun build: it works, but is ten times larger.',
    );
  }
}

async function publishHost(native) {
  const folder = path.join(artifacts, 'publish', `host-${rid}`);
  const properties = native
    ? []
    : [
        'PublishAot=false',
        'PublishReadyToRun=true',
        'PublishSingleFile=true',
        'IncludeNativeLibrariesForSelfExtract=true',
      ];
  await run('dotnet', [
    'publish',
    'server/RoleAssist.Host',
    '--configuration',
    'Release',
    '--runtime',
    rid,
    '--self-contained',
    '--output',
    folder,
    '--nologo',
    '--verbosity',
    'quiet',
    ...properties.map((property) => `-p:${property}`),
  ]);

  // Only the executable is delivered; its symbols stay in the publish folder. Renaming it allows replacing a running
  // host.
  await mkdir(path.dirname(hostExecutable), { recursive: true });
  await copyFile(path.join(folder, path.basename(hostExecutable)), `${hostExecutable}.new`);
  await rename(`${hostExecutable}.new`, hostExecutable);
}

async function hasNativeToolChain() {
  switch (process.platform) {
    case 'win32': {
      const finder = path.join(process.env['ProgramFiles(x86)'] ?? '', 'Microsoft Visual Studio/Installer/vswhere.exe');
      const query = ['-latest', '-products', '*', '-requires', 'Microsoft.VisualStudio.Component.VC.Tools*'];
      return (
        existsSync(finder) && (await run(finder, [...query, '-property', 'installationPath'])).stdout.trim() !== ''
      );
    }
    case 'darwin':
      return run('xcode-select', ['--print-path']).then(
        () => true,
        () => false,
      );
    default:
      return Boolean(which('gcc') ?? which('clang'));
  }
}
