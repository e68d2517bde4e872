import { spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stop } from '../../../scripts/lib/processes.mjs';
import { runVerb } from './command-line.mjs';

/** @typedef {{ scope: import('../../../scripts/lib/main.mjs').Scope, sandbox: import('../../../scripts/lib/sandbox.mjs').Sandbox }} Context */

/** The code that `generate` prints. @param {Context} context */
export async function generate(context, language, template, ...profiles) {
  const { stdout, stderr, code } = await runVerb(
    context.scope,
    ['generate', language, '--template', template, ...profiles.flatMap((profile) => ['--profile', profile])],
    { env: context.sandbox.environment },
  );
  if (code !== 0) {
    throw new Error(stderr);
  }
  return stdout;
}

/** Writes a file into a new folder. @param {Context} context */
export async function writeCode(context, name, code) {
  const file = path.join(await context.scope.temporaryFolder('code'), name);
  await writeFile(file, code);
  return file;
}

/**
 * Runs a program without a terminal, because some would read a code from it instead of stdin.
 * @param {Context} context
 */
export async function runProgram(context, command, args, { env, input = '', cwd }) {
  const child = spawn(command, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  context.scope.defer(() => stop(child));
  child.stdin.on('error', () => {}); // it may end before it has read its input
  child.stdin.end(input);
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (printed.stderr += text));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  return { code, ...printed };
}

/**
 * A folder for PATH with an `aws` that logs its arguments and directs an old AWS CLI, which does not read
 * AWS_ENDPOINT_URL_STS, to the sandbox.
 * @param {Context} context
 */
export async function awsOnPath(context, aws) {
  const folder = await context.scope.temporaryFolder('bin');
  const log = path.join(folder, 'arguments.log');
  await writeFile(
    path.join(folder, 'aws'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\nexec '${aws}' --endpoint-url "$AWS_ENDPOINT_URL_STS" "$@"\n`,
  );
  await chmod(path.join(folder, 'aws'), 0o755);
  return { folder, log };
}

/**
 * A folder for PYTHONPATH that directs an old botocore, which does not read AWS_ENDPOINT_URL_STS, to the sandbox.
 * @param {Context} context
 */
export async function botocorePatch(context) {
  const folder = await context.scope.temporaryFolder('python');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'sitecustomize.py'),
    `import os
import botocore.session

create_client = botocore.session.Session.create_client

def create_client_of_sandbox(self, service_name, *args, **kwargs):
    if service_name == "sts" and not kwargs.get("endpoint_url"):
        kwargs["endpoint_url"] = os.environ["AWS_ENDPOINT_URL_STS"]
    return create_client(self, service_name, *args, **kwargs)

botocore.session.Session.create_client = create_client_of_sandbox
`,
  );
  return folder;
}
