// Measures the credential endpoint: requests per second compared with a bare handler, `credential-process` compared
// with the AWS CLI's equivalent, and the memory of a host with twenty sessions. A benchmark, not a test: it reports
// whether the budgets are met, and exits with 0 either way.
import { readFileSync } from 'node:fs';
import { build } from '../../scripts/lib/build.mjs';
import { say } from '../../scripts/lib/console.mjs';
import { main } from '../../scripts/lib/main.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { Sandbox } from '../../scripts/lib/sandbox.mjs';
import { awsPrograms } from '../interop/support/aws-cli.mjs';
import { Host } from '../interop/support/host.mjs';
import { medians } from './support/timing.mjs';
import { verdict } from './support/verdict.mjs';

const rounds = 9;
const sessions = 20;
const budgets = { credentialProcess: 20, megabytes: 40 };

await main(async (scope) => {
  await build();

  say('\nrequests per second, 16 connections');
  const { stdout } = await run('dotnet', ['run', '--configuration', 'Release', 'tests/benchmarks/endpoint.cs'], {
    timeoutSeconds: 600,
  });
  say(stdout.trimEnd());

  const sandbox = await Sandbox.start(scope);
  const host = await Host.connect(scope, sandbox.environment);
  const assume = (parameters) => host.rpc.sendRequest('roleassist/sessions/assume', parameters);
  await assume({ profile: 'prod-admin', tokenCode: await sandbox.nextCode(sandbox.mfaSerial) });

  // The distribution's AWS CLI comes last; one from a version manager is slower because of the manager.
  const aws = awsPrograms.at(-1);
  const timed = (command, args) => async () => {
    const start = performance.now();
    await run(command, args, { env: sandbox.environment });
    return performance.now() - start;
  };
  await whenFound(timed(hostExecutable, ['credential-process', 'prod-admin']));
  const times = await medians(
    {
      ours: timed(hostExecutable, ['credential-process', 'prod-admin']),
      // Static keys in the file: beyond starting, the CLI does next to nothing.
      ...(aws && { aws: timed(aws, ['configure', 'export-credentials', '--profile', 'home', '--format', 'process']) }),
    },
    { rounds },
  );
  say(`\nmedians of ${rounds} runs each, in turns`);
  say(`  credential-process with a live session     ${times.ours.toFixed(1).padStart(7)} ms`);
  if (aws) {
    const ratio = times.aws / times.ours;
    const judged = verdict(ratio > budgets.credentialProcess, `1/${ratio.toFixed(1)} of it; the budget is 1/20`);
    say(`  ${'aws configure export-credentials'.padEnd(42)} ${times.aws.toFixed(1).padStart(7)} ms  ${judged}`);
  }

  for (let number = 1; number < sessions; number++) {
    await assume({ profile: 'dev', roleSessionName: `session-${number}` });
  }
  if (process.platform === 'linux') {
    const [, kilobytes] = readFileSync(`/proc/${host.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/);
    const megabytes = Number(kilobytes) / 1024;
    say(
      `\nresident with ${sessions} sessions: ${verdict(megabytes < budgets.megabytes, `${megabytes.toFixed(1)} MB; the budget is 40 MB`)}`,
    );
  }
});

/** The host opens its socket concurrently with serving its client; until then, it cannot be found. */
async function whenFound(ask) {
  for (;;) {
    try {
      return await ask();
    } catch {
      // Not ready: without the host, a code is needed.
    }
  }
}
