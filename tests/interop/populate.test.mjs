// Profiles for the accounts and roles of a sign-in to Identity Center, and roles that have none.
import assert from 'node:assert/strict';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { before, beforeEach, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pythonWithBoto3 } from './support/clients.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

/** An `sso-session` of the sandbox, whose token is in the cache. */
const session = 'sandbox';

const withBoto3 = { skip: !pythonWithBoto3 && 'python3 with boto3 was not found' };
const whoAmI = fileURLToPath(new URL('clients/who-am-i.py', import.meta.url));

/** What a suite needs to change the config file and look at it. */
function workOn(context) {
  const environment = () => ({
    ...context.sandbox.environment,
    HOME: context.sandbox.home,
    ROLEASSIST_KEEP_SESSIONS: 'off',
  });
  const file = () => context.sandbox.environment.AWS_CONFIG_FILE;
  const populate = (...args) => runVerb(context.scope, ['populate', session, ...args], { env: environment() });
  return {
    environment,
    file,
    populate,
    /** Runs the verb and resolves to the document that it prints. */
    populated: async (...args) => {
      const { code, stdout, stderr } = await populate('--json', ...args);
      assert.equal(code, 0, stderr);
      const document = JSON.parse(stdout);
      return { ...document, of: (action) => document.changes?.filter((change) => change.action === action) };
    },
    read: () => readFile(file()),
  };
}

