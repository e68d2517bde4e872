import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './project.mjs';

/** An expected error: printed as a message, without a stack trace. */
export class Failure extends Error {}

/** A program that ended with an error, and everything it printed. */
export class CommandFailure extends Failure {
  constructor(commandLine, code, output) {
    super(`\`${commandLine}\` ended with ${code}.${output ? `\n\n${output.trim()}` : ''}`);
    this.code = code;
    this.output = output;
  }
}

/** The full path of a program on PATH, or undefined. */
export function which(name) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => extensions.map((extension) => path.join(folder, name + extension)))
    .find((file) => existsSync(file));
}

/**
 * Runs a program to completion and resolves to its output.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeoutSeconds?: number }} [options]
 *   `show` prints the output instead of collecting it.
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export async function run(command, args, { cwd = root, env = process.env, show = false, timeoutSeconds } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    timeout: timeoutSeconds && timeoutSeconds * 1000,
    // npm and code are .cmd files on Windows, which require a shell.
    shell: process.platform === 'win32' && !path.isAbsolute(command),
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => (printed.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (printed.stderr += text));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  // `dotnet test` reports success when it is ended by a signal.
  if (code !== 0 || child.killed) {
    throw new CommandFailure(
      [command, ...args].join(' '),
      child.killed ? 'a timeout' : code,
      printed.stdout + printed.stderr,
    );
  }
  return printed;
}

/** Whether a process with this id exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks a child process to end, and kills it if it does not. */
export async function stop(child, { graceSeconds = 60 } = {}) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  child.kill('SIGTERM');
  if ((await Promise.race([exited, delay(graceSeconds * 1000, 'late', { ref: false })])) === 'late') {
    child.kill('SIGKILL');
    await exited;
  }
}

/** Ends a child process that was started `detached`, including its descendants. */
export async function stopGroup(child) {
  await stop(child);
  if (process.platform !== 'win32') {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // They have all ended.
    }
  }
}
