import { spawn } from 'node:child_process';

/** Runs a program to its end, with `input` as all of its stdin, and resolves to what it printed and how it ended. */
export async function runProgram([program, ...args], { env, input = '', cwd } = {}) {
  // In a session of its own: it must not ask at the terminal of whoever runs the tests.
  const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  child.stdin.on('error', () => {}); // not every program reads what it is given
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
