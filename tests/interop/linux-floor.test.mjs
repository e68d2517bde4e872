// A host for release starts on RHEL 8, Debian 10 and Ubuntu 20.04: it needs no newer glibc than theirs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { it } from 'node:test';
import { initialize, openConnection } from '../../scripts/lib/host-connection.mjs';
import { run, stop } from '../../scripts/lib/processes.mjs';
import { hostExecutable, version } from '../../scripts/lib/project.mjs';
import { oldLinux } from './support/old-linux.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

/** RHEL 8's. VS Code's server needs it too (https://code.visualstudio.com/docs/remote/faq). */
const floor = 'GLIBC_2.28';

const forRelease = {
  skip:
    (process.platform !== 'linux' && 'only Linux has glibc') ||
    (process.env.ROLEASSIST_RELEASE_BUILD !== '1' &&
      'the host is linked with the C library of this machine: ROLEASSIST_RELEASE_BUILD=1 was not set'),
};
const inOldRoot = {
  skip:
    forRelease.skip ||
    (process.arch !== 'x64' && 'the old Debian is one for x64') ||
    (process.getuid?.() !== 0 && 'only root can change the root file system'),
};

const isNewer = (one, other) => one.localeCompare(other, 'en', { numeric: true }) > 0;

it('needs no symbol of a newer glibc', forRelease, async () => {
  const { stdout } = await run('readelf', ['--wide', '--version-info', hostExecutable]);
  const versions = [...new Set([...stdout.matchAll(/Name: (GLIBC_[\d.]+)/g)].map(([, name]) => name))];

  assert.ok(versions.includes('GLIBC_2.14'), stdout);
  assert.deepEqual(
    versions.filter((name) => isNewer(name, floor)),
    [],
  );
});

describeWithSandbox('on Debian 11', (context) => {
  /** Runs a verb where the sandbox's files are in /home and nothing else of this machine is visible. */
  async function oldRoot() {
    const { home, description } = context.sandbox;
    const names = Object.entries(description.environment).map(([name, value]) => [name, value.replace(home, '/home')]);
    const env = { ...Object.fromEntries(names), HOME: '/home', PATH: '/bin', ROLEASSIST_STATE_FOLDER: '/home/state' };
    const { command, host } = await oldLinux(hostExecutable, home);
    const prefix = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`);
    const commandLine = (...args) => command('/bin/sh', '-c', [...prefix, 'exec "$0" "$@"'].join('\n'), host, ...args);
    return { commandLine, verb: (...args) => runProgram(commandLine(...args), { env: process.env }) };
  }

  it('prints its version and the profiles', inOldRoot, async () => {
    const { verb } = await oldRoot();

    assert.deepEqual(await verb('--version'), { code: 0, stdout: `roleassist ${version}\n`, stderr: '' });
    const { code, stdout, stderr } = await verb('profiles', '--json');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /"dev"/);
  });

  it('gives a command the credentials of a role', inOldRoot, async () => {
    const { verb } = await oldRoot();
    const script = 'echo "$AWS_ACCESS_KEY_ID"; exit 3';

    const { code, stdout, stderr } = await verb(
      'exec',
      'dev',
      '--delivery',
      'environment',
      '--',
      '/bin/sh',
      '-c',
      script,
    );

    assert.deepEqual({ code, stderr }, { code: 3, stderr: '' });
    assert.match(stdout, /^ASIA/);
  });

  it('serves an editor', inOldRoot, async () => {
    const { commandLine } = await oldRoot();
    const [program, ...args] = commandLine('serve', '--stdio');
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    context.scope.defer(() => stop(child));
    const connection = await openConnection(context.scope, child);
    await initialize(connection);

    const { session } = await connection.sendRequest('roleassist/sessions/assume', { profile: 'dev' });

    assert.match(session.arn, /assumed-role/);
  });
});
