// The identity that each AWS client ends up with, for each delivery mode and various existing configurations.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { everybody, missingClients, whoAmICommands } from './support/clients.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const role = /^arn:aws:sts::222233334444:assumed-role\/developer\//;
const user = /^arn:aws:iam::111122223333:user\/alice$/;
const skip = missingClients;

/** Settings of a profile that do not concern its credentials. */
const richProfile = `role_arn = arn:aws:iam::222233334444:role/developer
source_profile = home
services = sandbox
region = eu-west-3
output = json
retry_mode = adaptive
max_attempts = 7
cli_pager = less -R
s3 =
  addressing_style = path
  max_concurrent_requests = 17
`;

describeWithSandbox(
  'delivery',
  (context) => {
    /** Existing configurations, as the environment of a shell or an editor. @type {Record<string, NodeJS.ProcessEnv>} */
    const surroundings = {};
    let commands;

    before(async () => {
      const { sandbox, scope } = context;
      const folder = await scope.temporaryFolder('matrix');
      const keys = await readFile(sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
      const [, id, secret] = keys.match(/aws_access_key_id = (\S+)\naws_secret_access_key = (\S+)/);
      const AWS_SHARED_CREDENTIALS_FILE = path.join(folder, 'credentials');
      await writeFile(AWS_SHARED_CREDENTIALS_FILE, keys + keys.replace('[home]', '[default]'));
      const base = {
        ...sandbox.environment,
        HOME: folder,
        USERPROFILE: folder,
        // A machine without the metadata services of a cloud.
        AWS_EC2_METADATA_DISABLED: 'true',
      };
      surroundings['an empty home'] = base;
      surroundings['[default] with keys'] = { ...base, AWS_SHARED_CREDENTIALS_FILE };
      surroundings['an inherited AWS_PROFILE'] = { ...base, AWS_PROFILE: 'home', AWS_DEFAULT_PROFILE: 'home' };
      surroundings['inherited keys'] = { ...base, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret };
      surroundings['an inherited web identity'] = {
        ...base,
        AWS_WEB_IDENTITY_TOKEN_FILE: path.join(sandbox.home, '.aws', 'build-token'),
        AWS_ROLE_ARN: 'arn:aws:iam::444455556666:role/deploy',
      };
      commands = JSON.stringify(await whoAmICommands(sandbox.description.endpoint));
    });

    /** Asserts the identity that every client reports. */
    function assertEverybody(stdout, expected) {
      const answers = Object.entries(JSON.parse(stdout));
      assert.ok(answers.length >= 4);
      for (const [client, answer] of answers) {
        assert.match(answer.match(/"Arn": "([^"]+)"/)?.[1] ?? answer, expected, client);
      }
    }

    const homes = ['an empty home', '[default] with keys', 'an inherited AWS_PROFILE', 'inherited keys'];
    for (const home of homes) {
      for (const delivery of ['environment', 'endpoint', 'profile', 'auto']) {
        const isShadowed = home === '[default] with keys' && delivery === 'endpoint';
        const who = isShadowed ? 'the user, with a warning' : 'the role';
        it(`exec --delivery ${delivery} with ${home}: every client has the identity of ${who}`, { skip }, async () => {
          const { code, stdout, stderr } = await runVerb(
            context.scope,
            ['exec', 'dev', '--delivery', delivery, '--', ...everybody],
            { env: surroundings[home], input: commands },
          );

          assert.equal(code, 0, stderr);
          const { 'sdk-for-net-3': old, ...others } = JSON.parse(stdout);
          const beatsKeys = home === '[default] with keys' && delivery === 'environment';
          assert.match(old, isShadowed || beatsKeys ? user : role, 'AWS SDK for .NET 3 takes [default] before keys');
          assertEverybody(JSON.stringify(others), isShadowed ? user : role);
          const [line, ...more] = stderr.split('\n').filter(Boolean);
          assert.deepEqual(more, []);
          if (isShadowed) {
            assert.match(line, /^warning: .*\[default\].*'profile'/);
          } else if (beatsKeys) {
            assert.match(line, /^warning: .*\.NET 3.*\[default\]/);
          } else if (delivery === 'auto') {
            assert.match(line, home === homes[1] ? /^delivery profile: .*\[default\]/ : /^delivery endpoint: /);
          } else {
            assert.equal(line, undefined);
          }
        });
      }
    }

    for (const [what, text] of Object.entries({
      'a comment after a header, for which .NET rejects the file': '[profile x] # a comment\nregion = us-east-1\n',
      'a duplicate section, for which boto3 rejects the file': '[profile x]\n[profile x]\n',
      'a meaningless line': '[profile x]\nnothing\n',
      'a [default] with empty keys, which boto3 accepts': '[default]\naws_access_key_id =\naws_secret_access_key =\n',
      'a duplicate [default] section': '[default]\ncredential_process = false\n[profile default]\nregion = x-1\n',
    })) {
      it(`exec --delivery auto with ${what}: every client has the role`, { skip }, async () => {
        const AWS_CONFIG_FILE = path.join(await context.scope.temporaryFolder('config'), 'config');
        const config = await readFile(context.sandbox.environment.AWS_CONFIG_FILE, 'utf8');
        await writeFile(AWS_CONFIG_FILE, `${config}\n${text}`);

        const { stdout, stderr } = await runVerb(
          context.scope,
          ['exec', 'dev', '--delivery', 'auto', '--', ...everybody],
          { env: { ...surroundings['an empty home'], AWS_CONFIG_FILE }, input: commands },
        );

        assert.match(stderr, /^delivery profile: /);
        assertEverybody(stdout, role);
      });
    }

    for (const home of [...homes, 'an inherited web identity']) {
      for (const use of ['allTerminals', 'process']) {
        it(`auto for use ${use} over ${home}: every client has the role`, { skip }, async () => {
          const env = surroundings[home];
          const { rpc } = await Host.connect(context.scope, env);
          const { session } = await rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
          const ask = () =>
            rpc.sendRequest('roleassist/terminals/getEnvironment', { sessionId: session.sessionId, use });
          const { variables, delivery, reason, warning } = await ask();

          const { stdout } = await runProgram(everybody, { env: withChanges(env, variables), input: commands });

          assertEverybody(stdout, role);
          assert.ok(['endpoint', 'profile'].includes(delivery), delivery);
          assert.match(reason, /\.$/);
          assert.equal(warning, undefined);
          assert.ok(variables.every(({ value }) => value !== null));
          assert.deepEqual((await ask()).variables, variables, 'a changed variable marks every open terminal');
        });
      }
    }

    it('every client reads the generated profile the same way, whatever the user has set', { skip }, async () => {
      const { scope, sandbox } = context;
      const folder = await scope.temporaryFolder('rich');
      const AWS_CONFIG_FILE = path.join(folder, 'config');
      const names = ["it's odd $HOME & é", 'plain.name/with_all-of@them:a+b%c', 'default'];
      const profiles = names.map((name) => `[${name === 'default' ? name : `profile "${name}"`}]\n${richProfile}`);
      await writeFile(
        AWS_CONFIG_FILE,
        `${await readFile(sandbox.environment.AWS_CONFIG_FILE, 'utf8')}\n${profiles.join('\n')}`,
      );
      const env = { ...surroundings['an empty home'], AWS_CONFIG_FILE };
      const { 'aws-cli': whoAmI } = JSON.parse(commands);
      const settings = Object.fromEntries(
        [
          'region',
          'retry_mode',
          'cli_pager',
          's3.addressing_style',
          's3.max_concurrent_requests',
          'source_profile',
        ].map((setting) => [setting, [whoAmI[0], 'configure', 'get', setting]]),
      );

      for (const name of names) {
        const { code, stdout, stderr } = await runVerb(
          scope,
          ['exec', name, '--delivery', 'profile', '--', ...everybody],
          {
            env,
            input: JSON.stringify({ ...JSON.parse(commands), ...settings }),
          },
        );

        assert.equal(code, 0, stderr);
        const { region, retry_mode, cli_pager, source_profile, ...others } = JSON.parse(stdout);
        assert.deepEqual([region, retry_mode, cli_pager, source_profile], ['eu-west-3', 'adaptive', 'less -R', '']);
        assert.deepEqual([others['s3.addressing_style'], others['s3.max_concurrent_requests']], ['path', '17']);
        delete others['s3.addressing_style'];
        delete others['s3.max_concurrent_requests'];
        assertEverybody(JSON.stringify(others), role);
      }
    });

    it('keeps the other profiles unchanged, and an unusable one reports why', { skip }, async () => {
      const { scope, sandbox } = context;
      const AWS_CONFIG_FILE = path.join(await scope.temporaryFolder('others'), 'config');
      const broken =
        '[profile broken]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = nowhere\n';
      await writeFile(AWS_CONFIG_FILE, `${await readFile(sandbox.environment.AWS_CONFIG_FILE, 'utf8')}\n${broken}`);
      const env = { ...surroundings['an empty home'], AWS_CONFIG_FILE };
      for (const [profile, expected] of Object.entries({
        vendor: /^arn:aws:sts::777788889999:assumed-role\/vendor-access\//,
        home: user,
        default: role,
        // The SDK for JavaScript does not show the reason.
        broken: /could not find source profile nowhere|Could not load credentials from any providers/,
      })) {
        const command = ['env', `AWS_PROFILE=${profile}`, ...everybody];
        const { stdout, stderr } = await runVerb(scope, ['exec', 'dev', '--delivery', 'profile', '--', ...command], {
          env,
          input: commands,
        });

        assert.equal(stderr, '');
        assertEverybody(stdout, expected);
      }
    });

    it('explains why an explicitly requested endpoint would be overridden, on the wire too', async () => {
      const { rpc } = await Host.connect(context.scope, surroundings['an inherited AWS_PROFILE']);
      const { session } = await rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
      const ask = (use) =>
        rpc.sendRequest('roleassist/terminals/getEnvironment', {
          sessionId: session.sessionId,
          use,
          delivery: 'endpoint',
        });

      assert.match((await ask('process')).warning, /AWS_PROFILE is inherited/);
      assert.equal((await ask('terminal')).warning, undefined);
    });
  },
  { timeoutSeconds: 1800 },
);

function withChanges(env, variables) {
  const changed = Object.entries({ ...env, ...Object.fromEntries(variables.map(({ name, value }) => [name, value])) });
  return Object.fromEntries(changed.filter(([, value]) => value !== null));
}
