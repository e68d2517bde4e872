import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { paint } from './console.mjs';
import { Failure } from './processes.mjs';

/** What a script has started, undone in reverse order however the script ends. */
export class Scope {
  #undo = [];
  #closed = false;
  #closing = Promise.resolve();

  /** While a shell of the user's runs, Ctrl-C is meant for it and not for the script. */
  terminalIsLent = false;

  /** @param {() => unknown} undo */
  defer(undo) {
    this.#undo.push(undo);
    if (this.#closed) {
      void this.close();
    }
  }

  /** A folder of its own for this run, gone afterwards. */
  async temporaryFolder(name) {
    // Short on purpose: VS Code puts Unix sockets below it, whose paths may have 103 characters.
    const folder = await mkdtemp(path.join(os.tmpdir(), `roleassist-${name}-`));
    this.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    return folder;
  }

  /** Runs a program that has the terminal to itself. */
  async lendTerminal(command, env) {
    this.terminalIsLent = true;
    await new Promise((resolve, reject) => {
      spawn(command, { env, stdio: 'inherit' }).once('error', reject).once('exit', resolve);
    });
    this.terminalIsLent = false;
  }

  /** Undoes one thing at a time, also when two ask for it: Ctrl-C, and the script that it has ended. */
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
 * Runs a script: undoes what it started on success, failure and Ctrl-C alike, and shows failures as sentences.
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
      return; // what fails now fails because its processes are being ended
    }
    process.exitCode = 1;
    const text = error instanceof Failure ? error.message : (error?.stack ?? String(error));
    process.stderr.write(`\n${paint('red', 'error')} ${text}\n`);
  } finally {
    await scope.close();
  }
}
