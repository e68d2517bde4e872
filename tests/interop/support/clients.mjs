import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, which } from '../../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../../scripts/lib/project.mjs';
import { unlessUpToDate } from '../../../scripts/lib/up-to-date.mjs';
import { awsPrograms, whoAmICommand } from './aws-cli.mjs';

const debiansGoPath = '/usr/share/gocode';
const clients = fileURLToPath(new URL('../clients/', import.meta.url));

/** A Python with boto3: the distribution's, or the one on PATH. */
export const pythonWithBoto3 = await findPython(['/usr/bin/python3', which('python3')]);

async function findPython(candidates) {
  for (const candidate of candidates.filter(Boolean)) {
    const has = await run(candidate, ['-c', 'import boto3']).then(
      () => true,
      () => false,
    );
    if (has) {
      return candidate;
    }
  }
}

/** The reason why not every client can be tested here; false if all can. */
export const missingClients =
  (awsPrograms.length === 0 && '`aws` was not found') || (!pythonWithBoto3 && 'python3 with boto3 was not found');

/** The commands that make AWS clients print their identity's ARN, or the error. */
export async function whoAmICommands(endpoint) {
  return {
    'aws-cli': await whoAmICommand(awsPrograms.at(-1), endpoint),
    boto3: [pythonWithBoto3, path.join(clients, 'who-am-i.py'), endpoint],
    'sdk-for-javascript': [process.execPath, '--no-warnings', path.join(clients, 'who-am-i.mjs'), endpoint],
    'sdk-for-net': await dotnetCommand(endpoint),
    ...(await oldClients(endpoint)),
  };
}

/**
 * The commands that print what an SDK makes of settings, given a file with cases; `missing` is the reason why not all can
 * be run here.
 */
export async function settingsPrograms() {
  // A Python that was installed beside the distribution's probably has a newer botocore.
  const python = await findPython([which('python3'), '/usr/bin/python3']);
  return python
    ? {
        missing: false,
        boto3: [python, path.join(clients, 'settings.py')],
        javaScript: [process.execPath, '--no-warnings', path.join(clients, 'settings.mjs')],
        net: [await builtDotnetClient('settings')],
      }
    : { missing: 'python3 with boto3 was not found' };
}

/** The command with which the AWS SDK for .NET prints its identity's ARN, or the error. */
export async function dotnetCommand(endpoint) {
  return [await builtDotnetClient('who-am-i'), endpoint];
}

/** The same for the AWS SDK for .NET 3. */
export async function oldDotnetCommand(endpoint) {
  return [await builtDotnetClient('who-am-i-3', true), endpoint];
}

/** Old SDKs that many tools still use. The SDK for Go 1 comes from Debian. */
async function oldClients(endpoint) {
  const clients = { 'sdk-for-net-3': await oldDotnetCommand(endpoint) };
  if (which('go') && existsSync(path.join(debiansGoPath, 'src/github.com/aws/aws-sdk-go'))) {
    clients['sdk-for-go-1'] = [await builtGoClient(), endpoint];
  }
  return clients;
}

/** A command that runs all clients concurrently and prints one JSON object with their outputs. */
export const everybody = [process.execPath, path.join(clients, 'everybody.mjs')];

async function builtDotnetClient(name, isOld = false) {
  const folder = path.join(artifacts, 'clients', name);
  const output = path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  const source = path.join(clients, `${name}.cs`);
  await unlessUpToDate({
    name: `clients-${name}`,
    outputs: [output],
    sources: [path.relative(root, source), 'Directory.Packages.props'],
    work: async () => {
      // Outside the repository, whose central package versions would apply.
      const place = isOld ? await mkdtemp(path.join(tmpdir(), 'roleassist-client-')) : clients;
      if (isOld) {
        await copyFile(source, path.join(place, `${name}.cs`));
      }
      await run('dotnet', [
        'build',
        path.join(place, `${name}.cs`),
        '--nologo',
        '--verbosity',
        'quiet',
        '--output',
        folder,
      ]);
      if (isOld) {
        await rm(place, { recursive: true });
      }
    },
  });
  return output;
}

async function builtGoClient() {
  const output = path.join(artifacts, 'clients', 'who-am-i-go');
  const source = path.join(clients, 'who-am-i.go');
  await unlessUpToDate({
    name: 'clients-go',
    outputs: [output],
    sources: [path.relative(root, source)],
    work: () =>
      run('go', ['build', '-o', output, source], {
        env: { ...process.env, GO111MODULE: 'off', GOPATH: debiansGoPath },
      }),
  });
  return output;
}
