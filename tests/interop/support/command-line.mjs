import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { stop } from '../../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../../scripts/lib/project.mjs';

/**
 * Starts a verb of the published host.
 * @param {import('../../../scripts/lib/main.mjs').Scope} scope
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string }} options
 */
export function startVerb(scope, args, { env, cwd }) {
  // In a new session: it must not prompt on the terminal of the test run.
  const child = spawn(hostExecutable, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  scope.defer(() => stop(child));
  child.stdin.on('error', () => {}); // not every verb reads its input
  const printed = { stdout: [], stderr: [] };
  child.stdout.on('data', (bytes) => printed.stdout.push(bytes));
  child.stderr.on('data', (bytes) => printed.stderr.push(bytes));
  const ended = new Promise((resolve) =>
    child.once('close', (code, signal) =>
      resolve({
        code,
        signal,
        bytes: Buffer.concat(printed.stdout),
        stdout: Buffer.concat(printed.stdout).toString('utf8'),
        stderr: Buffer.concat(printed.stderr).toString('utf8'),
      }),
    ),
  );
  /** Resolves to the first line that the program prints. @type {Promise<string>} */
  const firstLine = new Promise((resolve) => readline.createInterface({ input: child.stdout }).once('line', resolve));
  return { child, ended, firstLine };
}

/** Runs a verb to completion, with `input` as its whole stdin. */
export async function runVerb(scope, args, { input = '', ...options }) {
  const { child, ended } = startVerb(scope, args, options);
  child.stdin.end(input);
  return ended;
}
