import path from 'node:path';
import { run } from '../../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../../scripts/lib/project.mjs';

/**
 * Publishes a program of floor/ like the host.
 * @param {string} name
 * @returns {Promise<string>} its path.
 */
export async function publishFloor(name) {
  const folder = path.join(artifacts, 'benchmarks', name);
  await run('dotnet', [
    'publish',
    path.join(root, 'tests', 'benchmarks', 'floor', `${name}.cs`),
    '--configuration',
    'Release',
    '--output',
    folder,
    '--nologo',
    '--verbosity',
    'quiet',
    // Programs without a project would otherwise share a folder, where the runtime of one confuses the others.
    `-p:ArtifactsPath=${path.join(folder, 'build')}`,
  ]);
  return path.join(folder, name);
}
