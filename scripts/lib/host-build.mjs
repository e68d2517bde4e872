import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { say } from './console.mjs';
import { Failure, run, which } from './processes.mjs';
import { artifacts, hostFor, ridOf, target as thisTarget } from './project.mjs';
import { releaseLinking } from './release-linking.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

/**
 * Publishes the host unless it is up to date.
 * @param {string} [requested] the target of a host for release: on Linux it runs with older C libraries than this
 *   machine's, and it may be for another processor or for Alpine.
 */
export async function buildHost(requested) {
  const target = requested ?? thisTarget;
  const forRelease = requested !== undefined || process.env.ROLEASSIST_RELEASE_BUILD === '1';
  if (target !== thisTarget && process.platform !== 'linux') {
    throw new Failure(`A host for ${target} cannot be built on ${thisTarget}. Build it on a machine of that kind.`);
  }
  const kind = !(await hasNativeToolChain()) ? 'ready to run' : forRelease ? 'release' : 'native';
  if (forRelease && kind !== 'release') {
    throw new Failure('A host for release needs a C tool chain.');
  }
  const done = await unlessUpToDate({
    name: `host-${ridOf(target)}`,
    outputs: [hostFor(target)],
    variant: kind,
    sources: [
      ...['server', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'],
      ...(forRelease ? ['scripts/lib/debian-packages.mjs', 'scripts/lib/release-linking.mjs'] : []),
    ],
    work: () => publishHost(target, kind),
  });
  if (!done) {
    return 'up to date';
  }
  if (kind === 'ready to run') {
    say(
      '  No C tool chain (gcc or clang) was found, so the host is a ReadyToRun build: it works, but is ten times larger.',
    );
  }
}

async function publishHost(target, kind) {
  const folder = path.join(artifacts, 'publish', `host-${ridOf(target)}`);
  const properties = {
    ...(kind === 'ready to run' && {
      PublishAot: 'false',
      PublishReadyToRun: 'true',
      PublishSingleFile: 'true',
      IncludeNativeLibrariesForSelfExtract: 'true',
    }),
    ...(kind === 'release' && process.platform === 'linux' && (await releaseLinking(target))),
    // The lock file has the packages of this machine's own host.
    ...(target !== thisTarget && {
      RestorePackagesWithLockFile: 'false',
      NuGetLockFilePath: path.join(artifacts, 'no.lock.json'),
    }),
  };
  // MSBuild does not see that it must link again when only the libraries have changed.
  await rm(path.join(artifacts, 'bin', 'RoleAssist.Host', `release_${ridOf(target)}`, 'native'), {
    recursive: true,
    force: true,
  });
  await run('dotnet', [
    'publish',
    'server/RoleAssist.Host',
    '--configuration',
    'Release',
    '--runtime',
    ridOf(target),
    '--self-contained',
    '--output',
    folder,
    '--nologo',
    '--verbosity',
    'quiet',
    ...Object.entries(properties).map(([name, value]) => `-p:${name}=${value}`),
  ]);

  // Only the executable is delivered; its symbols stay in the publish folder. Renaming it allows replacing a running
  // host.
  const executable = hostFor(target);
  await mkdir(path.dirname(executable), { recursive: true });
  await copyFile(path.join(folder, path.basename(executable)), `${executable}.new`);
  await rename(`${executable}.new`, executable);
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
