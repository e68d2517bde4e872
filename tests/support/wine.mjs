// The host for Windows under Wine: what Windows' own stores do, on a machine without Windows.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../scripts/lib/processes.mjs';
import { artifacts } from '../../scripts/lib/project.mjs';
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
export async function windowsHost() {
  const output = path.join(artifacts, 'host', 'win-x64');
  const executable = path.join(output, 'roleassist.exe');
  await unlessUpToDate({
    name: 'host-win-x64',
    outputs: [executable],
    sources: ['server', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'],
    work: () =>
      run('dotnet', [
        'publish',
        'server/RoleAssist.Host',
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
 * @returns a function that runs a program of Windows to completion.
 */
export async function startWine(scope) {
  const variables = { WINEPREFIX: await scope.temporaryFolder('wine'), WINEDEBUG: '-all' };
  scope.defer(
    () =>
      new Promise((resolve) =>
        spawn(path.join(folder, 'wineserver64'), ['--kill'], { env: variables, stdio: 'ignore' }).once(
          'close',
          resolve,
        ),
      ),
  );
  return ([program, ...args], { env, input }) =>
    runProgram([wine, program, ...args], { env: { ...env, ...variables }, input });
}
