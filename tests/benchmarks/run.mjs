// Measures `run` in 1,000 accounts of the sandbox, compared with a program that makes the same calls and starts the same
// processes (floor/direct-run.cs), and its memory. A benchmark, not a test: it reports whether the budgets are met, and
// exits with 0 either way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from '../../scripts/lib/build.mjs';
import { say, step } from '../../scripts/lib/console.mjs';
import { main } from '../../scripts/lib/main.mjs';
import { Failure, run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { Sandbox } from '../../scripts/lib/sandbox.mjs';
import { publishFloor } from './support/floor.mjs';
import { medians } from './support/timing.mjs';
import { verdict } from './support/verdict.mjs';

const members = 1000;
const rounds = 5;
const parallel = '10';
const role = 'OrganizationAccountAccessRole';
const budgets = { ratio: 1.5, megabytes: 80 };

await main(async (scope) => {
  await build();
  const direct = await step('a program that makes the same calls', () => publishFloor('direct-run'));
  const sandbox = await Sandbox.start(scope, { accounts: members });
  const { accountsFile } = sandbox.description.organization;
  const code = () => sandbox.nextCode(sandbox.mfaSerial);
  const selection = ['--accounts', accountsFile, '--role', role, '--source-profile', 'org'];

  const roleassist = async (...args) =>
    JSON.parse((await run(hostExecutable, args, { env: sandbox.environment })).stdout);
  const { accounts } = await roleassist('accounts', ...selection, '--json');
  const ids = accounts.map(({ id }) => `${id}\n`);
  const keys = await roleassist('credential-process', 'org', '--mfa-code', await code());
  const session = {
    ...sandbox.environment,
    AWS_ACCESS_KEY_ID: keys.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.SecretAccessKey,
    AWS_SESSION_TOKEN: keys.SessionToken,
    AWS_REGION: 'eu-west-1',
  };

  let peak = 0;
  const times = await medians(
    {
      async ours() {
        const spent = ['--mfa-code', await code()];
        const limits = ['--parallel', parallel, '--assume-rate', '1000', '--yes', '--confirm-production', '334'];
        const { time, megabytes } = await timed(
          [hostExecutable, 'run', ...selection, ...spent, ...limits, '--output', 'none', '--', 'true'],
          { env: sandbox.environment, expected: 7 }, // one account of fifty is closed
        );
        peak = Math.max(peak, megabytes);
        return time;
      },
      async direct() {
        const { time } = await timed([direct, role, parallel, 'true'], { env: session, input: ids.join('') });
        return time;
      },
    },
    { rounds },
  );

  const ratio = times.ours / times.direct;
  say(`\nmedians of ${rounds} runs each, in turns: ${members} accounts, ${parallel} at once`);
  say(`  the same calls and processes   ${times.direct.toFixed(0).padStart(6)} ms`);
  say(
    `  roleassist run                 ${times.ours.toFixed(0).padStart(6)} ms  ${verdict(ratio <= budgets.ratio, `${ratio.toFixed(2)} times it; the budget is ${budgets.ratio}`)}`,
  );
  say(
    `  its memory at most             ${peak.toFixed(0).padStart(6)} MB  ${verdict(peak < budgets.megabytes, `the budget is ${budgets.megabytes} MB`)}`,
  );
});

/** Runs a program, and returns its time and the most memory that it had. */
async function timed([command, ...args], { env, input = '', expected = 0 }) {
  const start = performance.now();
  const child = spawn(command, args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
  const ended = once(child, 'close');
  child.stdin.end(input);
  let megabytes = 0;
  while (child.exitCode === null && child.signalCode === null) {
    megabytes = Math.max(megabytes, peakMegabytes(child.pid));
    await Promise.race([ended, delay(50)]);
  }
  const time = performance.now() - start;
  if (child.exitCode !== expected) {
    throw new Failure(`${command} ended with ${child.exitCode ?? child.signalCode}.\n\n${complaints.trim()}`);
  }
  return { time, megabytes };
}

/** The most memory that a process has had resident; 0 where the system does not say. */
function peakMegabytes(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
  } catch {
    return 0;
  }
}
