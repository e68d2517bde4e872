// `run` in many accounts of the sandbox: each once, output never mixed, nothing left behind, one code.
import assert from 'node:assert/strict';
import { appendFile, copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { awsPrograms, whoAmICommand } from './support/aws-cli.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const onLinux = { skip: process.platform !== 'linux' && 'the commands and /proc are those of Linux' };
const withAws = {
  skip: onLinux.skip || (awsPrograms.length === 0 && '`aws` was not found on PATH'),
};
const role = 'OrganizationAccountAccessRole';

describeWithSandbox(
  'run in an organization',
  (context) => {
    const members = ['--accounts', () => context.sandbox.description.organization.accountsFile];
    const inMembers = () => [
      members[0],
      members[1](),
      '--role',
      role,
      '--source-profile',
      'org',
      ...['--parallel', '20', '--assume-rate', '1000'],
    ];
    const run = async (args, { code, ...options } = {}) =>
      runVerb(context.scope, ['run', ...(code ? ['--mfa-code', code] : []), ...args], {
        env: { ...context.sandbox.environment, ...options.env },
        ...options,
      });
    const nextCode = () => context.sandbox.nextCode(context.sandbox.mfaSerial);

    it('reaches 1,000 accounts in 2 regions, each once, with one code', onLinux, async () => {
      const folder = await context.scope.temporaryFolder('run');
      const results = path.join(folder, 'results.jsonl');
      const before = (await context.sandbox.calls()).length;

      const { code, stderr } = await run(
        [
          ...inMembers(),
          ...['--regions', 'eu-west-1,us-east-1', '--yes', '--confirm-production', '334'],
          ...['--output', 'none', '--results', results, '--', 'true'],
        ],
        { code: await nextCode() },
      );

      const lines = await readLines(results);
      // One account of fifty is closed.
      assert.deepEqual([code, countBy(lines, 'state')], [7, { ok: 1960, notAssumed: 40 }], stderr);
      assert.equal(new Set(lines.map((line) => `${line.account} ${line.region}`)).size, 2000);
      const calls = (await context.sandbox.calls()).slice(before);
      const assumed = calls.filter((call) => call.action === 'AssumeRole' && call.status === 200);
      assert.equal(new Set(assumed.map((call) => call.account)).size, assumed.length);
      assert.equal(calls.filter((call) => call.action === 'GetSessionToken').length, 1);
    });

    it('serves each account its own credentials at the endpoint, for as long as the run lives', withAws, async () => {
      const folder = await context.scope.temporaryFolder('run');
      const accounts = path.join(folder, 'accounts.csv');
      const [, ...rows] = (await readFile(members[1](), 'utf8')).split('\n');
      const ids = rows.slice(0, 5).map((row) => row.split(',')[0]);
      await writeFile(accounts, `id\n${ids.join('\n')}\n`);
      const whoAmI = await whoAmICommand(awsPrograms[0], context.sandbox.environment.AWS_ENDPOINT_URL_STS);
      const script = path.join(folder, 'who.sh');
      const env = '"$AWS_REGION $AWS_CONTAINER_CREDENTIALS_FULL_URI $AWS_CONTAINER_AUTHORIZATION_TOKEN"';
      await writeFile(script, `test -z "$AWS_ACCESS_KEY_ID" && echo ${env} && ${whoAmI.join(' ')} --query Account\n`);

      const { code, stdout, stderr } = await run(
        [
          ...['--accounts', accounts, '--role', role, '--source-profile', 'org', '--yes', '--json'],
          ...['--regions', 'eu-west-1,us-east-1', '--delivery', 'endpoint', '--script', script],
        ],
        { code: await nextCode() },
      );

      const results = parseLines(stdout).map((line) => {
        const [region, url, token, caller] = line.stdout.split(/\s+/);
        return { account: line.account, wanted: line.region, region, url, token, caller: caller?.replaceAll('"', '') };
      });
      assert.deepEqual([code, results.length], [0, 10], `${stdout} ${stderr}`);
      assert.deepEqual([...new Set(results.map(({ account }) => account))].sort(), [...ids].sort());
      for (const { account, wanted, region, caller } of results) {
        assert.deepEqual({ region, caller }, { region: wanted, caller: account });
      }
      // One grant for an account, and none for two.
      assert.equal(new Set(results.map(({ account, url, token }) => `${account} ${url} ${token}`)).size, 5);
      assert.equal(new Set(results.map(({ token }) => token)).size, 5);
      for (const { url, token } of results) {
        await assert.rejects(fetch(url, { headers: { Authorization: token } }), /fetch failed/);
      }
    });

    it('goes on after kill -9 with --resume: the rest, and only that', onLinux, async () => {
      const folder = await context.scope.temporaryFolder('run');
      const [results, done] = [path.join(folder, 'results.jsonl'), path.join(folder, 'done')];
      const command = ['--', 'sh', '-c', `sleep 0.02; echo $ROLEASSIST_ACCOUNT >> ${done}`];
      const selection = [...inMembers(), ...['--include', 'env=dev', '--yes', '--output', 'none']];

      const first = startVerb(
        context.scope,
        ['run', ...selection, '--mfa-code', await nextCode(), '--results', results, ...command],
        { env: context.sandbox.environment },
      );
      await until(async () => (await readLines(results)).length > 40, first.ended);
      first.child.kill('SIGKILL');
      await first.ended;
      await delay(500);
      const finished = new Set((await readLines(results)).map((line) => line.account));
      await writeFile(done, '');
      await appendFile(results, '{"target":"cut off'); // as if killed while it wrote
      const { code } = await run([...selection, '--resume', results, ...command], { code: await nextCode() });

      const lines = (await readFile(results, 'utf8')).split('\n').filter((line) => line.endsWith('}'));
      const accounts = lines.map((line) => JSON.parse(line).account);
      assert.equal(code, 7); // the closed accounts
      assert.equal(accounts.length, new Set(accounts).size);
      assert.equal(accounts.length, 333);
      const again = (await readFile(done, 'utf8')).trim().split('\n');
      assert.deepEqual(
        again.filter((account) => finished.has(account)),
        [],
      );
    });

    it('tells a refused role from a failed command, and retries only those', onLinux, async () => {
      const folder = await context.scope.temporaryFolder('run');
      const results = path.join(folder, 'results.jsonl');
      const profiles = ['--profiles', '*-dev-*', '--include', 'name=*-000?,*-001?', '--yes'];
      const listed = JSON.parse((await accounts(profiles.slice(0, 4))).stdout).accounts;
      await context.sandbox.fault('access-denied', '--account', listed[2].id, '--count', '1');
      const fails = `test $ROLEASSIST_ACCOUNT != ${listed[1].id} || test -e ${folder}/ok`;
      const command = ['--json', '--', 'sh', '-c', fails];

      const first = await run([...profiles, '--results', results, ...command], { code: await nextCode() });
      const states = Object.fromEntries(parseLines(first.stdout).map((line) => [line.account, line]));
      await writeFile(path.join(folder, 'ok'), '');
      const second = await run([...profiles, '--retry-failed', results, ...command], { code: await nextCode() });

      assert.equal(first.code, 7);
      assert.deepEqual([states[listed[2].id].state, states[listed[2].id].code], ['notAssumed', 'AccessDenied']);
      assert.deepEqual([states[listed[1].id].state, states[listed[1].id].exitCode], ['failed', 1]);
      assert.deepEqual([second.code, parseLines(second.stdout).map((line) => line.state)], [0, ['ok', 'ok']]);
    });

    it('refuses to resume the results of another command', onLinux, async () => {
      const folder = await context.scope.temporaryFolder('run');
      const results = path.join(folder, 'results.jsonl');
      const selection = ['--profiles', 'home', '--output', 'none'];

      const first = await run([...selection, '--results', results, '--', 'true']);
      const same = await run([...selection, '--resume', results, '--', 'true']);
      const other = await run([...selection, '--resume', results, '--', 'false']);
      const accepted = await run([...selection, '--resume', results, '--any-command', '--', 'false']);

      assert.deepEqual([first.code, same.code, other.code, accepted.code], [0, 0, 2, 0]);
      assert.match(other.stderr, /results\.jsonl are of another command/);
    });

    it('plans without a call and without asking', async () => {
      const before = (await context.sandbox.calls()).length;

      const { stdout, code } = await run([
        ...inMembers(),
        '--regions',
        'eu-west-1',
        '--dry-run',
        '--json',
        '--',
        'true',
      ]);

      const plan = JSON.parse(stdout);
      assert.equal(code, 0);
      assert.deepEqual([plan.accounts.length, plan.codesNeeded, plan.processes], [1000, 1, 1000]);
      assert.equal((await context.sandbox.calls()).length, before);
    });

    it('needs a person for several accounts, and the number of production accounts', async () => {
      const nobody = await run([...inMembers(), '--', 'true']);
      const wrong = await run([...inMembers(), '--confirm-production', '12', '--', 'true']);

      assert.deepEqual([nobody.code, wrong.code], [6, 2]);
      assert.match(nobody.stderr, /--confirm-production 334/);
      assert.match(wrong.stderr, /334 production accounts, not 12/);
    });

    const accounts = (args) =>
      runVerb(context.scope, ['accounts', ...args, '--json'], { env: context.sandbox.environment });
  },
  { accounts: 1000 },
);

describeWithSandbox('run of many processes', (context) => {
  /** Profiles of one role that needs no code, so that nothing but the processes takes time. */
  const manyProfiles = async (count) => {
    const folder = await context.scope.temporaryFolder('run');
    const config = path.join(folder, 'config');
    const { AWS_CONFIG_FILE } = context.sandbox.environment;
    await copyFile(AWS_CONFIG_FILE, config);
    const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(3, '0'));
    const sections = numbers.map(
      (number) =>
        `\n[profile many-${number}]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\nservices = sandbox\n`,
    );
    await appendFile(config, sections.join(''));
    return { ...context.sandbox.environment, AWS_CONFIG_FILE: config };
  };
  const options = ['--profiles', 'many-*', '--yes'];
  const fast = [...options, '--assume-rate', '1000'];

  it('keeps to the rate, and slows down when AWS throttles', onLinux, async () => {
    const env = await manyProfiles(100);
    await context.sandbox.fault('throttle', '--per-second', '15');
    const before = (await context.sandbox.calls()).length;

    const { stdout, stderr } = await runVerb(
      context.scope,
      ['run', ...options, '--assume-rate', '40', '--parallel', '30', '--json', '--', 'true'],
      { env },
    );

    await context.sandbox.fault('none');
    assert.deepEqual(countBy(parseLines(stdout), 'state'), { ok: 100 }, stderr);
    const calls = (await context.sandbox.calls()).slice(before).filter((call) => call.action === 'AssumeRole');
    const busiest = Math.max(...Object.values(countBy(calls, (call) => call.time.slice(0, 19))));
    assert.ok(busiest <= 41, `${busiest} calls in a second`);
  });

  it('asks an account for its regions', onLinux, async () => {
    const { stdout, stderr, code } = await runVerb(
      context.scope,
      ['run', '--profiles', 'dev', '--regions', 'enabled', '--json', '--', 'true'],
      { env: context.sandbox.environment },
    );

    const regions = parseLines(stdout).map((line) => line.region);
    assert.equal(code, 0, stderr);
    assert.ok(regions.length >= 17 && new Set(regions).size === regions.length, regions.join(' '));
  });

  for (const output of ['prefix', 'group', 'jsonl']) {
    it(`prints 200 times 10,000 lines with --output ${output}, none of them mixed`, onLinux, async () => {
      const env = await manyProfiles(200);

      const { stdout, code } = await runVerb(
        context.scope,
        ['run', ...fast, '--parallel', '50', '--output', output, '--', 'seq', '10000'],
        { env },
      );

      assert.equal(code, 0);
      const found = linesByAccount(output, stdout);
      assert.equal(found.size, 200);
      for (const [name, numbers] of found) {
        assert.ok(
          numbers.length === 10_000 && numbers.every((line, index) => line === String(index + 1)),
          `${name} is mixed or incomplete: ${numbers.length} lines`,
        );
      }
    });
  }

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ]) {
    it(`leaves no process after ${signal}`, onLinux, async () => {
      const env = await manyProfiles(30);
      const folder = await context.scope.temporaryFolder('run');
      const pids = path.join(folder, 'pids');
      const command = `sleep 300 & echo $! >> ${pids}; echo $$ >> ${pids}; wait`;

      const { child, ended } = startVerb(
        context.scope,
        ['run', ...fast, '--parallel', '8', '--json', '--', 'sh', '-c', command],
        { env },
      );
      await until(async () => (await readLines(pids, (line) => line)).length >= 16, ended);
      child.kill(signal);
      const { code, stdout } = await ended;

      assert.equal(code, expected);
      assert.deepEqual(countBy(parseLines(stdout), 'state'), { cancelled: 30 });
      assert.deepEqual(await stillRunning(pids), []);
    });
  }

  it('kills commands that ignore the first signal at the second', onLinux, async () => {
    const env = await manyProfiles(4);
    const folder = await context.scope.temporaryFolder('run');
    const pids = path.join(folder, 'pids');
    const command = `trap '' INT TERM; echo $$ >> ${pids}; while :; do sleep 0.1; done`;

    const { child, ended } = startVerb(
      context.scope,
      ['run', ...fast, '--output', 'none', '--', 'bash', '-c', command],
      { env },
    );
    await until(async () => (await readLines(pids, Number)).length === 4, ended);
    child.kill('SIGINT');
    await delay(300);
    child.kill('SIGINT');

    assert.equal((await ended).code, 130);
    assert.deepEqual(await stillRunning(pids), []);
  });

  it('leaves no command when it is killed itself', onLinux, async () => {
    const env = await manyProfiles(4);
    const folder = await context.scope.temporaryFolder('run');
    const pids = path.join(folder, 'pids');

    const { child, ended } = startVerb(
      context.scope,
      ['run', ...fast, '--output', 'none', '--', 'sh', '-c', `echo $$ >> ${pids}; sleep 300`],
      { env },
    );
    await until(async () => (await readLines(pids, Number)).length === 4, ended);
    child.kill('SIGKILL');
    await ended;

    // A test that hangs here has commands that outlive the run.
    while ((await stillRunning(pids)).length > 0) {
      await delay(20);
    }
  });

  it('is not held by what prints on in the background', onLinux, async () => {
    const env = await manyProfiles(2);
    const folder = await context.scope.temporaryFolder('run');
    const pids = path.join(folder, 'pids');
    const endless = `setsid sh -c 'echo $$ >> ${pids}; while echo tick; do sleep 0.1; done' & echo done`;

    const { stdout, code } = await runVerb(context.scope, ['run', ...fast, '--json', '--', 'sh', '-c', endless], {
      env,
    });

    assert.equal(code, 0);
    assert.ok(parseLines(stdout).every((line) => line.stdout.includes('done')));
    for (const pid of await readLines(pids, Number)) {
      process.kill(pid);
    }
  });

  it('says where the command begins', async () => {
    const { stderr, code } = await runVerb(context.scope, ['run', ...options, 'aws', 's3', 'ls'], {
      env: context.sandbox.environment,
    });

    assert.equal(code, 2);
    assert.match(stderr, /hint: Put -- before the command: roleassist run … -- aws s3 ls/);
  });

  it('ends a command that takes too long, with what it has started', onLinux, async () => {
    const env = await manyProfiles(2);

    const { stdout, code } = await runVerb(
      context.scope,
      ['run', ...fast, '--timeout', '1s', '--json', '--', 'sh', '-c', 'sleep 300 | cat'],
      { env },
    );

    assert.equal(code, 7);
    assert.deepEqual(
      parseLines(stdout).map((line) => [line.state, line.code]),
      [
        ['failed', 'TimedOut'],
        ['failed', 'TimedOut'],
      ],
    );
  });

  it('runs scripts by their ending, each in its own account', onLinux, async () => {
    const env = await manyProfiles(2);
    const folder = await context.scope.temporaryFolder('run');
    const scripts = {
      'who.sh': 'echo "$ROLEASSIST_ACCOUNT $1"\n',
      'who.py': 'import os, sys\nprint(os.environ["ROLEASSIST_ACCOUNT"], sys.argv[1])\n',
      'who.mjs': 'console.log(process.env.ROLEASSIST_ACCOUNT, process.argv[2]);\n',
      'who.cs': 'Console.WriteLine($"{Environment.GetEnvironmentVariable("ROLEASSIST_ACCOUNT")} {args[0]}");\n',
    };
    for (const [name, text] of Object.entries(scripts)) {
      const script = path.join(folder, name);
      await writeFile(script, text);

      const { stdout, stderr, code } = await runVerb(
        context.scope,
        ['run', ...fast, '--json', '--script', script, '--', 'a b'],
        { env },
      );

      assert.equal(code, 0, `${name}: ${stderr}`);
      assert.deepEqual(
        parseLines(stdout).map((line) => line.stdout.trim()),
        ['222233334444 a b', '222233334444 a b'],
        name,
      );
    }
  });
});

