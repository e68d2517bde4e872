// Runs a command as a person would, also from the shell of an agent: there without the agent's variables, and outside its
// processes. `npm start` and `npm test` need it, because RoleAssist gives agents other sessions than people:
//
//   node scripts/person.mjs npm run test:unit
//
// It is no secret door. Every program can start another one that outlives it, and the guard says that it is a hint.
import { spawn } from 'node:child_process';
import { isAgents, withoutAgents } from './lib/agents.mjs';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  process.stderr.write('Usage: node scripts/person.mjs COMMAND ...\n');
  process.exit(2);
}

if (isAgents(process.env)) {
  runOutsideAgent();
} else {
  // The same process group: Ctrl+C reaches the command too, which ends in its own way.
  process.on('SIGINT', () => {});
  const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' });
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}

/** The shell ends at once, so that the command has init for a parent, and its exit code comes through a pipe. */
function runOutsideAgent() {
  const child = spawn('/bin/sh', ['-c', '("$@"; echo $? >&3) &', 'sh', command, ...args], {
    env: withoutAgents(process.env),
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  });
  let code = '';
  child.stdio[3].setEncoding('utf8').on('data', (text) => (code += text));
  child.stdio[3].once('end', () => process.exit(code === '' ? 1 : Number(code)));
}
