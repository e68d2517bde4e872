import path from 'node:path';
import { run } from '../lib/processes.mjs';
import { artifacts } from '../lib/project.mjs';
import { unlessUpToDate } from '../lib/up-to-date.mjs';

const folder = path.join(artifacts, 'host', 'any');

/** Publishes the host for machines that have the .NET runtime but no native host: the .NET tool's last resort. */
export async function publishPortableHost() {
  const done = await unlessUpToDate({
    name: 'host-any',
    outputs: [path.join(folder, 'roleassist.dll')],
    sources: ['server', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'],
    work: () =>
      run('dotnet', [
        'publish',
        'server/RoleAssist.Host',
        '--configuration',
        'Release',
        '--no-self-contained',
        '--output',
        folder,
        // What the native host's restore found stays as it is: the notices and the lock file are about it.
        '--artifacts-path',
        path.join(artifacts, 'portable'),
        `-p:NuGetLockFilePath=${path.join(artifacts, 'portable', 'packages.lock.json')}`,
        '--nologo',
        '--verbosity',
        'quiet',
        '-p:PublishAot=false',
        '-p:UseAppHost=false',
        '-p:DebugType=none',
        '-p:ContinuousIntegrationBuild=true',
      ]),
  });
  return done ? undefined : 'up to date';
}
