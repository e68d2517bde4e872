// Programs for Windows under Wine: what they do there, on a machine without Windows.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../scripts/lib/project.mjs';
import { unlessUpToDate } from '../../scripts/lib/up-to-date.mjs';
import { runProgram } from '../interop/support/programs.mjs';

/** Where Debian has Wine's programs; its package wine64 puts none on PATH. */
const folder = '/usr/lib/wine';
const wine = path.join(folder, 'wine64');

/** Why nothing can run under Wine; false if it can. */
export const noWine = !existsSync(wine) && 'wine64 is not installed';

/** The Windows name of a file of this machine. */
export const windowsPath = (file) => `Z:${file.replaceAll('/', '\\')}`;

/** Publishes the host for Windows, not as native code, which only Windows can link. Returns its path. */
export const windowsHost = () =>
  published('host', 'roleassist', path.join(root, 'server/RoleAssist.Host'), [
    'server',
    'Directory.Build.props',
    'Directory.Build.targets',
  ]);

/** A program for Windows that runs .NET assemblies of this machine. Returns its path. */
export function windowsRuntime() {
  const source = fileURLToPath(new URL('windows/run-assembly.cs', import.meta.url));
  return published('runtime', 'run-assembly', source, [path.relative(root, source)]);
}

async function published(name, program, project, sources) {
  const output = path.join(artifacts, name, 'win-x64');
  const executable = path.join(output, `${program}.exe`);
  await unlessUpToDate({
    name: `${name}-win-x64`,
    outputs: [executable],
    sources: [...sources, 'Directory.Packages.props', 'global.json'],
    work: () =>
      run('dotnet', [
        'publish',
        project,
        ...['--configuration', 'Release', '--runtime', 'win-x64', '--self-contained', '--output', output],
        ...['--nologo', '--verbosity', 'quiet', '-p:PublishAot=false'],
        // The intermediate files and the lock file of this machine's own host stay as they are.
        ...['--artifacts-path', path.join(artifacts, 'windows')],
        ...['-p:RestorePackagesWithLockFile=false', `-p:NuGetLockFilePath=${path.join(artifacts, 'no.lock.json')}`],
      ]),
  });
  return executable;
}

/**
 * A Windows of its own.
 * @param {import('../../scripts/lib/main.mjs').Scope} scope
 */
export async function startWine(scope) {
  const variables = {
    WINEPREFIX: await scope.temporaryFolder('wine'),
    WINEDEBUG: '-all',
    // .NET under Wine fails without these two (Internal CLR error): pages are mapped twice, and memory is watched.
    DOTNET_EnableWriteXorExecute: '0',
    DOTNET_gcConcurrent: '0',
    DOTNET_TieredPGO: '0',
  };
  scope.defer(
    () =>
      new Promise((resolve) =>
        spawn(path.join(folder, 'wineserver64'), ['--kill'], { env: variables, stdio: 'ignore' }).once(
          'close',
          resolve,
        ),
      ),
  );
  // It says on stderr that it sets up its files.
  await runProgram([wine, 'cmd', '/c', 'exit'], { env: { ...process.env, ...variables } });
  const command = ([program, ...args]) => [wine, program, ...args];
  return Object.assign(
    /** Runs a program of Windows to completion. */
    (line, { env = process.env, input, cwd } = {}) =>
      runProgram(command(line), { env: { ...env, ...variables }, input, cwd }),
    { command, variables },
  );
}
