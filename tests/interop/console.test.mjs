// The console: from the verb and from a client, through a ticket, to the sandbox's console page in a fake browser.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { secretsIn, secretsInBytes, watchCommandLines } from './support/canary.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const onUnix = { skip: process.platform === 'win32' && 'the fake browser is a script' };
const asRoot = { skip: process.getuid?.() !== 0 && 'only root can act for another user' };
const stranger = 12_003;
const fakeBrowser = fileURLToPath(new URL('support/fake-browser.mjs', import.meta.url));

/** Sends a request to a ticket's address with headers of its own, and resolves to the answer. */
function ask(url, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    http
      .request(url, { method, headers, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      })
      .on('error', reject)
      .end();
  });
}

/** The facts that the sandbox's console page shows. */
function facts(page) {
  const text = page.replaceAll(/<style>.*?<\/style>/gs, '').replaceAll(/<[^>]*>/g, '\n');
  const lines = text.split('\n').filter((line) => line.trim());
  const after = (name) => lines[lines.indexOf(name) + 1];
  return { account: after('Account'), arn: after('Signed in as'), service: after('Service'), region: after('Region') };
}

describeWithSandbox('the console', (context) => {
  /** Runs the verb with a fake browser, and resolves to what the verb printed and what the browser saw. */
  async function browse(args, { env = context.sandbox.environment, input = '', milliseconds = 0, browser } = {}) {
    const folder = await context.scope.temporaryFolder('browser');
    const program = path.join(folder, browser ?? 'browser');
    await copyFile(fakeBrowser, `${program}.mjs`);
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${program}.mjs' "$@"\n`);
    await chmod(program, 0o755);
    await writeFile(path.join(folder, 'milliseconds'), `${milliseconds}`);
    const result = await runVerb(context.scope, ['console', ...args], {
      env: { ...env, ...(browser ? { PATH: `${folder}:${env.PATH}` } : { BROWSER: program }) },
      input,
    });
    const read = async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    const started = await read('started.json').catch(() => undefined);
    // The verb ends when the browser was redirected; the browser goes on.
    let seen;
    for (let attempt = 0; started && !seen && attempt < 600; attempt++) {
      seen = await read('visited.json').catch(() => new Promise((resolve) => setTimeout(resolve, 50)));
    }
    return { ...result, started, ...seen };
  }

  it('opens at a service as the right role', onUnix, async () => {
    const { code, stdout, stderr, started, visited, page } = await browse(['dev', 'sqs', '--region', 'eu-west-1']);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^note: Console of 'dev': sqs in eu-west-1, as arn:aws:sts::222233334444:.* The console lasts 1 h/,
    );
    assert.deepEqual(
      visited.map(({ status }) => status),
      [302, 302, 200],
    );
    assert.match(visited[0].url, /^http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43}$/);
    assert.equal(visited[0].headers['cache-control'], 'no-store');
    assert.equal(visited[0].headers['referrer-policy'], 'no-referrer');
    assert.deepEqual(started.args, [visited[0].url]);
    assert.deepEqual(started.environment, []);
    const { account, arn, service, region } = facts(page);
    assert.deepEqual([account, service, region], ['222233334444', 'sqs', 'eu-west-1']);
    assert.match(arn, /:assumed-role\/developer\//);
  });

  it('has no secret in an argument list, a log, a file of RoleAssist or an address', onUnix, async () => {
    const state = await context.scope.temporaryFolder('state');
    const trace = path.join(await context.scope.temporaryFolder('trace'), 'trace.log');
    const env = {
      ...context.sandbox.environment,
      ROLEASSIST_STATE_FOLDER: state,
      ROLEASSIST_TRACE: trace,
    };
    const lines = watchCommandLines();
    const { code, stdout, stderr, visited } = await browse(['dev', 's3'], { env, milliseconds: 500 });
    const commandLines = lines.stop();
    assert.equal(code, 0, stderr);

    const keys = await readFile(path.join(context.sandbox.home, '.aws', 'credentials'), 'utf8');
    const secrets = {
      'sign-in token': new URL(visited[1].url).searchParams.get('SigninToken'),
      'long-lived key': /aws_secret_access_key\s*=\s*(\S+)/.exec(keys)[1],
    };
    assert.ok(secrets['sign-in token'].length > 100);
    assert.ok(commandLines.includes(visited[0].url), 'the browser was seen');
    assert.deepEqual(secretsIn(commandLines, secrets), []);
    assert.deepEqual(secretsIn(stdout + stderr, secrets), []);
    secrets.ticket = visited[0].url.split('/').at(-1);
    assert.deepEqual(secretsIn(await readFile(trace, 'utf8'), secrets), []);
    for (const file of await readdir(state, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) {
        const bytes = await readFile(path.join(file.parentPath, file.name));
        assert.deepEqual(secretsInBytes(bytes, secrets), [], file.name);
      }
    }
    const calls = await context.sandbox.calls();
    assert.ok(calls.some(({ action }) => action === 'getSigninToken'));
    assert.deepEqual(
      calls.filter((call) => call.secretInUrl),
      [],
    );
  });

  it('records in the audit trail which console was opened', onUnix, async () => {
    const env = {
      ...context.sandbox.environment,
      ROLEASSIST_STATE_FOLDER: await context.scope.temporaryFolder('state'),
    };
    await browse(['vendor', 'lambda'], { env });
    const { stdout } = await runVerb(context.scope, ['log', '--json'], { env });
    const events = JSON.parse(stdout).events.filter(({ action }) => action.startsWith('console.'));
    assert.deepEqual(
      events.map(({ action, profile, service, region }) => [action, profile, service, region]),
      [
        ['console.linked', 'vendor', 'lambda', 'eu-west-1'],
        ['console.opened', 'vendor', 'lambda', 'eu-west-1'],
      ],
    );
  });

  it('lasts as long as the plan says, in the words of each kind of role', onUnix, async () => {
    const { sandbox } = context;
    const asked = async (args, options) => {
      const { code, stderr, page } = await browse(args, options);
      assert.equal(code, 0, stderr);
      const until = /Until<\/[^>]*>\s*<[^>]*>([\d :-]+) UTC/.exec(page)[1];
      return { stderr, hours: Math.round((Date.parse(`${until}Z`) - Date.now()) / 3_600_000) };
    };
    assert.equal((await asked(['dev'])).hours, 1);
    assert.equal((await asked(['dev', '--duration', '12h'])).hours, 12);
    const sso = { env: { ...sandbox.environment, HOME: sandbox.home } };
    assert.equal((await asked(['sso', '--duration', '8h'], sso)).hours, 8);
    const user = await asked(['home', 'iam']);
    assert.equal(user.hours, 12);
    assert.match(user.stderr, /'home' has no role/);
    const withCode = async () => ({ input: `${await sandbox.nextCode()}\n` });
    const direct = await asked(['prod-admin', '--yes', '--mfa-code-stdin', '--duration', '4h'], await withCode());
    assert.equal(direct.hours, 4);
    const chained = await asked(['prod-audit', '--yes', '--mfa-code-stdin', '--duration', '4h'], await withCode());
    assert.equal(chained.hours, 1);
    assert.match(chained.stderr, /It cannot last 4 h: AWS sets no other duration after role chaining\./);
    const primed = await asked(['prod-admin', '--yes', '--mfa', 'prime', '--mfa-code-stdin'], await withCode());
    assert.equal(primed.hours, 1);
  });

  it('asks before a production console, and opens none if nobody can be asked', onUnix, async () => {
    const { code, stderr, started } = await browse(['prod-admin']);
    assert.equal(code, 6);
    assert.match(stderr, /^error ConfirmationRequired: The console of 'prod-admin' is production/);
    assert.equal(started, undefined);
  });

  it('opens in a container that is named after the role', onUnix, async () => {
    const folder = await context.scope.temporaryFolder('firefox');
    const program = path.join(folder, 'firefox');
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/args'\n`);
    await chmod(program, 0o755);
    const { environment } = context.sandbox;
    const verb = startVerb(context.scope, ['console', 'dev', '--container'], {
      env: { ...environment, PATH: `${folder}:${environment.PATH}` },
    });
    let args;
    while (!args) {
      args = await readFile(path.join(folder, 'args'), 'utf8').catch(() => new Promise((next) => setTimeout(next, 50)));
    }
    const [, address] = args.split('\n');
    assert.match(
      address,
      /^ext\+granted-containers:name=dev&url=http%3A%2F%2F127\.0\.0\.1%3A\d+%2Fopen%2F[\w-]{43}&color=\w+&icon=fingerprint$/,
    );
    const url = decodeURIComponent(/url=([^&]*)/.exec(address)[1]);
    assert.equal((await ask(url)).status, 302);
    assert.equal((await verb.ended).code, 0);
  });

  it('prints the address of the ticket, and the secret one only on request', async () => {
    const { scope, sandbox } = context;
    const env = sandbox.environment;
    const printed = startVerb(scope, ['console', 'dev', '--print'], { env });
    const url = await printed.firstLine;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43}$/);
    assert.equal((await ask(url)).status, 302);
    assert.equal((await printed.ended).code, 0);

    const revealed = await runVerb(scope, ['console', 'dev', '--print', '--reveal'], { env });
    assert.equal(revealed.code, 0, revealed.stderr);
    assert.match(revealed.stderr, /^warning: For 15 minutes, this address signs anybody in/m);
    assert.match(revealed.stdout, new RegExp(`^${sandbox.description.endpoint}/federation\\?Action=login&`));
  });

  it('is one JSON document with everything in it', async () => {
    const verb = startVerb(context.scope, ['console', 'dev', 's3', '--print', '--json'], {
      env: context.sandbox.environment,
    });
    let text = '';
    verb.child.stdout.on('data', (bytes) => (text += bytes));
    while (!text.trimEnd().endsWith('\n}')) {
      await new Promise((next) => setTimeout(next, 50));
    }
    const document = JSON.parse(text);
    assert.deepEqual(Object.keys(document), [
      'url',
      'expiresAt',
      'profile',
      'account',
      'arn',
      'service',
      'region',
      'destination',
      'lasts',
      'durationSeconds',
      'production',
      'notes',
    ]);
    await ask(document.url);
    assert.deepEqual(
      { ...(await verb.ended), bytes: undefined, stdout: undefined },
      { code: 0, signal: null, stderr: '', bytes: undefined, stdout: undefined },
    );
  });

  it('gives a client an address that works once', async () => {
    const { scope, sandbox } = context;
    const host = await Host.connect(scope, sandbox.environment);
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    const link = await host.rpc.sendRequest('roleassist/console/createLink', {
      sessionId: session.sessionId,
      service: 'arn:aws:sqs:eu-central-1:222233334444:q',
    });
    assert.deepEqual([link.profile, link.service, link.region], ['dev', 'sqs', 'eu-central-1']);
    assert.equal((await ask(link.url, {}, 'HEAD')).status, 405);
    assert.equal((await ask(link.url, { 'Sec-Purpose': 'prefetch;prerender' })).status, 403);
    assert.equal((await ask(link.url, { Origin: 'https://evil.example' })).status, 403);
    assert.equal((await ask(link.url, { Host: 'evil.example' })).status, 403);
    const first = await ask(link.url);
    const second = await ask(link.url);
    assert.equal(first.status, 302);
    assert.ok(first.headers.location.startsWith(`${sandbox.description.endpoint}/federation?Action=login&`));
    assert.equal(second.status, 410);
    assert.match(second.body, /used already/);
    assert.ok(!JSON.stringify(host.messages).includes('SigninToken'));

    const later = await host.rpc.sendRequest('roleassist/console/createLink', { sessionId: session.sessionId });
    await host.rpc.sendRequest('roleassist/sessions/end', { sessionId: session.sessionId });
    const ended = await ask(later.url);
    assert.equal(ended.status, 502);
    assert.match(ended.body, /could not be opened/);
  });

  it('asks a client for a code, and refuses what is no page of the console', async () => {
    const { rpc } = await Host.connect(context.scope, context.sandbox.environment);
    const create = (params) => rpc.sendRequest('roleassist/console/createLink', params).catch((error) => error);
    assert.equal((await create({ profile: 'prod-admin' })).data.code, 'MfaRequired');
    assert.equal((await create({ profile: 'dev', destination: 'https://evil.example/' })).data.code, 'InvalidArgument');
    assert.equal((await create({ profile: 'dev', durationSeconds: 1 })).data.code, 'InvalidArgument');
    const { services } = await rpc.sendRequest('roleassist/console/services', {});
    assert.ok(services.length >= 84);
  });

  it('is opened for nobody else', asRoot, async () => {
    const { rpc } = await Host.connect(context.scope, context.sandbox.environment);
    const { url } = await rpc.sendRequest('roleassist/console/createLink', { profile: 'dev' });
    const script = `require('node:http').get(process.argv[1], { agent: false }, (r) => console.log(r.statusCode)).on('error', (e) => console.log(e.code))`;
    const thief = spawn(process.execPath, ['-e', script, url], { uid: stranger, gid: stranger, cwd: '/', env: {} });
    let answer = '';
    for await (const text of thief.stdout.setEncoding('utf8')) {
      answer += text;
    }
    assert.match(answer, /^(ECONNRESET|EPIPE)\n$/);
    assert.equal((await ask(url)).status, 302);
  });

  it('is bound to 127.0.0.1 only', onUnix, async () => {
    const { rpc } = await Host.connect(context.scope, context.sandbox.environment);
    const { url } = await rpc.sendRequest('roleassist/console/createLink', { profile: 'dev' });
    const { stdout } = await runProgram(['ss', '-ltnH', `sport = :${new URL(url).port}`], { env: process.env });
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/)[3]),
      [`127.0.0.1:${new URL(url).port}`],
    );
  });

  it('says in the plan how long the console lasts', async () => {
    const { stdout } = await runVerb(context.scope, ['explain', 'prod-audit', '--json'], {
      env: context.sandbox.environment,
    });
    assert.match(JSON.parse(stdout).console, /after role chaining\.$/);
  });
});