/** Groups output by account; the lines of stdout only. */
function linesByAccount(output, stdout) {
  const found = new Map();
  if (output === 'jsonl') {
    for (const line of parseLines(stdout)) {
      found.set(line.name, line.stdout.trimEnd().split('\n'));
    }
    return found;
  }
  let current = '';
  for (const line of stdout.trimEnd().split('\n')) {
    const heading = /^== (\S+) \(ok\)$/.exec(line);
    const prefixed = /^(\S+) \| (.*)$/.exec(line);
    if (heading) {
      current = heading[1];
      continue;
    }
    const [name, text] = prefixed ? [prefixed[1], prefixed[2]] : [current, line];
    if (!found.has(name)) {
      found.set(name, []);
    }
    found.get(name).push(text);
  }
  return found;
}

function parseLines(text) {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Reads whole lines; none while the file does not exist. */
async function readLines(file, parse = JSON.parse) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => parse(line));
}

/** Returns which of the processes in a file run. */
async function stillRunning(file) {
  const pids = await readLines(file, Number);
  const alive = await Promise.all(pids.map(isAlive));
  return pids.filter((_, index) => alive[index]);
}

function countBy(items, key) {
  const counts = {};
  for (const item of items) {
    const value = typeof key === 'string' ? item[key] : key(item);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** Waits for a condition; a process that ends before it holds fails the test. */
async function until(condition, ended) {
  const result = ended.then(({ code, stderr }) => assert.fail(`It ended with ${code}: ${stderr}`));
  const holds = async () => {
    while (!(await condition())) {
      await delay(20);
    }
  };
  await Promise.race([holds(), result]);
  result.catch(() => {}); // it may end later
}

/** Whether a process runs. One that nobody has waited for, as in a container without an init process, does not. */
async function isAlive(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}
