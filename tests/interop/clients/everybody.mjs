// Runs the commands that are given as JSON on stdin, concurrently in this environment, and prints their outputs.
import { execFile } from 'node:child_process';

const commands = JSON.parse(Buffer.concat(await process.stdin.toArray()).toString('utf8'));
const answers = await Promise.all(
  Object.entries(commands).map(
    ([name, [program, ...args]]) =>
      new Promise((resolve) => {
        const child = execFile(program, args, (error, stdout, stderr) => resolve([name, `${stdout}${stderr}`.trim()]));
        child.stdin?.end();
      }),
  ),
);
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
