import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { paint } from './console.mjs';
import { Failure } from './processes.mjs';

/** The resources of a script, released in reverse order however the script ends. */
export class Scope {
  #undo = [];
  #closed = false;
  #closing = Promise.resolve();

  /** While the user's shell runs, Ctrl+C is meant for the shell and not for the script. */
  terminalIsLent = false;

  /** @param {() => unknown} undo */
  defer(undo) {
    this.#undo.push(undo);
    if (this.#closed) {
      void this.close();
    }
  }

  /** Creates a temporary folder that is deleted when the scope closes. */
  async temporaryFolder(name) {
    // The path must be short: VS Code creates Unix sockets in it, whose paths are limited to 103 characters.
    const folder = await mkdtemp(path.join(os.tmpdir(), `roleassist-${name}-`));
    this.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    return folder;
  }

  /** Runs a program with exclusive use of the terminal. */
  async lendTerminal(command, env) {
    this.terminalIsLent = true;
    await new Promise((resolve, reject) => {
      spawn(command, { env, stdio: 'inherit' }).once('error', reject).once('exit', resolve);
    });
    this.terminalIsLent = false;
  }

  /** Releases one resource at a time, even if it is called twice: by Ctrl+C and by the script that it ends. */
  close() {
    this.#closed = true;
    this.#closing = this.#closing.then(async () => {
      for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) {
        await undo();
      }
    });
    return this.#closing;
  }
}

/**
 * Runs a script: releases its resources on success, failure and Ctrl+C, and prints failures without a stack trace.
 * @param {(scope: Scope) => Promise<number | void>} script resolves to the exit code.
 */
export async function main(script) {
  const scope = new Scope();
  let interrupted = false;
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, async () => {
      if (signal === 'SIGINT' && scope.terminalIsLent) {
        return;
      }
      interrupted = true;
      await scope.close();
      process.exit(code);
    });
  }
  try {
    process.exitCode = (await script(scope)) ?? 0;
  } catch (error) {
    if (interrupted) {
      return; // errors are expected while its processes are being stopped
    }
    process.exitCode = 1;
    const text = error instanceof Failure ? error.message : (error?.stack ?? String(error));
    process.stderr.write(`\n${paint('red', 'error')} ${text}\n`);
  } finally {
    await scope.close();
  }
}
