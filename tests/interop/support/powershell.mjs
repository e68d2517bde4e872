import path from 'node:path';
import { run } from '../../../scripts/lib/processes.mjs';
import { artifacts, root } from '../../../scripts/lib/project.mjs';
import { runProgram } from './programs.mjs';
import { shells } from './shells.mjs';

export const hasPowerShell = { skip: !shells.pwsh.command && 'PowerShell was not found' };

const standIns = { 4: 'RoleAssist.AwsToolsStandIn4', 5: 'RoleAssist.AwsToolsStandIn' };

/** Builds the stand-ins for the AWS Tools for PowerShell, versions 4 and 5. */
export async function buildAwsTools() {
  for (const project of Object.values(standIns)) {
    await run('dotnet', ['build', path.join(root, 'tests', project), '--nologo', '--verbosity', 'quiet'], {
      cwd: root,
    });
  }
}

/** The environment in which PowerShell finds the module RoleAssist and, if a version is given, the AWS Tools. */
export function powerShellEnvironment(environment, tools) {
  const folders = [path.join(root, 'powershell')];
  if (tools) {
    folders.push(path.join(artifacts, 'bin', standIns[tools], 'debug', 'Modules'));
  }
  return {
    ...environment,
    PSModulePath: folders.join(path.delimiter),
    NO_COLOR: '1',
    POWERSHELL_TELEMETRY_OPTOUT: '1',
  };
}

/** Runs a script and resolves to the lines that it wrote. Scripts are strict, like careful people's. */
export async function runPowerShell(script, { env, tools }) {
  const { stdout, stderr, code } = await runProgram(
    [...shells.pwsh.command, `Set-StrictMode -Version Latest\n${script}`],
    { env: powerShellEnvironment(env, tools), cwd: root },
  );
  return { lines: stdout.split(/\r?\n/).filter((line) => line !== ''), stdout, stderr, code };
}
