// Agents, as real shells with their variables: they get a session of their own, and what only a person may do is refused.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openConnection } from '../../scripts/lib/host-connection.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { awsPrograms } from './support/aws-cli.mjs';
import { secretsIn } from './support/canary.mjs';
import { runVerb as runVerbOf } from './support/command-line.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const linuxOnly = { skip: process.platform !== 'linux' && 'only Linux tells the ancestors of a process' };
const withAws = { skip: awsPrograms.length === 0 && '`aws` was not found on PATH' };

describeWithSandbox('agents', (context) => {
  let env;
  /** Everything that was printed, and whether it was asked for credentials. @type {{ text: string, isHandOut?: boolean, isClients?: boolean }[]} */
  const printed = [];
  const hosts = [];
  /** The credentials of people, by what they are of. @type {Record<string, string>} */
  const persons = {};

  before(() => {
    env = { ...context.sandbox.environment, ROLEASSIST_KEEP_SESSIONS: 'off', AWS_REGION: 'eu-central-1' };
  });

  // A window that is still open would be asked too.
  afterEach(async () => {
    for (const host of hosts.splice(0)) {
      host.closeStdin();
      await host.ended;
      printed.push({ text: host.stderr }, { text: host.stdout.toString('utf8'), isClients: true });
    }
  });

  const quoted = (word) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

  /** Runs a line in a real bash, as an agent does. */
  async function inShell(line, variables) {
    const child = spawn('/bin/bash', ['-c', line], {
      env: { ...env, PATH: `${path.dirname(hostExecutable)}${path.delimiter}${env.PATH}`, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    printed.push({ text: stdout, isHandOut: /credential-process|env|-e |--script/.test(line) }, { text: stderr });
    return { code, stdout, stderr };
  }

  async function runVerb(...args) {
    const result = await runVerbOf(...args);
    printed.push({ text: result.stdout, isHandOut: args[1][0] === 'credential-process' }, { text: result.stderr });
    return result;
  }

  const calls = async (action) => (await context.sandbox.calls()).filter((call) => call.action === action);

  const lastAssume = async () => (await calls('AssumeRole')).at(-1);

  async function audit(...options) {
    const { stdout } = await runVerb(context.scope, ['log', '--json', ...options], { env });
    return JSON.parse(stdout).events;
  }

  function assertScoped(call, agent) {
    assert.equal(call.status, 200);
    assert.match(call.sessionName, new RegExp(`-agent-${agent}$`));
    const { Statement: statements } = JSON.parse(call.policy);
    const denied = statements.find((statement) => statement.Effect === 'Deny' && statement.NotAction);
    assert.ok(denied.NotAction.includes('ec2:Describe*') && !denied.NotAction.some((action) => action === 's3:Get*'));
  }

  const agents = [
    ['claude-code', { CLAUDECODE: '1' }],
    ['gemini-cli', { GEMINI_CLI: '1' }],
    ['my-robot', { ROLEASSIST_AGENT: 'My Robot' }],
  ];

  for (const [agent, variables] of agents) {
    it(`${agent} gets a session of its own by credential-process`, async () => {
      const { code, stdout, stderr } = await inShell('roleassist credential-process dev', variables);
      assert.equal(code, 0, stderr);
      assert.ok(JSON.parse(stdout).SessionToken);
      assertScoped(await lastAssume(), agent);
    });
  }

  it('get it by env and exec too', async () => {
    const before = (await calls('AssumeRole')).length;
    const evaluated = await inShell('eval "$(roleassist env dev --shell bash)"; echo "$AWS_ACCESS_KEY_ID"', {
      CLAUDECODE: '1',
    });
    assert.match(evaluated.stdout, /^ASIA/);
    assertScoped(await lastAssume(), 'claude-code');

    for (const delivery of ['auto', 'environment', 'endpoint', 'profile']) {
      const executed = await inShell(`roleassist exec dev --delivery ${delivery} --quiet -- env`, { CLAUDECODE: '1' });
      assert.match(executed.stdout, /^AWS_ACCESS_KEY_ID=ASIA/m, executed.stderr);
      assertScoped(await lastAssume(), 'claude-code');
    }
    assert.equal((await calls('AssumeRole')).length, before + 5);
  });

  // A shell replaces itself with its last command, so each line that needs an ancestor has another one behind it.
  it('are known by their ancestors when a child removes the variable', linuxOnly, async () => {
    const { code, stderr } = await inShell('env -u CLAUDECODE bash -c "roleassist credential-process dev"; exit $?', {
      CLAUDECODE: '1',
    });
    assert.equal(code, 0, stderr);
    assertScoped(await lastAssume(), 'claude-code');
  });

  // The shell replaces itself with its last command here, so that nothing but the agent itself is left above it.
  const scripts = [
    ['gemini-cli', 'lib/node_modules/@google/gemini-cli/dist/index.js', 'bin/gemini'],
    ['copilot-cli', 'lib/node_modules/@github/copilot/npm-loader.js', 'bin/copilot'],
    ['qwen-code', 'lib/node_modules/@qwen-code/qwen-code/cli.js'],
    [undefined, 'project/gemini.js'],
  ];

  for (const [agent, file, link] of scripts) {
    it(
      `${agent ?? 'a person'} is known by the script ${link ?? file} when nothing else is left`,
      linuxOnly,
      async () => {
        const folder = await context.scope.temporaryFolder('scripts');
        const script = path.join(folder, file);
        await mkdir(path.dirname(script), { recursive: true });
        const shell = `require('child_process').spawn('/bin/sh',
        ['-c', 'exec env -u GEMINI_CLI roleassist credential-process dev'],
        { env: { ...process.env, GEMINI_CLI: '1' }, stdio: 'inherit' })`;
        await writeFile(script, shell);
        if (link) {
          await mkdir(path.join(folder, path.dirname(link)), { recursive: true });
          await symlink(path.relative(path.dirname(path.join(folder, link)), script), path.join(folder, link));
        }
        const line = `exec ${quoted(process.execPath)} ${quoted(path.join(folder, link ?? file))} # credential-process`;
        const { code, stderr } = await inShell(line, {});
        assert.equal(code, 0, stderr);
        const call = await lastAssume();
        if (agent) {
          assertScoped(call, agent);
        } else {
          assert.equal(call.policy, undefined);
        }
      },
    );
  }

  it('get sessions of their own by run too', linuxOnly, async () => {
    const { code, stdout, stderr } = await inShell(
      `roleassist run --profiles dev --yes --json -- sh -c 'env | grep AWS_ACCESS_KEY_ID'; exit $?`,
      { CLAUDECODE: '1' },
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /AWS_ACCESS_KEY_ID=ASIA/);
    assertScoped(await lastAssume(), 'claude-code');

    const refused = await inShell('roleassist run --profiles prod-admin --confirm-production 1 -- true; exit $?', {
      CLAUDECODE: '1',
    });
    assert.equal(refused.code, 6, refused.stderr);
    assert.match(refused.stderr, /error AgentNeedsApproval/);
  });

  it('give containers what they have themselves, by docker-args', async () => {
    const { code, stdout, stderr } = await inShell(
      `roleassist exec dev --quiet -- sh -c 'roleassist docker-args dev && env | grep ACCESS_KEY'`,
      { CLAUDECODE: '1' },
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^AWS_ACCESS_KEY_ID$/m);
    assertScoped(await lastAssume(), 'claude-code');
    const none = await inShell('roleassist docker-args dev', { CLAUDECODE: '1' });
    assert.notEqual(none.code, 0);
  });

  it('cannot do what the policy denies', withAws, async () => {
    const line = (verb) =>
      `roleassist exec dev --quiet -- ${quoted(awsPrograms[0])} ${verb} --endpoint-url ${context.sandbox.description.endpoint}`;
    const asked = await inShell(line('sts get-caller-identity'), { CLAUDECODE: '1' });
    assert.match(asked.stdout, /assumed-role\/developer\/.*-agent-claude-code/);

    const denied = 'sts get-access-key-info --access-key-id AKIAIOSFODNN7EXAMPLE';
    const refused = await inShell(line(denied), { CLAUDECODE: '1' });
    assert.match(refused.stderr, /AccessDenied.*sts:GetAccessKeyInfo.*explicit deny in a session policy/s);
    const person = await inShell(line(denied), {});
    assert.doesNotMatch(person.stderr, /AccessDenied/);
  });

  it('get neither production nor keys, and spend no code', async () => {
    const spent = (await context.sandbox.calls()).filter((call) => call.hasCode).length;
    for (const profile of ['prod-admin', 'home']) {
      for (const verb of [
        `credential-process ${profile}`,
        `env ${profile} --shell bash`,
        `exec ${profile} -- true`,
        `assume ${profile}`,
        `credential-process ${profile} --mfa-code ${await context.sandbox.nextCode()}`,
      ]) {
        const { code, stdout, stderr } = await inShell(`roleassist ${verb}`, { CLAUDECODE: '1' });
        assert.equal(code, 6, `${verb}: ${stderr}`);
        assert.match(stderr, /error AgentNeedsApproval: The agent claude-code/);
        assert.doesNotMatch(stdout, /ASIA|AKIA/);
      }
    }
    for (const verb of ['login', 'console dev --print', 'vault unlock', 'vault export home']) {
      const { code, stderr } = await inShell(`roleassist ${verb}`, { CLAUDECODE: '1' });
      assert.equal(code, 6, `${verb}: ${stderr}`);
      assert.match(stderr, /error AgentNeedsApproval/);
    }
    assert.equal((await context.sandbox.calls()).filter((call) => call.hasCode).length, spent);
  });

  it('get nothing with deny, and cannot loosen it themselves', async () => {
    const denied = await inShell('roleassist credential-process dev', { CLAUDECODE: '1', ROLEASSIST_AGENTS: 'deny' });
    assert.equal(denied.code, 3, denied.stderr);
    assert.match(denied.stderr, /error AgentNotAllowed: The agent claude-code may not use 'dev'/);

    const same = await inShell('roleassist credential-process dev', { CLAUDECODE: '1', ROLEASSIST_AGENTS: 'same' });
    assert.equal(same.code, 0, same.stderr);
    assertScoped(await lastAssume(), 'claude-code');
  });

  it('get the same as a person whose own shell says so', linuxOnly, async () => {
    const { code, stderr } = await inShell(
      'CLAUDECODE=1 bash -c "roleassist credential-process dev; exit \\$?"; exit $?',
      {
        ROLEASSIST_AGENTS: 'same',
      },
    );
    assert.equal(code, 0, stderr);
    assert.equal((await lastAssume()).policy, undefined);
    assert.deepEqual((await audit('--agents')).at(-1).askedBy, { kind: 'agent', name: 'claude-code' });
  });

  it('stand in every line of the audit trail', async () => {
    await runVerb(context.scope, ['credential-process', 'dev'], { env });
    const all = await audit();
    assert.ok(all.every(({ askedBy }) => ['person', 'agent', 'unknown'].includes(askedBy.kind)));
    assert.equal(all.at(-1).askedBy.kind, process.platform === 'linux' ? 'person' : 'unknown');
    const only = await audit('--agents');
    assert.ok(only.length > 0 && only.every(({ askedBy }) => askedBy.kind === 'agent'));
    const text = await runVerb(context.scope, ['log', '--agents'], { env });
    assert.match(text.stdout, /agent/);
  });

  it('get no person’s session from a running host, but one of their own', linuxOnly, async () => {
    const { host, requests } = await editor({ agents: 'scoped' });
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    const { variables } = await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
      sessionId: session.sessionId,
      delivery: 'endpoint',
    });
    const given = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
    const person = JSON.parse(await get(given));
    remember('endpoint', person, given);

    // The agent has inherited the person's address and token.
    const script = `require('http').get(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI,
      { headers: { Authorization: process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN } },
      (answer) => { answer.pipe(process.stdout); })`;
    const ask = () => inShell(`${quoted(process.execPath)} -e ${quoted(script)}; true`, { ...given, CLAUDECODE: '1' });
    let answer;
    do {
      answer = JSON.parse((await ask()).stdout);
    } while (answer.code === 'AgentNeedsApproval');
    assert.ok(answer.AccessKeyId && answer.AccessKeyId !== person.AccessKeyId);
    assertScoped(await lastAssume(), 'claude-code');

    // The same session serves the command line.
    const assumed = (await calls('AssumeRole')).length;
    const printed = await inShell('roleassist credential-process dev; true', { CLAUDECODE: '1' });
    assert.equal(JSON.parse(printed.stdout).AccessKeyId, answer.AccessKeyId);
    assert.equal((await calls('AssumeRole')).length, assumed);
    assert.deepEqual(requests, []);

    const listed = await host.rpc.sendRequest('roleassist/sessions/list', {});
    assert.deepEqual(listed.sessions.map(({ agent }) => agent).toSorted(), ['claude-code', undefined]);
    const { handOuts } = await host.rpc.sendRequest('roleassist/agents/handOuts', { last: 1 });
    assert.equal(handOuts[0].agent, 'claude-code');
  });

  it('cannot redeem a ticket that was typed into their shell', linuxOnly, async () => {
    const { host } = await editor({ agents: 'scoped' });
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    const { text: statement } = await host.rpc.sendRequest('roleassist/terminals/getStatement', {
      shell: 'bash',
      sessionId: session.sessionId,
    });
    const [, ticket] = statement.match(/--ticket (\S+)/);
    const refused = await inShell(`roleassist env --ticket ${ticket} --shell json; exit $?`, { CLAUDECODE: '1' });
    assert.equal(refused.code, 3, refused.stderr);
    assert.match(refused.stderr, /error AgentNotAllowed: The agent claude-code cannot have your role in its shell/);

    const person = await inShell(`roleassist env --ticket ${ticket} --shell json; exit $?`, {});
    assert.equal(person.code, 0, person.stderr);
    assert.equal(JSON.parse(person.stdout).ROLEASSIST_PROFILE, 'dev');
  });

  it('are asked about in a window without a session, and refused for a while after a no', linuxOnly, async () => {
    const { host, requests } = await editor({ agents: 'scoped' });
    host.decision = 'deny';
    // The host listens a moment after its client has started.
    let refused;
    for (let round = 0; round < 100 && requests.length === 0; round++) {
      refused = await inShell('roleassist exec home -- env; exit $?', { CLAUDECODE: '1' });
    }
    assert.equal(refused.code, 3, refused.stderr);
    assert.equal(requests.length, 1);

    const again = await inShell('roleassist exec home -- env AGAIN=1; exit $?', { GEMINI_CLI: '1' });
    assert.equal(again.code, 3, again.stderr);
    assert.match(again.stderr, /error AgentNotAllowed: The user has just said no/);
    assert.equal(requests.length, 1);

    assert.deepEqual(await host.rpc.sendRequest('roleassist/approvals/letAskAgain', {}), { count: 1 });
    await inShell('roleassist exec home -- env; exit $?', { CLAUDECODE: '1' });
    assert.equal(requests.length, 2);
    await host.rpc.sendRequest('roleassist/approvals/letAskAgain', {});

    // The person reads all of a command, and is not asked about one that nobody reads.
    const long = `${'x'.repeat(7000)}\n\u001b[2K`;
    await inShell(`roleassist exec home -- env ${quoted(long)} --end; exit $?`, { CLAUDECODE: '1' });
    assert.equal(requests.length, 3);
    assert.equal(requests[2].command, `env '${'x'.repeat(7000)}␊␛[2K' --end`);
    await host.rpc.sendRequest('roleassist/approvals/letAskAgain', {});
    const longer = await inShell(`roleassist exec home -- env ${'y'.repeat(20_000)}; exit $?`, { CLAUDECODE: '1' });
    assert.equal(longer.code, 3, longer.stderr);
    assert.match(longer.stderr, /too long to be read/);
    assert.equal(requests.length, 3);
  });

  it('are asked about in every window, and one word is enough', linuxOnly, async () => {
    const windows = [await editor({ agents: 'scoped' }), await editor({ agents: 'scoped' })];
    for (const { host } of windows) {
      const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
      // It listens now.
      await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
        sessionId: session.sessionId,
        delivery: 'endpoint',
      });
    }
    const [away, here] = windows;
    const asking = inShell('roleassist exec home -- env; exit $?', { CLAUDECODE: '1' });
    await Promise.all(windows.map(({ asked }) => asked));
    const { id } = here.requests[0];
    assert.deepEqual(await here.host.rpc.sendRequest('roleassist/approvals/decide', { id, decision: 'deny' }), {
      isKnown: true,
    });
    const refused = await asking;
    assert.equal(refused.code, 3, refused.stderr);
    assert.match(refused.stderr, /may not use 'home'/);
    assert.equal(await away.ended, away.requests[0].id);

    const again = await inShell('roleassist exec home -- env; exit $?', { CLAUDECODE: '1' });
    assert.match(again.stderr, /The user has just said no/);
    assert.deepEqual([away.requests.length, here.requests.length], [1, 1]);
  });

  it('get production after a yes, which takes no further code', linuxOnly, async () => {
    const { host, requests } = await editor({ agents: 'scoped' });
    await host.rpc.sendRequest('roleassist/sessions/assume', {
      profile: 'prod-admin',
      tokenCode: await context.sandbox.nextCode(),
      mfaCodes: 'prime',
    });
    const spent = (await context.sandbox.calls()).filter((call) => call.hasCode).length;

    host.decision = 'deny';
    const refused = await inShell('roleassist exec prod-admin -- env; exit $?', { CLAUDECODE: '1' });
    assert.equal(refused.code, 3, refused.stderr);
    await host.rpc.sendRequest('roleassist/approvals/letAskAgain', {});
    host.decision = 'session';
    for (let round = 0; round < 2; round++) {
      const { code, stdout, stderr } = await inShell('roleassist exec prod-admin -- env; exit $?', { CLAUDECODE: '1' });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^AWS_ACCESS_KEY_ID=ASIA/m);
    }
    assertScoped(await lastAssume(), 'claude-code');
    assert.equal(requests.length, 2);
    assert.deepEqual(
      { ...requests[1], id: '', expires: '' },
      {
        id: '',
        agent: 'claude-code',
        profile: 'prod-admin',
        isProduction: true,
        reason: "The agent claude-code wants to use 'prod-admin', which is production.",
        expires: '',
        account: requests[1].account,
        roleArn: requests[1].roleArn,
        command: 'env',
        policy: 'agent',
      },
    );
    assert.equal((await context.sandbox.calls()).filter((call) => call.hasCode).length, spent);
  });

  it('get production by no other name of the role', linuxOnly, async () => {
    const { host, requests } = await editor({ agents: 'scoped' });
    await host.rpc.sendRequest('roleassist/sessions/assume', {
      profile: 'prod-admin',
      tokenCode: await context.sandbox.nextCode(),
      mfaCodes: 'prime',
    });
    host.decision = 'deny';
    const roleArn = 'arn:aws:iam::444455556666:role/admin';
    const device = `--mfa-serial ${context.sandbox.mfaSerial}`;
    const names = [`${roleArn} --source-profile home ${device}`, `dev --role-arn ${roleArn} ${device}`, 'prod-audit'];
    for (const [number, name] of names.entries()) {
      const { code, stdout, stderr } = await inShell(`roleassist exec ${name} -- env; exit $?`, { CLAUDECODE: '1' });
      assert.equal(code, 3, `${name}: ${stderr}`);
      assert.doesNotMatch(stdout, /AWS_ACCESS_KEY_ID=/);
      assert.equal(requests.length, number + 1, name);
      assert.ok(requests[number].isProduction);
      await host.rpc.sendRequest('roleassist/approvals/letAskAgain', {});
    }
  });

  it('get nothing through a process that has ended, and end no session of a person', linuxOnly, async () => {
    // A custom state folder would take precedence.
    const runtime = {
      ROLEASSIST_STATE_FOLDER: '',
      XDG_RUNTIME_DIR: await context.scope.temporaryFolder('run'),
      XDG_STATE_HOME: await context.scope.temporaryFolder('state'),
    };
    const { host } = await editor({ agents: 'scoped' }, runtime);
    const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
    await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
      sessionId: session.sessionId,
      delivery: 'endpoint',
    });
    const [socket] = (await readdir(path.join(runtime.XDG_RUNTIME_DIR, 'roleassist'))).filter((file) =>
      file.endsWith('.sock'),
    );
    const script = `
import json, os, socket
def ask(method, target, by_child):
    s = socket.socket(socket.AF_UNIX)
    place = os.path.join(os.environ["XDG_RUNTIME_DIR"], "roleassist", "${socket}")
    if not by_child:
        s.connect(place)
    elif (child := os.fork()) == 0:
        s.connect(place)
        os._exit(0)
    else:
        os.waitpid(child, 0)
    s.sendall(f"{method} {target} HTTP/1.1\\r\\nHost: roleassist\\r\\nConnection: close\\r\\n\\r\\n".encode())
    answer = b""
    while piece := s.recv(65536):
        answer += piece
    return answer.decode()
listed = json.loads(ask("GET", "/sessions", False).split("\\r\\n\\r\\n")[1])
ids = [value for session in listed for value in session.values() if isinstance(value, str) and len(value) == 16]
print(len(ids) > 0, [ask("GET", "/sessions/" + id, True).split()[1] for id in ids])
print(ask("DELETE", "/sessions", False).split()[1])
print([ask("DELETE", "/sessions/" + id, True).split()[1] for id in ids])`;
    const { stdout, stderr } = await inShell(`python3 -c ${quoted(script)}; true`, {
      ...runtime,
      CLAUDECODE: '1',
    });
    assert.match(stdout, /^True \['404'(, '404')*\]$/m, stderr);
    const { sessions } = await host.rpc.sendRequest('roleassist/sessions/list', {});
    assert.deepEqual(
      sessions.map(({ sessionId }) => sessionId),
      [session.sessionId],
    );
  });

  it('cannot have a host of their own say yes, or say what production is', linuxOnly, async () => {
    const config = path.join(await context.scope.temporaryFolder('config'), 'config');
    const profile =
      '\n[profile prod-dev]\nrole_arn = arn:aws:iam::888899990000:role/batch\nsource_profile = home\nservices = sandbox\n';
    await writeFile(config, (await readFile(env.AWS_CONFIG_FILE, 'utf8')) + profile);
    const files = { AWS_CONFIG_FILE: config };
    const person = await editor({ agents: 'scoped' }, files);
    const own = await editor({ agents: 'same', production: [] }, { ...files, CLAUDECODE: '1' });
    own.host.decision = 'session';
    for (const { host } of [person, own]) {
      const { session } = await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
      await host.rpc.sendRequest('roleassist/terminals/getEnvironment', {
        sessionId: session.sessionId,
        delivery: 'endpoint',
      });
    }

    const asking = inShell('roleassist exec prod-dev -- env; exit $?', { ...files, CLAUDECODE: '1' });
    await person.asked;
    // Longer than a window is given before the next one is asked.
    await delay(4_000);
    const { id } = person.requests[0];
    await person.host.rpc.sendRequest('roleassist/approvals/decide', { id, decision: 'deny' });
    const { code, stdout, stderr } = await asking;
    assert.equal(code, 3, stderr);
    assert.doesNotMatch(stdout, /AWS_ACCESS_KEY_ID=/);
    assert.deepEqual(own.requests, []);
  });

  it('have one configuration for MCP, from a window and from the command line', async () => {
    const home = await context.scope.temporaryFolder('mcp-home');
    const { host } = await editor({ agents: 'scoped' }, { HOME: home, USERPROFILE: home });
    const ask = () => host.rpc.sendRequest('roleassist/mcp/getConfiguration', { workspace: home });
    const { text: configuration, outlivesUpdates } = await ask();
    const { command, args } = JSON.parse(configuration).mcpServers.roleassist;
    assert.deepEqual(args, ['mcp', '--workspace', home]);
    assert.equal(outlivesUpdates, process.platform !== 'win32');
    assert.equal(outlivesUpdates, command.startsWith(home));
    const print = ['mcp', '--print-config', '--workspace', home];
    const { stdout } = await runVerb(context.scope, print, { env: { ...env, HOME: home, USERPROFILE: home } });
    assert.equal(stdout, configuration);
  });

  it('leave secrets nowhere but in what they asked for', async () => {
    const credentials = await readFile(context.sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
    const keys = [...credentials.matchAll(/aws_secret_access_key = (\S+)/g)].map(([, key], index) => [
      `key ${index}`,
      key,
    ]);
    assert.ok(keys.length > 0 && (Object.keys(persons).length >= 3 || process.platform !== 'linux'));
    Object.assign(persons, Object.fromEntries(keys), { seed: context.sandbox.description.mfa[0].secret });

    const given = printed
      .filter(({ isHandOut }) => isHandOut)
      .flatMap(({ text }) => [
        ...text.matchAll(
          /(?:SecretAccessKey|SessionToken|Token|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN)"?[=:] ?"?([^\s"']{20,})/g,
        ),
      ])
      .map(([, secret], index) => [`given ${index}`, secret]);
    assert.ok(given.length > 10);
    const agents = Object.fromEntries(given.filter(([, secret]) => !Object.values(persons).includes(secret)));

    printed.push({ text: JSON.stringify(await audit()) });
    for (const { text, isHandOut, isClients } of printed) {
      const found = secretsIn(text, isHandOut ? persons : { ...persons, ...agents });
      // The client of the person's host gets the token of the person's endpoint, which it puts into a terminal.
      const isAllowed = (name) => isClients && (name === 'endpoint authorization' || name.startsWith('given'));
      assert.deepEqual(
        found.filter((name) => !isAllowed(name)),
        [],
        text.slice(0, 500),
      );
    }
  });

  /** Keeps what a person was given, to search for it. */
  function remember(what, { SecretAccessKey: key, Token: token }, given) {
    Object.assign(persons, {
      [`${what} key`]: key,
      [`${what} token`]: token,
      [`${what} authorization`]: given.AWS_CONTAINER_AUTHORIZATION_TOKEN,
    });
  }

  /** A host with an editor, whose user decides about agents. */
  async function editor(initializationOptions, variables = {}) {
    const host = Host.start(context.scope, { ...env, ...variables });
    hosts.push(host);
    host.rpc = await openConnection(context.scope, host.child);
    const requests = [];
    const heard = new EventEmitter();
    const asked = once(heard, 'asked');
    const ended = once(heard, 'ended').then(([id]) => id);
    host.rpc.onNotification('roleassist/approvals/didEnd', ({ id }) => heard.emit('ended', id));
    host.rpc.onNotification('roleassist/approvals/didRequest', (request) => {
      requests.push(request);
      heard.emit('asked');
      if (host.decision === undefined) {
        return; // nobody looks at this window
      }
      host.rpc
        .sendRequest('roleassist/approvals/decide', { id: request.id, decision: host.decision })
        .catch(() => undefined); // the test may be over first
    });
    await host.rpc.sendRequest('initialize', {
      processId: process.pid,
      clientInfo: { name: 'an editor' },
      initializationOptions,
    });
    await host.rpc.sendNotification('initialized', {});
    return { host, requests, asked, ended };
  }

  const get = (given) =>
    new Promise((resolve, reject) => {
      http
        .get(
          given.AWS_CONTAINER_CREDENTIALS_FULL_URI,
          { headers: { Authorization: given.AWS_CONTAINER_AUTHORIZATION_TOKEN } },
          async (response) => resolve(Buffer.concat(await response.toArray()).toString('utf8')),
        )
        .once('error', reject);
    });
});
