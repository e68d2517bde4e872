// Measures the time from the host's start to its first reply, compared with itself under the JIT, with the AWS CLI, and
// with minimal NativeAOT programs (floor/). A benchmark, not a test: it reports whether the budgets are met, and exits
// with 0 either way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from '../../scripts/lib/build.mjs';
import { say, step } from '../../scripts/lib/console.mjs';
import { main } from '../../scripts/lib/main.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { artifacts, hostExecutable } from '../../scripts/lib/project.mjs';
import { awsPrograms } from '../interop/support/aws-cli.mjs';
import { frame, readFrames } from '../interop/support/frames.mjs';
import { publishFloor } from './support/floor.mjs';
import { medians } from './support/timing.mjs';
import { verdict } from './support/verdict.mjs';

const rounds = 15;
const underJit = path.join(artifacts, 'bin', 'RoleAssist.Host', 'release', 'roleassist.dll');
const budgets = { jit: 8, aws: 20 };
/** The budget of a start, as a multiple of the floor's time. */
const floors = { version: { floor: 'empty', budget: 2.5 }, native: { floor: 'minimal', budget: 1.5 } };

await main(async () => {
  await build();
  await step('host for the JIT', () =>
    run('dotnet', [
      'build',
      'server/RoleAssist.Host',
      '--configuration',
      'Release',
      '--nologo',
      '--verbosity',
      'quiet',
    ]),
  );

  const empty = await step('an empty NativeAOT program', () => publishFloor('empty'));
  const minimal = await step('a minimal language server', () => publishFloor('minimal-server'));

  // The distribution's AWS CLI comes last; one from a version manager is slower because of the manager.
  const aws = awsPrograms.at(-1);
  const contenders = {
    empty: () => wholeRun(empty, []),
    version: () => wholeRun(hostExecutable, ['--version']),
    minimal: () => firstReply(minimal, []),
    native: () => firstReply(hostExecutable, []),
    jit: () => firstReply('dotnet', [underJit]),
    ...(aws && { aws: () => wholeRun(aws, ['--version']) }),
  };
  const times = await medians(contenders, { rounds });

  say(`\nmedians of ${rounds} runs each, in turns`);
  say(`  an empty NativeAOT program                    ${milliseconds(times.empty)}`);
  say(
    `  roleassist --version                          ${milliseconds(times.version)}  ${floorVerdict(times, 'version')}`,
  );
  say(`  a minimal language server, to its first reply ${milliseconds(times.minimal)}`);
  say(
    `  NativeAOT, start to the reply to initialize   ${milliseconds(times.native)}  ${floorVerdict(times, 'native')}`,
  );
  say(`  the same host under the JIT                   ${milliseconds(times.jit)}  ${rivalVerdict(times, 'jit')}`);
  if (aws) {
    say(`  ${`${aws} --version`.padEnd(45)} ${milliseconds(times.aws)}  ${rivalVerdict(times, 'aws')}`);
  }
});

/** Measures the time from a host's start to its first reply. */
async function firstReply(command, args) {
  const start = performance.now();
  const child = spawn(command, [...args, 'serve', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  child.stdin.write(frame({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid } }));
  let received = Buffer.alloc(0);
  for await (const bytes of child.stdout) {
    received = Buffer.concat([received, bytes]);
    if (readFrames(received).messages.length > 0) {
      break;
    }
  }
  const time = performance.now() - start;
  child.stdin.end();
  await ended;
  return time;
}

function floorVerdict(times, contender) {
  const { floor, budget } = floors[contender];
  const ratio = times[contender] / times[floor];
  return verdict(ratio <= budget, `${ratio.toFixed(1)} times it; the budget is ${budget}`);
}

async function wholeRun(command, args) {
  const start = performance.now();
  await run(command, args);
  return performance.now() - start;
}

function milliseconds(time) {
  return `${time.toFixed(1).padStart(7)} ms`;
}

function rivalVerdict(times, rival) {
  const ratio = times[rival] / times.native;
  return verdict(ratio > budgets[rival], `1/${ratio.toFixed(1)} of it; the budget is 1/${budgets[rival]}`);
}
