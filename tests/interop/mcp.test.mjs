// `roleassist mcp` with real clients of the Model Context Protocol, of its older and newer revisions.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { before, it } from 'node:test';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { openConnection } from '../../scripts/lib/host-connection.mjs';
import { stop } from '../../scripts/lib/processes.mjs';
import { awsPrograms } from './support/aws-cli.mjs';
import { secretsIn, secretsInBytes } from './support/canary.mjs';
import { runVerb } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { connectAgent, revisions, written } from './support/mcp.mjs';
import { describeWithSandbox } from './support/suite.mjs';
import { startWitness } from './support/witness.mjs';

const linuxOnly = { skip: process.platform !== 'linux' && 'only Linux gives orphans to another process than init' };
const onUnix = { skip: process.platform === 'win32' && 'the commands are scripts for a Unix shell' };
const withAws = { skip: awsPrograms.length === 0 && '`aws` was not found on PATH' };
const identity = ['sts', 'get-caller-identity', '--output', 'json'];

describeWithSandbox('roleassist mcp', (context) => {
  let workspace;
  let outside;
  /** The secrets of the person by the name that a failure shows. @type {Record<string, string>} */
  const secrets = {};
  /** Sees what STS hands out. */
  let witness;
  const connect = (options = {}) => connectAgent(context.scope, { env: environment(), cwd: workspace, ...options });
  const ofPerson = () => ({ ...context.sandbox.environment, AWS_ENDPOINT_URL_STS: witness.endpoint });
  const environment = (changes = {}) => ({
    ...ofPerson(),
    // Other secrets of the person, and credentials that must not be used.
    GITHUB_TOKEN: 'ghp_aTokenOfThePerson0123456789',
    AWS_PROFILE: 'prod-admin',
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'anEndpointTokenOfThePerson01',
    ...changes,
  });

  before(async () => {
    witness = await startWitness(context.scope, context.sandbox.description.endpoint);
    const folder = await context.scope.temporaryFolder('agent');
    workspace = path.join(folder, 'workspace');
    outside = path.join(folder, 'outside');
    await mkdir(workspace);
    await mkdir(outside);
    await writeFile(path.join(outside, 'secret'), 'a file outside');
    const credentials = await readFile(context.sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
    secrets['secret key of the person'] = credentials.match(/aws_secret_access_key = (\S+)/)[1];
    secrets['token of GitHub'] = environment().GITHUB_TOKEN;
    secrets['token of an endpoint'] = environment().AWS_CONTAINER_AUTHORIZATION_TOKEN;
    secrets['token of the container'] = context.sandbox.description.container.authorizationToken;
    for (const { serial, secret } of context.sandbox.description.mfa) {
      secrets[`seed of ${serial}`] = secret;
    }
  });

  const script = async (name, text) => {
    await writeFile(path.join(workspace, name), text);
    return name;
  };

  for (const revision of revisions) {
    it(`serves a client of ${revision}`, onUnix, async () => {
      // The oldest client starts every server in its own folder.
      const { client, call } = await connect({ revision, args: ['--workspace', workspace] });
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map((tool) => tool.name),
        ['list_profiles', 'explain_profile', 'whoami', 'run_aws', 'run_script', 'run_in_accounts', 'audit_tail'],
      );
      for (const tool of tools) {
        assert.equal(tool.inputSchema.type, 'object');
      }

      const listed = await call('list_profiles');
      assert.match(listed.text, /^No credentials were used\.\n/);
      const who = await call('whoami', { profile: 'dev' });
      const arn = 'arn:aws:sts::222233334444:assumed-role/developer/';
      assert.ok(who.text.startsWith(`As ${arn}`), who.text);
      assert.match(
        who.text,
        /^As .*-agent-claude-code, profile dev, account 222233334444, region us-east-1, policy agent, until /,
      );
      assert.equal(who.structuredContent.account, '222233334444');
      const plan = await call('explain_profile', { profile: 'dev' });
      assert.equal(plan.structuredContent.plan.steps.length, 1);
      const ran = await call('run_script', { profile: 'dev', script: await script('exit.sh', 'echo out; exit 3') });
      assert.equal(ran.isError, true);
      assert.deepEqual([ran.structuredContent.exitCode, ran.structuredContent.stdout], [3, 'out\n']);
      const audit = await call('audit_tail', { last: 50, profile: 'dev' });
      assert.ok(
        audit.structuredContent.events.some(
          (event) => event.delivery === 'mcp' && event.requester === 'roleassist mcp (claude-code 1.2.3)',
        ),
        audit.text,
      );
      await assert.rejects(call('nothing'));
      const wrong = await call('whoami', { profil: 'dev' });
      assert.match(
        wrong.text,
        /error InvalidArgument: There is no argument 'profil'\.\nhint: Did you mean 'profile'\?/,
      );
      assert.equal((await call('whoami', { profile: 'nobody' })).isError, true);
    });
  }

  it('runs the AWS CLI with the session of the agent, whatever the person has set', withAws, async () => {
    for (const aws of awsPrograms) {
      const home = await context.scope.temporaryFolder('home-of-the-person');
      await mkdir(path.join(home, '.aws', 'cli'), { recursive: true });
      const witness = path.join(outside, `alias-${path.basename(path.dirname(aws))}`);
      await writeFile(
        path.join(home, '.aws', 'cli', 'alias'),
        `[toplevel]\nsts = !touch ${witness}\nevil = !touch ${witness}\n`,
      );
      const env = environment({
        HOME: home,
        PATH: `${path.dirname(aws)}${path.delimiter}${process.env.PATH}`,
        AWS_PAGER: `touch ${witness}`,
        AWS_ENDPOINT_URL: context.sandbox.description.endpoint,
      });
      const { call } = await connect({ env });

      const { text, structuredContent } = await call('run_aws', { profile: 'dev', arguments: identity });
      await call('run_aws', { profile: 'dev', arguments: ['evil', 'now'] });

      if (await readsTheEndpoint(aws)) {
        assert.equal(structuredContent.exitCode, 0, text);
        assert.match(JSON.parse(structuredContent.stdout).Arn, /assumed-role\/developer\/.*-agent-claude-code$/);
      }
      assert.equal(existsSync(witness), false, 'an alias or the pager of the person was run');
    }
  });

  it('limits the session to configuration and metrics, as the sandbox judges', withAws, async () => {
    const { call } = await connect();
    await call('whoami', { profile: 'dev' });

    const denied = await call('run_aws', {
      profile: 'dev',
      arguments: ['iam', 'update-access-key', '--access-key-id', 'AKIAIOSFODNN7EXAMPLE', '--status', 'Inactive'],
    });

    assert.equal(denied.isError, true);
    assert.match(denied.structuredContent.stderr, /AccessDenied|connect to the endpoint/);
  });

  it('gives a script one session, and nothing of the person', onUnix, async () => {
    const others = {
      STRIPE_KEY: 'sk_live_ofThePerson0123',
      GITHUB_PAT: 'ghp_another0123456789',
      PGPASSWORD: 'thePasswordOfThePerson',
      DATABASE_URL: 'postgres://me:thePasswordOfThePerson@db/x',
      SENTRY_DSN: 'https://0123456789abcdef@sentry.example/1',
      DOCKER_HOST: 'ssh://me@host',
    };
    const proxy = 'http://me:thePasswordOfTheProxy@127.0.0.1:9';
    const { call } = await connect({
      env: environment({ ...others, MY_TOOL: 'kept', FTP_PROXY: proxy, JAVA_HOME: '/opt/java' }),
      args: ['--pass-env', 'MY_TOOL'],
    });
    const { structuredContent } = await call('run_script', {
      profile: 'dev',
      script: await script('environment.sh', 'env; echo "home: $(ls -A "$HOME")"; cat "$AWS_CONFIG_FILE"; pwd'),
    });
    const variables = Object.fromEntries(structuredContent.stdout.split('\n').map((line) => line.split(/=(.*)/s)));

    assert.match(variables.AWS_ACCESS_KEY_ID, /^ASIA/);
    assert.equal(variables.AWS_SECRET_ACCESS_KEY, '[secret-removed]');
    assert.equal(variables.AWS_SESSION_TOKEN, '[secret-removed]');
    assert.equal(variables.AWS_REGION, 'us-east-1');
    for (const name of [
      'AWS_PROFILE',
      'GITHUB_TOKEN',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'ROLEASSIST_STATE_FOLDER',
      ...Object.keys(others),
    ]) {
      assert.equal(variables[name], undefined, name);
    }
    assert.deepEqual(
      [variables.MY_TOOL, variables.FTP_PROXY, variables.JAVA_HOME],
      ['kept', 'http://127.0.0.1:9', '/opt/java'],
    );
    assert.notEqual(variables.HOME, process.env.HOME);
    assert.match(structuredContent.stdout, /home: config\n/);
    assert.doesNotMatch(structuredContent.stdout, /role_arn|source_profile/);
    assert.ok(structuredContent.stdout.endsWith(`${workspace}\n`));
  });

  it("knows its commands as an agent's, whatever they take from their environment", onUnix, async () => {
    const { call } = await connect();
    const { HOME, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = environment();
    const files = `HOME='${HOME}' AWS_CONFIG_FILE='${AWS_CONFIG_FILE}' AWS_SHARED_CREDENTIALS_FILE='${AWS_SHARED_CREDENTIALS_FILE}'`;
    const without = 'env -u ROLEASSIST_AGENT -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN';
    const { structuredContent } = await call('run_script', {
      profile: 'dev',
      script: await script('escape.sh', `${files} exec ${without} '${hostExecutable}' whoami dev`),
    });

    assert.match(structuredContent.stdout, /assumed-role\/developer\/.*-agent-/, structuredContent.stderr);
  });

  it('takes no yes from a host that an agent has started', async () => {
    const host = Host.start(context.scope, { ...environment(), CLAUDECODE: '1' });
    host.rpc = await openConnection(context.scope, host.child);
    host.rpc.onNotification('roleassist/approvals/didRequest', ({ id }) => {
      host.rpc.sendRequest('roleassist/approvals/decide', { id, decision: 'once' }).catch(() => undefined); // the test may be over first
    });
    await host.rpc.sendRequest('initialize', { processId: process.pid, initializationOptions: { agents: 'scoped' } });
    await host.rpc.sendNotification('initialized', {});
    await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    const { call } = await connect();

    const { text } = await call('run_in_accounts', { profiles: ['dev'], arguments: identity, dryRun: false });
    assert.match(text, /^error AgentNeedsApproval: /);
    host.child.kill('SIGKILL');
    await host.ended;
  });

  it('refuses hostile arguments before anything is assumed or run', onUnix, async () => {
    await symlink(outside, path.join(workspace, 'away'));
    const env = environment({ AWS_CONFIG_FILE: await configWith(context, outside, 'untouched') });
    const { call } = await connect({ env });
    const before = (await context.sandbox.calls()).length;
    const hostile = [
      ...'--endpoint-url http://evil|--endpoint-url=http://evil|--endpoint http://evil|--end=http://evil'.split('|'),
      ...'--no-verify-ssl|--no-v|--no-sign-request|--ca-bundle x|--ca x|--profile home|--prof home'.split('|'),
      ...'--debug|--deb|--region x|--cli-input-json x|--cli-a|--no-cli-pager|--c|-x'.split('|'),
      ...'$(id)|`id`|; rm|>/tmp/x|a\nb|a\0b|/etc/passwd|../x|~/x'.split('|'),
      ...`--a file://${outside}/secret|--a file://away/secret|--a file://../outside/secret`.split('|'),
      ...'--a file://~/.aws/credentials|--a FILEB:///etc/passwd|--a k@=file:///etc/passwd|--a http://evil'.split('|'),
    ].map((words) => ['s3', 'ls', ...words.split(' ')]);
    hostile.push(
      ...[
        'configure list',
        'sso login',
        'login now',
        'sts assume-role',
        'sts get-session-token',
        'ecr get-login-password',
        'iam create-access-key',
        '--version;rm -rf',
        's3 cp s3://b/k /tmp/x',
        's3 cp s3://b/k away/x',
        's3 sync . s3://b',
        's3api get-object --bucket b --key k /tmp/x',
        'lambda invoke --function-name f /tmp/x',
        'ssm start-session --target x',
        'secretsmanager get-secret-value --secret-id x',
        's3 presign s3://b/k',
        'lambda invoke-async --function-name f --invoke-args /etc/passwd',
        'a-new-service put-it --content /etc/passwd',
        'a-new-service get-it /tmp/x',
        'iot create-certificate-from-csr --certificate-pem-out /tmp/x',
        'grafana create-workspace-api-key',
        'mwaa create-cli-token --name x',
      ].map((words) => words.split(' ')),
    );
    assert.ok(hostile.length >= 40, `${hostile.length}`);

    for (const words of hostile) {
      for (const [tool, more] of [
        ['run_aws', { profile: 'untouched' }],
        ['run_in_accounts', { profiles: ['untouched'], dryRun: false }],
      ]) {
        const { isError, text } = await call(tool, { ...more, arguments: words });
        assert.equal(isError, true, words.join(' '));
        assert.match(text, /^error InvalidArgument: .+\nhint: /s, words.join(' '));
      }
    }
    for (const name of ['../outside/x.sh', 'away/x.sh', `${outside}/x.sh`, '/bin/sh', 'none.sh', 'x.exe']) {
      const { isError } = await call('run_script', { profile: 'untouched', script: name });
      assert.equal(isError, true, name);
    }
    assert.equal((await context.sandbox.calls()).length, before);
  });

  it('lets no value become the path of a file, as the AWS CLI judges', withAws, async () => {
    for (const aws of awsPrograms) {
      const PATH = `${path.dirname(aws)}${path.delimiter}${process.env.PATH}`;
      const { call } = await connect({ env: environment({ PATH }) });
      const target = path.join(outside, 'written');
      const words = ['polly', 'synthesize-speech', '--output-format', 'mp3', '--voice-id', 'Joanna', '--text', 'a'];
      for (const flag of ['--no-paginate', '--no-any', '--output', '--query']) {
        const { isError, text } = await call('run_aws', { profile: 'dev', arguments: [...words, flag, target] });
        assert.equal(isError, true);
        assert.match(
          text,
          /outside the workspace|arguments are required: outfile|Invalid choice|invalid choice|Bad value/,
        );
      }
      const { structuredContent } = await call('run_aws', {
        profile: 'dev',
        arguments: ['ec2', 'describe-instances', '--dry-run', target],
      });
      assert.match(structuredContent.stderr, /argument --dry-run: ignored explicit argument/);
      assert.equal(existsSync(target), false);
    }
  });

  it('runs no program of the workspace', onUnix, async () => {
    const bin = path.join(workspace, 'bin');
    await mkdir(bin);
    await writeFile(path.join(bin, 'aws'), '#!/bin/sh\necho from the workspace\n');
    await chmod(path.join(bin, 'aws'), 0o755);
    const { call } = await connect({ env: environment({ PATH: `${bin}:.:${process.env.PATH}` }) });

    const { text } = await call('run_aws', { profile: 'dev', arguments: identity });

    assert.doesNotMatch(text, /from the workspace/);
  });

  it('assumes a role once for 100 calls at a time', async () => {
    const env = environment({ AWS_CONFIG_FILE: await configWith(context, outside, 'once') });
    const { call } = await connect({ env });
    const assumed = async () => (await context.sandbox.calls()).filter((one) => one.action === 'AssumeRole').length;
    const before = await assumed();

    const answers = await Promise.all(Array.from({ length: 100 }, () => call('whoami', { profile: 'once' })));

    assert.ok(
      answers.every((answer) => !answer.isError),
      answers[0].text,
    );
    assert.equal(await assumed(), before + 1);
  });

  it('runs nothing in production or in several accounts without a person', async () => {
    const { call } = await connect();
    for (const [tool, parameters] of [
      ['whoami', { profile: 'prod-admin' }],
      ['run_aws', { profile: 'prod-admin', arguments: identity }],
      ['run_in_accounts', { profiles: ['dev', 'prod-*'], arguments: identity, dryRun: false }],
    ]) {
      const { isError, text } = await call(tool, parameters);
      assert.equal(isError, true);
      assert.match(text, /^error (AgentNeedsApproval|ConfirmationRequired): /);
    }

    const { structuredContent } = await call('run_in_accounts', { profiles: ['dev', 'prod-*'], arguments: identity });
    assert.equal(structuredContent.dryRun, true);
    assert.equal(structuredContent.production, 2);
    assert.deepEqual(
      structuredContent.accounts.map((account) => account.name),
      ['dev', 'prod-admin', 'prod-audit'],
    );
  });

  it('runs in several accounts and in production when a person says yes in the editor', withAws, async () => {
    const host = Host.start(context.scope, ofPerson());
    host.rpc = await openConnection(context.scope, host.child);
    const questions = [];
    let decision = 'deny';
    host.rpc.onNotification('roleassist/approvals/didRequest', (question) => {
      questions.push(question);
      host.rpc.sendRequest('roleassist/approvals/decide', { id: question.id, decision }).catch(() => undefined); // the test may be over first
    });
    await host.rpc.sendRequest('initialize', {
      processId: process.pid,
      clientInfo: { name: 'an editor' },
      initializationOptions: { agents: 'scoped' },
    });
    await host.rpc.sendNotification('initialized', {});
    await host.rpc.sendRequest('roleassist/sessions/assume', {
      profile: 'prod-admin',
      tokenCode: await context.sandbox.nextCode(),
      mfaCodes: 'prime',
    });
    const { call } = await connect();
    const parameters = { profiles: ['dev', 'vendor'], arguments: identity, dryRun: false };

    const refused = await call('run_in_accounts', parameters);
    assert.match(refused.text, /^error AgentNotAllowed: /);
    await host.rpc.sendRequest('roleassist/approvals/letAskAgain', {});
    decision = 'once';
    const { text, structuredContent } = await call('run_in_accounts', parameters);

    assert.equal(structuredContent?.dryRun, false, text);
    assert.deepEqual(
      structuredContent.results.map((result) => result.name),
      ['dev', 'vendor'],
    );
    assert.equal(questions[0].command, `aws ${identity.join(' ')}`);
    assert.match(
      questions[0].reason,
      /The agent .+ wants to run a command in 2 accounts \(dev, vendor\), 0 of them production/,
    );

    // The person has assumed the role, so that an agent's session of it takes the yes, and no code.
    const who = await call('whoami', { profile: 'prod-admin' });
    assert.equal(who.isError, false, who.text);
    assert.match(who.structuredContent.arn, /assumed-role\/admin\/.*-agent-/);
    assert.equal(questions.at(-1).profile, 'prod-admin');
    assert.equal(questions.at(-1).isProduction, true);

    // In the middle of the work, the window is gone: the role behind the device needs the person again.
    host.child.kill('SIGKILL');
    await host.ended;
    const lost = await call('whoami', { profile: 'prod-audit' });
    assert.match(lost.text, /^error AgentNeedsApproval: /);
    assert.equal((await call('whoami', { profile: 'dev' })).isError, false);
  });

  it('uses no credentials that no session policy can limit', async () => {
    const { call } = await connect();
    for (const profile of ['home', 'sso', 'process']) {
      const { isError, text } = await call('whoami', { profile });
      assert.equal(isError, true, profile);
      assert.match(text, /^error \w+: /);
    }
  });

  it('works on when the host of a window is killed', async () => {
    const host = await Host.connect(context.scope, ofPerson());
    const { call } = await connect();
    assert.equal((await call('whoami', { profile: 'long' })).isError, false);

    host.child.kill('SIGKILL');
    await host.ended;

    const { isError, text } = await call('whoami', { profile: 'vendor' });
    assert.equal(isError, false, text);
  });

  it("keeps a user's commands from its environment, and has a name that they can see", linuxOnly, async (test) => {
    // Root reads everything, so it becomes another user.
    const folder = await context.scope.temporaryFolder('other-user');
    const other = process.getuid() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    if (other.uid) {
      await chown(folder, other.uid, other.gid);
    }
    const env = { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: '', TMPDIR: folder, SECRET: 'of-the-person' };
    const child = spawn(hostExecutable, ['mcp'], { env, cwd: folder, ...other });
    context.scope.defer(() => stop(child));
    const started = await new Promise((resolve) => {
      child.once('error', () => resolve(false));
      child.once('exit', () => resolve(false));
      readline.createInterface({ input: child.stdout }).once('line', () => resolve(true));
      child.stdin.on('error', () => {});
      child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
    });
    if (!started) {
      test.skip('another user cannot run this executable');
      return;
    }

    assert.equal(await readFile(`/proc/${child.pid}/comm`, 'utf8'), 'roleassist-mcp\n');
    const reader = spawn('cat', [`/proc/${child.pid}/environ`], { cwd: '/', ...other });
    const [code] = await once(reader, 'close');
    assert.notEqual(code, 0);
  });

  it('kills what a canceled or late command has started', onUnix, async () => {
    const { call } = await connect();
    const name = await script('sleep.sh', 'sleep 600 & echo $! > "$1"; trap "" TERM; wait; sleep 600');
    const started = path.join(workspace, 'canceled');
    const canceling = new AbortController();
    const calling = call(
      'run_script',
      { profile: 'dev', script: name, arguments: [started] },
      { signal: canceling.signal },
    );
    calling.catch(() => {});
    await until(() => existsSync(started));
    const pid = Number(await readWhenWritten(started));
    assert.ok(isRunning(pid));

    canceling.abort();

    await assert.rejects(calling);
    await until(() => !isRunning(pid));

    const late = await call('run_script', {
      profile: 'dev',
      script: await script('late.sh', 'echo before; exec sleep 600'),
      timeoutSeconds: 1,
    });
    assert.equal(late.structuredContent.timedOut, true);
    assert.equal(late.structuredContent.stdout, 'before\n');
  });

  it('ends what has left its group, and its environment, behind', linuxOnly, async () => {
    const { client, call } = await connect();
    const detach = `setsid env -i sh -c "sh -c 'echo \\$\\$ > $1; exec sleep 600' &" > /dev/null 2>&1`;
    const other = call('run_script', {
      profile: 'dev',
      script: await script('other.sh', `setsid sh -c "echo \\$\\$ > $1; exec sleep 600" & sleep 600`),
      arguments: [path.join(workspace, 'of-another')],
    });
    other.catch(() => {});
    await until(() => existsSync(path.join(workspace, 'of-another')));
    const ofAnother = Number(await readWhenWritten(path.join(workspace, 'of-another')));

    const ends = [
      ['ended', 'exit 0', (parameters) => call('run_script', parameters)],
      ['late', 'sleep 600', (parameters) => call('run_script', { ...parameters, timeoutSeconds: 2 })],
      [
        'canceled',
        'sleep 600',
        async (parameters, file) => {
          const canceling = new AbortController();
          const calling = call('run_script', parameters, { signal: canceling.signal });
          await until(() => existsSync(file));
          canceling.abort();
          await assert.rejects(calling);
        },
      ],
    ];
    for (const [how, last, run] of ends) {
      const file = path.join(workspace, `detached-${how}`);
      const name = await script(`detach-${how}.sh`, `${detach}\nuntil [ -s $1 ]; do sleep 0.1; done\n${last}`);
      await run({ profile: 'dev', script: name, arguments: [file] }, file);
      const pid = Number(await readWhenWritten(file));
      await until(() => !isRunning(pid));
      assert.ok(isRunning(ofAnother), 'what another command has started runs on');
    }

    await client.close();
    await until(() => !isRunning(ofAnother));
  });

  it('leaves alone what the helper of a credential_process has left behind before', linuxOnly, async () => {
    const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = context.sandbox.environment;
    const keys = await readFile(credentials, 'utf8');
    const [, id] = keys.match(/aws_access_key_id = (\S+)/);
    const [, secret] = keys.match(/aws_secret_access_key = (\S+)/);
    const [file, helper, own] = ['of-helper', 'helper.sh', 'config'].map((name) => path.join(outside, name));
    await writeFile(
      helper,
      `env -i setsid sh -c 'echo $$ > ${file}; exec sleep 600' < /dev/null > /dev/null 2>&1 &
until [ -s ${file} ]; do sleep 0.1; done
echo '{"Version":1,"AccessKeyId":"${id}","SecretAccessKey":"${secret}"}'\n`,
    );
    await writeFile(
      own,
      `${await readFile(config, 'utf8')}
[profile helped]
role_arn = arn:aws:iam::222233334444:role/developer
source_profile = helper
region = us-east-1
services = sandbox
[profile helper]
credential_process = sh ${helper}\n`,
    );
    const { call } = await connect({ env: environment({ AWS_CONFIG_FILE: own }) });
    const parameters = { profile: 'helped', script: await script('nothing.sh', 'true') };

    const { isError, text } = await call('run_script', parameters);
    assert.ok(!isError, text);
    const pid = Number(await readWhenWritten(file));
    context.scope.defer(() => process.kill(pid));
    await call('run_script', parameters);

    assert.ok(isRunning(pid));
  });

  it('ends with its client, and so do its commands', onUnix, async () => {
    const { client, call } = await connect();
    const started = path.join(workspace, 'left');
    const calling = call('run_script', {
      profile: 'dev',
      script: await script('left.sh', 'sleep 600 & echo $! > "$1"; wait'),
      arguments: [started],
    });
    calling.catch(() => {});
    await until(() => existsSync(started));
    const pid = Number(await readWhenWritten(started));

    await client.close();

    await until(() => !isRunning(pid));
  });

  it('cuts long output between characters, and says so', onUnix, async () => {
    const { call } = await connect();
    const { text, structuredContent } = await call('run_script', {
      profile: 'dev',
      script: await script('long.sh', 'yes äöü | head -c 300001'),
    });

    assert.ok(Buffer.byteLength(structuredContent.stdout) <= 64 * 1024);
    assert.match(structuredContent.stdout, /^(äöü\n)+ä?ö?ü?$/);
    assert.equal(structuredContent.cutBytes, 300_001 - 64 * 1024);
    assert.match(text, /--- stdout was cut: \d+ more bytes/);
  });

  it('has no secret in the whole transcript, however a command prints it', onUnix, async () => {
    const { call, transcript } = await connect();
    const keys = path.join(outside, 'keys');
    const name = await script(
      'canary.sh',
      [
        'printf "%s\\n%s\\n" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" > "$1"',
        'env; env >&2',
        'printf %s "$AWS_SESSION_TOKEN" | base64 -w0; echo',
        'printf "x%s" "$AWS_SECRET_ACCESS_KEY" | base64 -w0; echo',
        'printf %s "$AWS_SECRET_ACCESS_KEY" | od -An -tx1 -v | tr -d " \\n"; echo',
        'printf %s "$AWS_SESSION_TOKEN" | base64; printf %s "$AWS_SESSION_TOKEN" | fold -w 20; echo',
        'printf %s "$AWS_SESSION_TOKEN" | base32; printf %s "$AWS_SECRET_ACCESS_KEY" | rev; echo',
        'for how in -x -b -c -tx1 -tx4 -tu1; do printf %s "$AWS_SECRET_ACCESS_KEY" | od $how; done',
        'printf %s "$AWS_SECRET_ACCESS_KEY" | head -c 20; echo; echo; printf %s "$AWS_SECRET_ACCESS_KEY" | tail -c 20; echo',
        'printf %s "$AWS_SECRET_ACCESS_KEY" | head -c 20; sleep 0.2; printf %s "$AWS_SECRET_ACCESS_KEY" | tail -c +21; echo',
        'head -c 65500 /dev/zero | tr "\\0" x; echo "$AWS_SECRET_ACCESS_KEY"',
      ].join('\n'),
    );
    await call('run_script', { profile: 'dev', script: name, arguments: [keys] });
    await call('run_in_accounts', { profiles: ['dev'], arguments: identity });
    for (const tool of ['list_profiles', 'audit_tail']) {
      await call(tool);
    }
    const [key, token] = (await readFile(keys, 'utf8')).split('\n');
    const all = { ...secrets, 'secret key of the agent': key, 'session token of the agent': token };
    assert.ok(key.length >= 30 && token.length >= 30);

    const text = transcript.join('\n');
    assert.match(text, /\[secret-removed\]/);
    assert.deepEqual(secretsIn(text, all), []);
    const hexadecimal = Buffer.from(key).toString('hex');
    assert.equal(text.includes(hexadecimal), false);

    // Without what separates, halves too.
    const dense = text.replaceAll(/\\n|\s/g, '');
    const reversed = [...key].toReversed().join('');
    for (const part of [key.slice(0, 20), key.slice(-20), token.slice(-60), reversed.slice(0, 20)]) {
      assert.equal(dense.includes(part), false, 'a part of a secret was printed');
      assert.equal(dense.includes(Buffer.from(part).toString('base64').slice(4, -4)), false);
    }
    const words = [...key.matchAll(/[^]{2}/g)].map(([pair]) => Buffer.from(pair).readUInt16LE().toString(16));
    assert.equal(dense.includes(words.slice(2, 8).join('')), false, 'the words of od -x were printed');
  });

  it('writes nothing but the protocol, and answers broken lines', async () => {
    const child = spawn(hostExecutable, ['mcp'], { env: environment(), cwd: workspace });
    context.scope.defer(() => stop(child));
    const lines = [];
    const output = readline.createInterface({ input: child.stdout });
    output.on('line', (line) => lines.push(JSON.parse(line)));
    const ended = new Promise((resolve) => child.once('close', resolve));

    child.stdin.write('not json\n[{"jsonrpc":"2.0","id":1,"method":"ping"}]\n\u0000\n');
    child.stdin.write(`${'x'.repeat(5 * 1024 * 1024)}\n`);
    child.stdin.write(
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"whoami","arguments":{"profile":"dev"}}}\n',
    );
    child.stdin.end('{"jsonrpc":"2.0","id":3,"method":"ping"}');

    assert.equal(await ended, 0);
    const codes = lines.filter((line) => line.error).map((line) => line.error.code);
    assert.deepEqual(codes, [-32700, -32600, -32700, -32600]);
    assert.ok(lines.some((line) => line.id === 3 && line.result));
  });

  it('follows what the person has configured as production, and says so', async () => {
    const alone = await connect();
    const { structuredContent: byDefault } = await alone.call('list_profiles');
    assert.equal(byDefault.productionRules, 'default');
    assert.equal(byDefault.profiles.find(({ name }) => name === 'vendor').production, false);

    const host = Host.start(context.scope, ofPerson());
    host.rpc = await openConnection(context.scope, host.child);
    const questions = [];
    host.rpc.onNotification('roleassist/approvals/didRequest', (question) => {
      questions.push(question);
      host.rpc.sendRequest('roleassist/approvals/decide', { id: question.id, decision: 'deny' }).catch(() => undefined); // the test may be over first
    });
    await host.rpc.sendRequest('initialize', {
      processId: process.pid,
      initializationOptions: { agents: 'scoped', production: ['vendor'] },
    });
    await host.rpc.sendNotification('initialized', {});
    await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });

    const { call } = await connect();
    const { structuredContent: configured } = await call('list_profiles');
    assert.equal(configured.productionRules, 'configured');
    assert.equal(configured.profiles.find(({ name }) => name === 'vendor').production, true);
    assert.equal(configured.profiles.find(({ name }) => name === 'prod-admin').production, false);
    const { structuredContent: plan } = await call('run_in_accounts', { profiles: ['vendor'], arguments: identity });
    assert.deepEqual([plan.productionRules, plan.production], ['configured', 1]);

    // The person's no, not the session that this process would have got by itself.
    const { text } = await call('whoami', { profile: 'vendor' });
    assert.match(text, /^error AgentNotAllowed: /);
    assert.equal(questions.at(-1).profile, 'vendor');
    host.child.kill('SIGKILL');
    await host.ended;
  });

  it('prints what a client needs to start it', async () => {
    for (const [format, member] of [
      ['standard', 'mcpServers'],
      ['vscode', 'servers'],
    ]) {
      const { stdout, code } = await runVerb(
        context.scope,
        ['mcp', '--print-config', '--format', format, '--workspace', workspace, '--policy-preset', 'agent+logs'],
        { env: environment() },
      );
      assert.equal(code, 0);
      const { roleassist } = JSON.parse(stdout)[member];
      assert.deepEqual(roleassist.args, ['mcp', '--workspace', workspace, '--policy-preset', 'agent+logs']);
      assert.ok(path.isAbsolute(roleassist.command));
    }
    const passed = await runVerb(context.scope, ['mcp', '--print-config', '--pass-env', 'MY_TOOL'], {
      env: environment(),
    });
    assert.deepEqual(JSON.parse(passed.stdout).mcpServers.roleassist.args, ['mcp', '--pass-env', 'MY_TOOL']);
    for (const wrong of [
      ['--policy-preset', 'no-iam'],
      ['--pass-env', 'AWS_PROFILE'],
    ]) {
      const refused = await runVerb(context.scope, ['mcp', ...wrong], { env: environment() });
      assert.equal(refused.code, 2);
    }
  });

  it('has written none of the secrets that were handed out during all these tests', () => {
    const all = { ...secrets, ...witness.secrets };
    assert.ok(Object.keys(witness.secrets).length >= 10, 'the witness has seen sessions');
    assert.ok(written.length > 100, 'the servers have written something');
    assert.deepEqual(secretsInBytes(Buffer.concat(written), all), []);
  });
});

/** A copy of the sandbox's config with one more profile that is dev's role under a name of its own. */
async function configWith(context, folder, profile) {
  const config = await readFile(context.sandbox.environment.AWS_CONFIG_FILE, 'utf8');
  const role = config.match(/\[profile dev\]\n([^[]*)/)[1];
  const file = path.join(folder, `config-${profile}`);
  await writeFile(file, `${config}\n[profile ${profile}]\n${role}\nrole_session_name = ${profile}\n`);
  return file;
}

async function readsTheEndpoint(aws) {
  const { execFileSync } = await import('node:child_process');
  const [, major, minor] = execFileSync(aws, ['--version'], { encoding: 'utf8' })
    .match(/aws-cli\/(\d+)\.(\d+)/)
    .map(Number);
  return major === 1 ? minor >= 29 : minor >= 13;
}

async function readWhenWritten(file) {
  let text = '';
  await until(async () => (text = await readFile(file, 'utf8')).endsWith('\n'));
  return text;
}

/** Polls, because the kernel does not tell. The suite's limit ends it. */
async function until(condition) {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
