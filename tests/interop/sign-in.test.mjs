// Signing in to Identity Center from the command line and from an editor, and sharing the sign-in with AWS' tools.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { which } from '../../scripts/lib/processes.mjs';
import { pythonWithBoto3 } from './support/clients.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { decide, send } from './support/person.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const session = 'portal';
const profile = 'sso-portal';
const role = /assumed-role\/AWSReservedSSO_Developer/;
const client = fileURLToPath(new URL('clients/sso-token.py', import.meta.url));
const terminal = fileURLToPath(new URL('support/terminal.py', import.meta.url));
const cliPackage = '/usr/lib/python3/dist-packages/awscli';

describeWithSandbox('signing in', (context) => {
  /** A user whose browser does nothing: the test is the browser. */
  const environment = () => ({
    ...context.sandbox.environment,
    HOME: context.sandbox.home,
    BROWSER: 'true',
    ROLEASSIST_KEEP_SESSIONS: 'off',
  });
  const cacheFile = (name = session) =>
    path.join(context.sandbox.home, '.aws/sso/cache', `${createHash('sha1').update(name).digest('hex')}.json`);
  const verb = (...args) => runVerb(context.scope, args, { env: environment() });
  const whoAmI = () => verb('whoami', profile);
  const tokenCalls = async () =>
    (await context.sandbox.calls()).filter(({ action }) => action === 'CreateToken').length;

  /** Starts a sign-in and resolves to the address that it prints, and to a way to wait for what it prints later. */
  async function begin(...options) {
    const running = startVerb(context.scope, ['login', session, '--no-browser', ...options], { env: environment() });
    running.child.stdin.end();
    let printed = '';
    running.child.stderr.on('data', (bytes) => (printed += bytes.toString('utf8')));
    const printing = async (pattern) => {
      for (;;) {
        const match = pattern.exec(printed);
        if (match) return match[1];
        assert.ok(await Promise.race([once(running.child.stderr, 'data'), running.ended.then(() => null)]), printed);
      }
    };
    return { ...running, url: await printing(/^ {2}(http\S+)\n/m), printing };
  }

  const callbackOf = (url) => new URL(url).searchParams.get('redirect_uri');

  async function signIn() {
    const { ended, url } = await begin();
    const { location } = await decide(url);
    await send(location);
    const { code, stderr } = await ended;
    assert.equal(code, 0, stderr);
  }

  /** Makes the token expire in that many seconds. */
  async function expireIn(seconds) {
    const token = JSON.parse(await readFile(cacheFile(), 'utf8'));
    const expiresAt = new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+/, '');
    await writeFile(cacheFile(), JSON.stringify({ ...token, expiresAt }));
  }

  beforeEach(() => rm(cacheFile(), { force: true }));

  it('fails at once, with the command that helps, where nobody can be asked', async () => {
    for (const args of [
      ['whoami', profile],
      ['credential-process', profile],
      ['exec', profile, '--', 'true'],
    ]) {
      const { code, stderr } = await verb(...args);
      assert.equal(code, 3, args.join(' '));
      assert.match(stderr, /error SsoLoginRequired: .*\nhint: Run roleassist login portal\./);
    }
  });

  it('ends with the right state only, and writes what every SDK reads', async () => {
    const { ended, url } = await begin('--json');
    const { location } = await decide(url);
    const callback = callbackOf(url);

    assert.equal((await send(`${callback}?error=access_denied&state=wrong`)).status, 400);
    assert.equal((await send(`${callback}?code=theirs&state=wrong`)).status, 400);
    assert.equal((await send(new URL('/favicon.ico', callback))).status, 404);
    assert.equal((await send(location, { method: 'POST' })).status, 405);
    assert.equal((await send(location, { headers: { Host: `localhost:${new URL(callback).port}` } })).status, 403);
    assert.equal((await send(location, { headers: { Origin: 'https://evil.example' } })).status, 403);
    assert.equal((await send(location)).status, 200);

    const { code, stdout, stderr } = await ended;
    assert.equal(code, 0, stderr);
    const { expiresAt, ...told } = JSON.parse(stdout);
    assert.deepEqual(told, { name: session, kind: 'identityCenter', isRenewable: true, identity: null, notes: [] });
    assert.ok(Date.parse(expiresAt) > Date.now());
    await assert.rejects(send(location), { code: 'ECONNREFUSED' });
    assert.equal((await stat(cacheFile())).mode & 0o777, 0o600);
    assert.match((await whoAmI()).stdout, role);
    const { accessToken, refreshToken, clientSecret } = JSON.parse(await readFile(cacheFile(), 'utf8'));
    for (const secret of [accessToken, refreshToken, clientSecret]) {
      assert.ok(!stdout.includes(secret) && !stderr.includes(secret));
    }
  });

  it('listens on 127.0.0.1 only', { skip: !which('ss') && '`ss` was not found' }, async () => {
    const { child, ended, url } = await begin();
    const { port } = new URL(callbackOf(url));

    const { stdout } = await runProgram([which('ss'), '-ltn'], { env: process.env });
    const listening = stdout.split('\n').filter((line) => line.includes(`:${port} `));
    child.kill('SIGINT');
    await ended;

    assert.deepEqual(
      listening.map((line) => line.trim().split(/\s+/)[3]),
      [`127.0.0.1:${port}`],
    );
  });

  it(
    'is ended by no other user of the machine, who knows its address',
    { skip: process.getuid?.() !== 0 && 'only root can act for another user' },
    async () => {
      const { ended, url } = await begin();
      const stranger = { uid: 12_004, gid: 12_004, cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'ignore'] };
      const script = `
        const [url] = process.argv.slice(1);
        const { port } = new URL(url);
        for (let i = 0; i < 400; i++) require('node:net').connect(port, '127.0.0.1').on('error', () => {});
        require('node:http').get(url, { agent: false }, (r) => done(r.statusCode)).on('error', (e) => done(e.code));
        const done = (what) => console.log(what);`;
      // What the browser's arguments tell, with an error and with a code of somebody else.
      const state = new URL(url).searchParams.get('state');
      for (const answer of ['error=access_denied', 'code=abc']) {
        const thief = spawn(process.execPath, ['-e', script, `${callbackOf(url)}?${answer}&state=${state}`], stranger);
        const [told] = await once(thief.stdout.setEncoding('utf8'), 'data');
        assert.match(told, /^(ECONNRESET|EPIPE)\n$/);
        thief.kill();
      }
      await send((await decide(url)).location);
      const { code, stderr } = await ended;
      assert.equal(code, 0, stderr);
    },
  );

  it('says that the user denied it', async () => {
    const { ended, url } = await begin();
    await send((await decide(url, 'deny')).location);

    const { code, stderr } = await ended;
    assert.equal(code, 4);
    assert.match(stderr, /error AccessDenied: Could not sign in to 'portal': the request was denied in the browser/);
    assert.ok(!existsSync(cacheFile()));
  });

  it('takes a code, which the page shows too', async () => {
    const { ended, url, printing } = await begin('--device-code');
    const code = await printing(/this code: (\S+)\n/);
    assert.match((await send(url)).body, new RegExp(code));
    await decide(url);

    assert.match((await ended).stdout, /^Signed in to 'portal' until /);
    assert.match((await whoAmI()).stdout, role);
  });

  it('shares the sign-in with botocore, and each renews what the other wrote', { skip: !pythonWithBoto3 }, async () => {
    const use = () =>
      runProgram([pythonWithBoto3, client, 'use', context.sandbox.description.endpoint, profile], {
        env: environment(),
      });
    await signIn();
    const read = async () => JSON.parse(await readFile(cacheFile(), 'utf8'));
    const ours = await read();
    assert.equal((await use()).stdout.trim(), ours.accessToken);

    await expireIn(180);
    const theirs = (await use()).stdout.trim();
    assert.notEqual(theirs, ours.accessToken);
    assert.equal((await read()).accessToken, theirs);
    assert.match((await whoAmI()).stdout, role);

    await expireIn(-60);
    assert.match((await whoAmI()).stdout, role);
    const again = await read();
    assert.notEqual(again.accessToken, theirs);
    assert.equal((await use()).stdout.trim(), again.accessToken);
  });

  it(
    'uses a sign-in of the AWS CLI',
    { skip: !existsSync(path.join(cliPackage, 'botocore')) && 'the package awscli was not found' },
    async () => {
      await runProgram(['/usr/bin/python3', client, 'login', context.sandbox.description.endpoint, session], {
        env: { ...environment(), PYTHONPATH: cliPackage },
      });
      assert.match((await whoAmI()).stdout, role);

      await expireIn(-60);
      assert.match((await whoAmI()).stdout, role);
    },
  );

  it('is renewed once, however many processes need it', async () => {
    await signIn();
    await expireIn(-60);
    const before = await tokenCalls();

    const all = await Promise.all(Array.from({ length: 5 }, whoAmI));

    assert.deepEqual(
      all.map(({ code }) => code),
      [0, 0, 0, 0, 0],
    );
    assert.equal((await tokenCalls()) - before, 1);
  });

  it('ends one session, and says what this leaves', async () => {
    await signIn();
    const { accessToken } = JSON.parse(await readFile(cacheFile(), 'utf8'));

    const { code, stdout } = await verb('logout', session);

    assert.equal(code, 0);
    assert.match(stdout, /^Signed out of 'portal'\.\n.*identity provider/);
    assert.ok(!existsSync(cacheFile()));
    assert.ok(existsSync(cacheFile('sandbox')), 'the other session is still signed in');
    const { endpoint } = context.sandbox.description;
    const used = await send(`${endpoint}/assignment/accounts`, { headers: { 'x-amz-sso_bearer_token': accessToken } });
    assert.equal(used.status, 401);

    const again = await verb('logout', session);
    assert.deepEqual([again.code, again.stdout], [0, "You were not signed in to 'portal'.\n"]);
  });

  it('names the sign-ins if there are several and nobody can be asked', async () => {
    const { code, stderr } = await verb('login');
    assert.equal(code, 2);
    assert.match(stderr, /hint: Name one: .*portal/);
  });

  it('is offered to a person at a terminal', { skip: !existsSync('/usr/bin/python3') }, async () => {
    const { stdout } = await runProgram(
      ['/usr/bin/python3', terminal, 'n\r', hostExecutable, 'exec', profile, '--', 'true'],
      { env: environment() },
    );
    const { screen, code } = JSON.parse(stdout);
    assert.match(screen, /Sign in to 'portal' now\? \[Y\/n\]/);
    assert.match(screen, /error SsoLoginRequired/);
    assert.equal(code, 3);
  });

  it('waits for the browser and for a code at once, for everybody who asks', async () => {
    const { rpc } = await Host.connect(context.scope, environment());
    const begun = await rpc.sendRequest('roleassist/signIn/begin', { name: profile });
    const again = await rpc.sendRequest('roleassist/signIn/begin', { name: session, flow: 'code' });
    assert.deepEqual(
      [begun.name, begun.flow, again.flow, again.signInId],
      [session, 'browser', 'code', begun.signInId],
    );
    assert.match(again.userCode, /^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const waiting = [begun, again].map(({ signInId }) => rpc.sendRequest('roleassist/signIn/await', { signInId }));

    await send((await decide(begun.url)).location);

    for (const { name, isRenewable } of await Promise.all(waiting)) {
      assert.deepEqual([name, isRenewable], [session, true]);
    }
    await assert.rejects(send(callbackOf(begun.url)), { code: 'ECONNREFUSED' });
    assert.match((await rpc.sendRequest('roleassist/sessions/assume', { profile })).session.arn, role);
  });

  it('tells an editor when the user signs in with another program', async () => {
    await signIn();
    const { rpc } = await Host.connect(context.scope, environment());
    const until = async (condition) => {
      while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const { session: assumed } = await rpc.sendRequest('roleassist/sessions/assume', { profile });
    await rm(cacheFile());
    const refused = await rpc
      .sendRequest('roleassist/sessions/refresh', { sessionId: assumed.sessionId })
      .catch((error) => error);
    assert.equal(refused.data.code, 'SsoLoginRequired');
    assert.equal(refused.data.signIn, session);
    const changes = [];
    rpc.onNotification('roleassist/signInsChanged', (snapshot) => changes.push(snapshot));
    const listed = await rpc.sendRequest('roleassist/signIn/list', {});
    assert.equal(listed.signIns.find(({ name }) => name === session).state, 'signedOut');

    await signIn();

    await until(() => changes.some(({ signIns }) => signIns.find(({ name }) => name === session).state === 'signedIn'));
    assert.ok(changes.every(({ revision }) => revision > listed.revision));
  });

  it('sets up a session from a start URL', async () => {
    const { rpc } = await Host.connect(context.scope, environment());
    const config = path.join(context.sandbox.home, '.aws/config');
    const before = await readFile(config, 'utf8');

    const { file } = await rpc.sendRequest('roleassist/signIn/setUp', {
      name: 'corp',
      startUrl: 'https://ssoins-1234.portal.eu-west-1.app.aws',
    });

    assert.equal(file, config);
    const after = await readFile(config, 'utf8');
    assert.ok(after.startsWith(before));
    assert.equal(
      after.slice(before.length).trim(),
      [
        '[sso-session corp]',
        'sso_start_url = https://ssoins-1234.portal.eu-west-1.app.aws',
        'sso_region = eu-west-1',
        'sso_registration_scopes = sso:account:access',
      ].join('\n'),
    );
  });
});
