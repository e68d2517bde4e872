import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, which } from '../../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../../scripts/lib/project.mjs';
import { unlessUpToDate } from '../../../scripts/lib/up-to-date.mjs';
import { awsPrograms, whoAmICommand } from './aws-cli.mjs';

const clients = fileURLToPath(new URL('../clients/', import.meta.url));

/** A Python that has boto3: the distribution's, or the one on PATH. */
export const pythonWithBoto3 = await (async () => {
  for (const candidate of ['/usr/bin/python3', which('python3')].filter(Boolean)) {
    const has = await run(candidate, ['-c', 'import boto3']).then(
      () => true,
      () => false,
    );
    if (has) {
      return candidate;
    }
  }
})();

/** Why not every client can be asked here; false where all can. */
export const missingClients =
  (awsPrograms.length === 0 && 'no `aws` was found') || (!pythonWithBoto3 && 'no python3 with boto3 was found');

/** The commands by which AWS' clients ask an STS who they are; each prints the ARN, or why there is none. */
export async function whoAmICommands(endpoint) {
  return {
    'aws-cli': await whoAmICommand(awsPrograms.at(-1), endpoint),
    boto3: [pythonWithBoto3, path.join(clients, 'who-am-i.py'), endpoint],
    'sdk-for-javascript': [process.execPath, '--no-warnings', path.join(clients, 'who-am-i.mjs'), endpoint],
    'sdk-for-net': [await builtDotnetClient(), endpoint],
  };
}

/** A command that runs all of them at once and prints one JSON object with what each said. */
export const everybody = [process.execPath, path.join(clients, 'everybody.mjs')];

async function builtDotnetClient() {
  const folder = path.join(artifacts, 'clients');
  const output = path.join(folder, process.platform === 'win32' ? 'who-am-i.exe' : 'who-am-i');
  const source = path.join(clients, 'who-am-i.cs');
  await unlessUpToDate({
    name: 'clients',
    outputs: [output],
    sources: [path.relative(root, source), 'Directory.Packages.props'],
    work: () => run('dotnet', ['build', source, '--nologo', '--verbosity', 'quiet', '--output', folder]),
  });
  return output;
}
