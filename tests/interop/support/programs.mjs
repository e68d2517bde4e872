import { spawn } from 'node:child_process';

/** Runs a program to completion, with `input` as its whole stdin, and resolves to its output and exit status. */
export async function runProgram([program, ...args], { env, input = '', cwd } = {}) {
  // In a new session: it must not prompt on the terminal of the test run.
  const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  child.stdin.on('error', () => {}); // not every program reads its input
  child.stdin.end(input);
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (printed.stderr += text));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, ...printed };
}

/** Quotes a word for a POSIX shell. */
export const quote = (word) => `'${word.replaceAll("'", String.raw`'\''`)}'`;
