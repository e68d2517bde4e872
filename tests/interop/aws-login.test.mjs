// Console logins (`login_session`): signing in, and a cache that AWS' own SDKs and RoleAssist renew in turn.
import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run, which } from '../../scripts/lib/processes.mjs';
import { runVerb, startVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { answerPage, shownText } from './support/sign-in-page.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const alice = 'arn:aws:iam::111122223333:user/alice';
const robot = 'arn:aws:iam::111122223333:user/robot';
const clients = fileURLToPath(new URL('./clients/', import.meta.url));

/** A Python whose botocore knows console logins; the distribution's may be too old. */
const python = await (async () => {
  for (const candidate of [which('python3'), '/usr/bin/python3'].filter(Boolean)) {
    const script = 'import botocore.credentials as c, cryptography; c.LoginProvider';
    if (await run(candidate, ['-c', script]).then(Boolean, () => false)) {
      return candidate;
    }
  }
})();

describeWithSandbox('a console login', (context) => {
  const environment = () => ({
    ...context.sandbox.environment,
    HOME: context.sandbox.home,
    USERPROFILE: context.sandbox.home,
    // Where no browser can be opened, the sign-in would be one with a text.
    BROWSER: process.execPath,
  });
  const verb = (...args) => runVerb(context.scope, args, { env: environment() });
  const cache = () => path.join(context.sandbox.home, '.aws', 'login', 'cache');

  async function cacheFile() {
    const files = (await readdir(cache())).filter((name) => name.endsWith('.json'));
    assert.equal(files.length, 1);
    return path.join(cache(), files[0]);
  }

  const readLogin = async () => JSON.parse(await readFile(await cacheFile(), 'utf8'));

  /** Makes every tool think that the credentials are about to expire. */
  async function age() {
    const login = await readLogin();
    login.accessToken.expiresAt = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, '');
    await writeFile(await cacheFile(), JSON.stringify(login));
    return login.accessToken.accessKeyId;
  }

  const countTokens = async () =>
    (await context.sandbox.calls()).filter((call) => /CreateOAuth2Token|\/v1\/token/.test(call.action)).length;

  async function signIn(profile, choice) {
    const login = startVerb(context.scope, ['login', profile, '--no-browser'], { env: environment() });
    const url = await new Promise((resolve, reject) => {
      let heard = '';
      login.child.stderr.on('data', (text) => {
        heard += text;
        const found = /^ {2}(http\S+)\n/m.exec(heard);
        if (found) {
          resolve(found[1]);
        }
      });
      void login.ended.then(() => reject(new Error(heard)));
    });
    await answerPage(url, choice);
    return login.ended;
  }

  it('is missing at first, with the command that helps', async () => {
    const { code, stderr } = await verb('whoami', 'aws-login');

    assert.equal(code, 3);
    assert.match(stderr, /^error LoginRequired: Profile 'aws-login' needs a sign-in/);
    assert.match(stderr, /hint: Run roleassist login aws-login/);
  });

  it('is not stored if the user refuses, lacks the policy or is another', async () => {
    const refused = await signIn('aws-login', { decision: 'deny' });
    assert.match(refused.stderr, /error AccessDenied/);
    const lacking = await signIn('aws-login', { user: robot });
    assert.match(lacking.stderr, /SignInLocalDevelopmentAccess/);
    const other = await signIn('aws-login', { user: 'arn:aws:sts::222233334444:assumed-role/developer/alice' });
    assert.match(other.stderr, /You have signed in as arn:aws:sts::222233334444:assumed-role\/developer\/alice/);

    assert.deepEqual([refused.code, lacking.code, other.code], [4, 4, 3]);
    await assert.rejects(cacheFile());
  });

  it('is made in a browser', async () => {
    const { code, stdout, stderr } = await signIn('aws-login', { user: alice });

    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`^Signed in to 'aws-login' as ${alice} until `));
    const who = await verb('whoami', 'aws-login', '--json');
    assert.equal(JSON.parse(who.stdout).arn, alice);
    if (process.platform !== 'win32') {
      assert.equal((await stat(await cacheFile())).mode & 0o777, 0o600);
    }
  });

  it('is the source of credentials for other programs', async () => {
    const { stdout } = await verb('credential-process', 'aws-login');

    assert.equal(JSON.parse(stdout).AccessKeyId, (await readLogin()).accessToken.accessKeyId);
  });

  it('is renewed once by many processes', async () => {
    const old = await age();
    const before = await countTokens();

    const all = await Promise.all(
      Array.from({ length: 6 }, () => verb('credential-process', 'aws-login', '--no-keep')),
    );

    const keys = new Set(all.map(({ stdout }) => JSON.parse(stdout).AccessKeyId));
    assert.equal(keys.size, 1);
    assert.ok(!keys.has(old));
    assert.equal((await countTokens()) - before, 1);
  });

  const others = {
    botocore: [python, path.join(clients, 'login.py')],
    'the SDK for JavaScript': [process.execPath, '--no-warnings', path.join(clients, 'login.mjs')],
  };
  for (const [name, [program, ...args]] of Object.entries(others)) {
    it(`is renewed by ${name}, then by RoleAssist`, { skip: !program && 'no such client' }, async () => {
      const ours = await age();
      const { stdout } = await run(program, [...args, 'aws-login'], { env: environment() });
      const theirs = await readLogin();

      assert.equal(stdout.trim(), theirs.accessToken.accessKeyId);
      assert.notEqual(theirs.accessToken.accessKeyId, ours);
      await age();
      const renewed = await verb('credential-process', 'aws-login', '--no-keep');
      assert.notEqual(JSON.parse(renewed.stdout).AccessKeyId, theirs.accessToken.accessKeyId);
      assert.equal((await readLogin()).idToken, theirs.idToken);
    });
  }

  it('is made with a text from a browser elsewhere', async () => {
    const host = await Host.connect(context.scope, environment());
    const begun = await host.rpc.sendRequest('roleassist/signIn/begin', { name: 'aws-login', flow: 'code' });
    const { text } = await answerPage(begun.url, { user: alice });
    const submit = (code) => host.rpc.sendRequest('roleassist/signIn/submitCode', { signInId: begun.signInId, code });

    await assert.rejects(submit('c3RhdGU9eCZjb2RlPXk='), /not the text/);
    await submit(shownText(text));
    const signedIn = await host.rpc.sendRequest('roleassist/signIn/await', { signInId: begun.signInId });

    assert.equal(begun.kind, 'awsLogin');
    assert.equal(signedIn.identity, alice);
  });

  it('is added to a profile without credentials', async () => {
    const config = path.join(context.sandbox.home, '.aws', 'config');
    const before = await readFile(config, 'utf8');
    await writeFile(config, `${before}\n[profile fresh]\nregion = us-east-1\nservices = sandbox\n`);

    const { code, stderr } = await signIn('fresh', { user: alice });

    assert.equal(code, 0, stderr);
    assert.match(stderr, /note: Profile 'fresh' now has the line login_session = /);
    assert.equal(
      await readFile(config, 'utf8'),
      `${before}\n[profile fresh]\nregion = us-east-1\nservices = sandbox\nlogin_session = ${alice}\n`,
    );
    const who = await verb('whoami', 'fresh', '--json');
    assert.equal(JSON.parse(who.stdout).arn, alice);
  });

  it('ends for that identity, and says what it leaves', async () => {
    const { code, stderr, stdout } = await verb('logout', 'aws-login');

    assert.equal(code, 0, stderr);
    assert.match(`${stdout}${stderr}`, /stay valid until/);
    await assert.rejects(cacheFile());
    assert.equal((await verb('whoami', 'aws-login')).code, 3);
  });
});
