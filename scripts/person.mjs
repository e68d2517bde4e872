// Runs a command as a person would, from the shell of an agent: without the agent's variables, and outside its processes.
// The tests need it there, because RoleAssist gives agents other sessions than people:
//
//   node scripts/person.mjs npm test
//
// It is no secret door. Every program can start another one that outlives it, and the guard says that it is a hint.
import { spawn } from 'node:child_process';
import { withoutAgents } from './lib/agents.mjs';

const command = process.argv.slice(2);
if (command.length === 0) {
  process.stderr.write('Usage: node scripts/person.mjs COMMAND ...\n');
  process.exit(2);
}

// The shell ends at once, so that the command has init for a parent, and its exit code comes through a pipe.
const child = spawn('/bin/sh', ['-c', '("$@"; echo $? >&3) &', 'sh', ...command], {
  env: withoutAgents(process.env),
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
});
let code = '';
child.stdio[3].setEncoding('utf8').on('data', (text) => (code += text));
child.stdio[3].once('end', () => process.exit(code === '' ? 1 : Number(code)));
