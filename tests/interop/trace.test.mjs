// Information for bug reports: the trace and the report of `diagnose`.
import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { runVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const onUnix = { skip: process.platform === 'win32' && 'Windows has no Unix links and modes' };

describeWithSandbox('trace', (context) => {
  const verb = (args, env = {}) => runVerb(context.scope, args, { env: { ...context.sandbox.environment, ...env } });

  it('is written to stderr with --verbose for every verb, never to stdout', async () => {
    const traced = await verb(['whoami', 'dev', '--json', '--verbose']);
    assert.equal(traced.code, 0, traced.stderr);
    JSON.parse(traced.stdout);
    assert.match(traced.stderr, /debug Tracing: RoleAssist \d.* whoami --json --verbose$/m);
    assert.match(traced.stderr, /AssumeRole at http:\/\/127\.0\.0\.1.*: 200 in \d+ ms, request id \S+$/m);
    assert.match(traced.stderr, /GetCallerIdentity at /);
    assert.equal((await verb(['profiles', '--verbose'])).code, 0);
    assert.equal((await verb(['whoami', 'dev'])).stderr, '');
  });

  it('contains the stack trace of an error', async () => {
    const { code, stderr } = await verb(['whoami', 'no-such-profile'], { ROLEASSIST_TRACE: '1' });
    assert.equal(code, 3);
    assert.match(stderr, /RoleAssistException: There is no profile/);
    assert.match(stderr, /^ +at RoleAssist\.Core\.Profiles\.ProfileSet\.\w+\(/m);
    assert.match(stderr, /^error ProfileNotFound: /m);
  });

  it('is a private file that is appended to', onUnix, async () => {
    const file = path.join(await context.scope.temporaryFolder('trace'), 'trace.log');
    await verb(['profiles'], { ROLEASSIST_TRACE: file });
    await verb(['explain', 'dev'], { ROLEASSIST_TRACE: file });
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.match(await readFile(file, 'utf8'), /: profiles$[^]*: explain$/m);
  });

  it('does not follow links, and is not written to a file that others can read', onUnix, async () => {
    const folder = await context.scope.temporaryFolder('trace');
    const [precious, link, open] = ['precious', 'link', 'open'].map((name) => path.join(folder, name));
    await writeFile(precious, 'precious');
    await symlink(precious, link);
    await writeFile(open, '');
    await chmod(open, 0o644);
    for (const target of [link, open, folder, path.join(folder, 'no', 'such')]) {
      const { code, stderr } = await verb(['profiles'], { ROLEASSIST_TRACE: target });
      assert.equal(code, 2, stderr);
      assert.match(stderr, /^error InvalidArgument: The trace cannot be written: /);
    }
    assert.equal(await readFile(precious, 'utf8'), 'precious');
  });

  const broken = [
    ['a dangling credentials file', async (aws) => symlink('/nonexistent/x', path.join(aws, 'credentials'))],
    ['a circular link as the config file', async (aws) => symlink('config', path.join(aws, 'config'))],
    [
      'folders in place of files',
      async (aws) => Promise.all(['config', 'credentials'].map((name) => mkdir(path.join(aws, name)))),
    ],
    ['a file in place of the folder', async (aws) => rm(aws, { recursive: true }).then(() => writeFile(aws, ''))],
    [
      'a dangling link as the folder',
      async (aws) => rm(aws, { recursive: true }).then(() => symlink('/nonexistent', aws)),
    ],
    ['a state folder that is a file', async () => {}, { ROLEASSIST_STATE_FOLDER: '/dev/null' }],
    ['a relative state folder', async () => {}, { ROLEASSIST_STATE_FOLDER: 'relative' }],
    ['a missing config file', async () => {}, { AWS_CONFIG_FILE: '$HOME/x' }],
    ['an incomplete key pair', async () => {}, { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }],
  ];
  for (const [name, breakIt, env = {}] of broken) {
    it(`diagnose survives and reports ${name}`, onUnix, async () => {
      const home = await context.scope.temporaryFolder('broken');
      await mkdir(path.join(home, '.aws'));
      await breakIt(path.join(home, '.aws'));
      const { stdout, stderr } = await runVerb(context.scope, ['diagnose'], {
        env: {
          PATH: process.env.PATH,
          HOME: home,
          AWS_ENDPOINT_URL_STS:
            context.sandbox.environment.AWS_ENDPOINT_URL_STS ?? context.sandbox.description.endpoint,
          ...env,
        },
      });
      assert.equal(stderr, '');
      for (const topic of ['Host', 'AWS files', 'Environment', 'Network and clock']) {
        assert.match(stdout, new RegExp(`^## ${topic}$`, 'm'));
      }
      assert.match(stdout, /\*\*(Warning|Error):\*\*/);
      assert.doesNotMatch(stdout, /A check failed/);
    });
  }

  it('diagnose survives a deleted current folder', onUnix, async () => {
    const home = await context.scope.temporaryFolder('gone');
    const { stdout } = await run(
      'sh',
      ['-c', 'mkdir gone && cd gone && rmdir ../gone && "$0" diagnose; exit 0', hostExecutable],
      {
        cwd: home,
        env: { PATH: process.env.PATH, HOME: home, ROLEASSIST_STATE_FOLDER: 'relative', AWS_CONFIG_FILE: 'config' },
      },
    );
    assert.match(stdout, /The current folder no longer exists/);
    assert.match(stdout, /^## Network and clock$/m);
  });

  it('diagnose reports no names of users, companies or hosts', onUnix, async () => {
    const home = await context.scope.temporaryFolder('private');
    await mkdir(path.join(home, '.aws'));
    await writeFile(
      path.join(home, '.aws', 'config'),
      `[profile jane.doe]
role_arn = arn:aws:iam::123456789012:role/acme-admin
source_profile = missing-jane
external_id = acme secret ext id 7781
mfa_serial = GAHT12345678
[profile hu]
sso_session = acme-corp
sso_account_id = 2222-3333-4444
sso_role_name = AcmeRole
[profile x]
role_arn = AIDAJANEDOE123456789
duration_seconds = acme-long
endpoint_url = https://sts.internal.acme.corp/
ca_bundle = /srv/acme/jane/ca.pem
this acme line means nothing
[default]
endpoint_url = https://sts.internal.acme.corp/
ca_bundle = /srv/acme/jane/ca.pem
`,
    );
    for (const format of [[], ['--json']]) {
      const { stdout } = await runVerb(context.scope, ['diagnose', ...format], {
        env: { PATH: process.env.PATH, HOME: home },
      });
      assert.doesNotMatch(stdout, /jane|acme|7781|GAHT|AIDAJ|\bhu\b|3333/i);
      assert.match(stdout, /config:/);
    }
  });
});
