// Measures listing many profiles and following a long chain, as whole processes, compared with botocore, which only
// parses the same file. A benchmark, not a test: it reports whether the budgets are met, and exits with 0 either way.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../../scripts/lib/build.mjs';
import { say } from '../../scripts/lib/console.mjs';
import { main } from '../../scripts/lib/main.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { medians } from './support/timing.mjs';
import { verdict } from './support/verdict.mjs';

const rounds = 7;
const profiles = 10_000;
const roles = 2_000;
const budgets = { list: 0.3, chainMilliseconds: 300 };

const keys =
  'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n';
const parse = `
import sys, time, botocore.configloader
start = time.perf_counter()
botocore.configloader.load_config(sys.argv[1])
print((time.perf_counter() - start) * 1000)
`;

await main(async (scope) => {
  await build();
  const folder = await scope.temporaryFolder('benchmark');
  const many = await write(folder, 'many', manyProfiles());
  const chain = await write(folder, 'chain', longChain());

  const times = await medians(
    {
      botocore: async () => Number((await run(process.env.PYTHON ?? 'python3', ['-c', parse, many])).stdout),
      list: () => whole(many, ['profiles', '--json']),
      chain: () => whole(chain, ['explain', `role-${roles}`, '--json']),
    },
    { rounds },
  );

  const ratio = times.list / times.botocore;
  say(`\nmedians of ${rounds} runs each, in turns`);
  say(`  botocore parses ${profiles} profiles       ${milliseconds(times.botocore)}`);
  say(
    `  roleassist profiles --json, of them    ${milliseconds(times.list)}  ` +
      verdict(ratio <= budgets.list, `${ratio.toFixed(2)} of it; the budget is ${budgets.list}`),
  );
  say(
    `  roleassist explain, ${roles} roles        ${milliseconds(times.chain)}  ` +
      verdict(times.chain <= budgets.chainMilliseconds, `the budget is ${budgets.chainMilliseconds} ms`),
  );
});

function manyProfiles() {
  const roleOf = (number) => `[profile account-${String(number).padStart(6, '0')}]
role_arn = arn:aws:iam::${String(number).padStart(12, '0')}:role/operator
source_profile = default
mfa_serial = arn:aws:iam::123456789012:mfa/somebody
region = eu-central-1
`;
  return [`[default]\nregion = eu-central-1\n${keys}`, ...numbers(profiles - 1).map(roleOf)].join('\n');
}

function longChain() {
  const roleOf = (number) =>
    `[profile role-${number}]\nrole_arn = arn:aws:iam::123456789012:role/r${number}\nsource_profile = role-${number - 1}\n`;
  return [`[profile role-0]\nregion = eu-central-1\n${keys}`, ...numbers(roles).map(roleOf)].join('\n');
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function write(folder, name, text) {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

async function whole(config, args) {
  const env = { ...process.env, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: `${config}.none` };
  const start = performance.now();
  await run(hostExecutable, args, { env });
  return performance.now() - start;
}

function milliseconds(time) {
  return `${time.toFixed(1).padStart(7)} ms`;
}