describeWithSandbox(
  'populate, with 300 accounts of 3 roles',
  (context) => {
    const { environment, file, populate, populated, read } = workOn(context);
    let first;
    before(async () => {
      first = await read();
    });

    it('shows the lines, and writes nothing', async () => {
      const { code, stdout, stderr } = await populate('--dry-run', '--role', 'Administrator');

      assert.equal(code, 0, stderr);
      const lines = stdout.split('\n').filter(Boolean);
      assert.ok(lines.length > 1000 && lines.every((line) => line.startsWith('+')));
      assert.match(stderr, /Nothing was written: \d+ profiles to add, 0 to remove/);
      assert.deepEqual(await read(), first);
    });

    it('waits while AWS throttles, adds each role once, and changes no other byte', async () => {
      await context.sandbox.fault('throttle', '--per-second', '12');
      const { of, notes, file: written } = await populated();
      await context.sandbox.fault('none');

      const after = await read();
      assert.equal(written, file());
      assert.deepEqual(notes, []);
      const throttled = (await context.sandbox.calls()).filter(({ status }) => status === 429);
      assert.ok(throttled.length > 0);
      const roles = of('add').map(({ accountId, roleName }) => `${accountId}/${roleName}`);
      assert.ok(roles.length > 850, `${roles.length} profiles`);
      assert.equal(new Set(roles).size, roles.length);
      assert.deepEqual(after.subarray(0, first.length), first);
      const added = after.subarray(first.length).toString('utf8');
      const sections = added.split(/^(?=\[)/m).slice(1);
      assert.deepEqual(
        sections.map((section) => /^\[profile ([\w.@/+-]+)\]\n/.exec(section)?.[1]),
        of('add').map(({ profile }) => profile),
      );
      for (const section of sections) {
        assert.match(
          section,
          /^.*\nsso_session = sandbox\nsso_account_id = \d{12}\nsso_role_name = \w+\nregion = [\w-]+\nservices = sandbox\nroleassist_populated = sandbox\n*$/,
        );
      }
    });

    it('makes profiles that an SDK reads', withBoto3, async () => {
      const { of } = await populated('--dry-run');
      assert.deepEqual(of('add'), []);
      const program = [
        'import botocore.session, json',
        'profiles = botocore.session.Session().full_config["profiles"]',
        'print(json.dumps({n: [p.get("sso_account_id"), p.get("sso_role_name")] for n, p in profiles.items()}))',
      ].join('\n');
      const { stdout, stderr } = await runProgram([pythonWithBoto3, '-c', program], { env: environment() });
      assert.ok(stdout, stderr);
      const read = JSON.parse(stdout);
      for (const { profile, accountId, roleName } of of('keep')) {
        assert.deepEqual(read[profile], [accountId, roleName], profile);
      }
    });

    it('adds nothing the second time', async () => {
      const once = await read();
      const { of, file: written } = await populated();

      assert.equal(written, null);
      assert.deepEqual([of('add'), of('remove')], [[], []]);
      assert.deepEqual(await read(), once);
    });

    it('gives the first file back', async () => {
      assert.equal((await populated('--undo')).file, file());
      assert.deepEqual(await read(), first);

      const { code, stderr } = await populate('--undo');
      assert.equal(code, 2);
      assert.match(stderr, /error InvalidArgument: There are no profiles of sso-session 'sandbox' to take back/);
    });
  },
  { accounts: 300 },
);

describeWithSandbox(
  'populate',
  (context) => {
    const { environment, file, populate, populated, read } = workOn(context);
    let first;
    before(async () => {
      first = await read();
    });
    beforeEach(() => writeFile(file(), first));

    for (const [name, change] of Object.entries({
      'no final newline': (text) => text.trimEnd(),
      'a byte order mark': (text) => `\ufeff${text}`,
      'the line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
      'bytes that are no text': (text) => `${text}# \xff\xfe\n`,
    })) {
      it(`keeps a file with ${name}`, async () => {
        const bytes = Buffer.from(change(first.toString('utf8')), name.includes('no text') ? 'latin1' : 'utf8');
        await writeFile(file(), bytes);

        const { of } = await populated();
        const after = await read();
        assert.ok(of('add').length > 0);
        assert.deepEqual(after.subarray(0, bytes.length), bytes);
        const added = after.subarray(bytes.length).toString('latin1');
        assert.equal(/[^\r]\n/.test(added), !name.includes('Windows'));
        assert.deepEqual((await populated('--dry-run')).of('add'), []);

        await populated('--undo');
        assert.deepEqual(await read(), bytes);
      });
    }

    it('refuses to take back what somebody has edited since', async () => {
      await populated();
      await appendFile(file(), '# mine\n');
      const edited = await read();

      const { code, stderr } = await populate('--undo');

      assert.equal(code, 2);
      assert.match(
        stderr,
        /^error InvalidArgument: .*has been changed since they were added\.\nhint: Edit the file by hand\./,
      );
      assert.deepEqual(await read(), edited);
    });

    it('removes only its own profiles whose role is gone', async () => {
      const { of } = await populated();
      const [gone, changed] = of('add').map(({ profile }) => profile);
      const lines = (await read()).toString('utf8').split(/^(?=\[)/m);
      const edit = (profile, turn) =>
        lines.splice(
          lines.findIndex((section) => section.startsWith(`[profile ${profile}]`)),
          1,
          turn(lines.find((section) => section.startsWith(`[profile ${profile}]`))),
        );
      const revoke = (section) => section.replace(/sso_role_name = .*/, 'sso_role_name = Gone');
      edit(gone, revoke);
      edit(changed, (section) => revoke(section).replace('\nregion', '\noutput = json\nregion'));
      const mine = `[profile mine]\nsso_session = ${session}\nsso_account_id = 222233334444\nsso_role_name = Gone\n`;
      await writeFile(file(), `${lines.join('')}\n${mine}`);

      const told = await populated('--dry-run');
      const unasked = await populate('--prune', '--role', 'Developer');
      assert.equal(unasked.code, 6);
      assert.match(
        unasked.stderr,
        new RegExp(`^error ConfirmationRequired: 1 profile would be removed: ${gone}\\..*\nhint: .*add --yes\\.`),
      );
      const pruned = await populated('--prune', '--yes', '--role', 'Developer');

      assert.match(told.notes.join(' '), new RegExp(`no longer has the roles of ${gone}, ${changed}`));
      assert.deepEqual(told.of('remove'), []);
      assert.deepEqual(
        pruned.of('remove').map(({ profile }) => profile),
        [gone],
      );
      const after = (await read()).toString('utf8');
      assert.ok(!after.includes(`[profile ${gone}]`));
      assert.ok(after.includes(`[profile ${changed}]`) && after.includes(mine));
    });

    it('tells what to do when the user is not signed in, and what is wrong with a template', async () => {
      const { scope } = context;
      const notSignedIn = await runVerb(scope, ['populate', 'portal'], { env: environment() });
      assert.equal(notSignedIn.code, 3);
      assert.match(
        notSignedIn.stderr,
        /error SsoLoginRequired: A sign-in is needed: .*\nhint: Run roleassist login portal\./,
      );

      const { code, stderr } = await populate('--template', '{name}');
      assert.equal(code, 2);
      assert.match(stderr, /error InvalidArgument: The template of names has an unknown placeholder '\{name\}'/);
      assert.deepEqual(await read(), first);
    });

    it('keeps the mode of the file', { skip: process.platform === 'win32' && 'Windows has no modes' }, async () => {
      const { mode } = await stat(file());
      await populated();
      assert.equal((await stat(file())).mode, mode);
    });

    it('makes in an editor exactly what was shown', async () => {
      const { rpc } = await Host.connect(context.scope, environment());
      const plan = await rpc.sendRequest('roleassist/populate/preview', { session, roles: ['ReadOnly'] });
      assert.equal(plan.before, '');
      assert.match(plan.after, /^\[profile [\w-]+-ReadOnly\]\nsso_session = sandbox\n/);
      assert.deepEqual(await read(), first);

      const other = rpc.sendRequest('roleassist/populate/apply', { session, plan: plan.plan });
      await assert.rejects(other, /not those of the preview/);
      assert.deepEqual(await read(), first);

      const applied = { session, roles: ['ReadOnly'], plan: plan.plan };
      const { added } = await rpc.sendRequest('roleassist/populate/apply', applied);
      assert.equal(added, plan.changes.filter(({ action }) => action === 'add').length);
      await rpc.sendRequest('roleassist/populate/undo', { session });
      assert.deepEqual(await read(), first);
    });

    it('is not needed: a role without a profile is found, assumed, renewed and used', withBoto3, async () => {
      const { rpc } = await Host.connect(context.scope, environment());
      const { signIns } = await rpc.sendRequest('roleassist/signIn/list', {});
      assert.deepEqual(
        signIns.filter(({ isSsoSession }) => isSsoSession).map(({ name, state }) => [name, state]),
        [
          [session, 'signedIn'],
          ['portal', 'signedOut'],
        ],
      );
      const { accounts } = await rpc.sendRequest('roleassist/signIn/listAccounts', { session });
      const member = accounts.find(({ accountId }) => accountId !== '222233334444');
      const { roles } = await rpc.sendRequest('roleassist/signIn/listRoles', {
        session,
        accountId: member.accountId,
      });
      const { roleName } = roles.find(({ profile }) => profile === undefined);
      const ssoAccount = { session, accountId: member.accountId, roleName };

      const assumed = (await rpc.sendRequest('roleassist/sessions/assume', { ssoAccount })).session;
      const name = `${session}/${member.accountId}/${roleName}`;
      assert.deepEqual([assumed.profile, assumed.account, assumed.state], [name, member.accountId, 'active']);
      const { sessions } = await rpc.sendRequest('roleassist/sessions/list', {});
      assert.deepEqual(
        sessions.map(({ sessionId }) => sessionId),
        [assumed.sessionId],
      );

      const { sessionId } = assumed;
      const renewed = (await rpc.sendRequest('roleassist/sessions/refresh', { sessionId })).session;
      assert.ok(Date.parse(renewed.expiration) >= Date.parse(assumed.expiration));
      const named = (await rpc.sendRequest('roleassist/sessions/assume', { profile: name })).session;
      assert.equal(named.sessionId, sessionId);

      const boto3 = [pythonWithBoto3, whoAmI, context.sandbox.description.endpoint];
      for (const delivery of ['environment', 'endpoint', 'profile']) {
        const request = { sessionId, delivery };
        const { variables } = await rpc.sendRequest('roleassist/terminals/getEnvironment', request);
        const env = { ...environment() };
        for (const { name: variable, value } of variables) {
          if (value === null || value === undefined) {
            delete env[variable];
          } else {
            env[variable] = value;
          }
        }
        const { stdout, stderr } = await runProgram(boto3, { env });
        assert.match(stdout, new RegExp(`:${member.accountId}:assumed-role/AWSReservedSSO_`), `${delivery}: ${stderr}`);
      }
    });

    it('is not needed on the command line either', async () => {
      const { code, stdout, stderr } = await runVerb(
        context.scope,
        ['whoami', `${session}/222233334444/Developer`, '--json'],
        { env: environment() },
      );
      assert.equal(code, 0, stderr);
      assert.equal(JSON.parse(stdout).account, '222233334444');
    });
  },
  { accounts: 3 },
);
