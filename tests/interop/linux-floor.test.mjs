// A host for release starts on RHEL 8, Debian 10 and Ubuntu 20.04: it needs no newer glibc than theirs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { before, it } from 'node:test';
import { buildHost } from '../../scripts/lib/host-build.mjs';
import { initialize, openConnection } from '../../scripts/lib/host-connection.mjs';
import { run, stop } from '../../scripts/lib/processes.mjs';
import { hostFor, target as thisTarget, version } from '../../scripts/lib/project.mjs';
import { oldLinux } from './support/old-linux.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

/** RHEL 8's. VS Code's server needs it too (https://code.visualstudio.com/docs/remote/linux). */
const floor = 'GLIBC_2.28';

const machines = [
  { target: 'linux-x64', debian: 'amd64' },
  // Takes as long as all other tests together: the host is built once more, and an emulator runs it.
  ...(process.env.ROLEASSIST_ALL_TARGETS === '1'
    ? [{ target: 'linux-arm64', debian: 'arm64', emulator: '/usr/bin/qemu-aarch64-static' }]
    : []),
];

const isNewer = (one, other) => one.localeCompare(other, 'en', { numeric: true }) > 0;

for (const machine of machines) {
  const { target, emulator } = machine;
  const isBuiltHere = target === thisTarget;
  const forRelease = {
    skip:
      (process.platform !== 'linux' && 'only Linux has glibc') ||
      (isBuiltHere &&
        process.env.ROLEASSIST_RELEASE_BUILD !== '1' &&
        'the host is linked with the C library of this machine: ROLEASSIST_RELEASE_BUILD=1 was not set'),
  };
  const asRoot = {
    skip:
      forRelease.skip ||
      (!isBuiltHere && !emulator && 'this machine has another processor') ||
      (process.getuid?.() !== 0 && 'only root can change the root file system'),
  };

  describeWithSandbox(`a host for ${target}`, (context) => {
    before(() => isBuiltHere || emulator === undefined || buildHost(target));

    it('needs no symbol of a newer glibc', forRelease, async () => {
      const { stdout } = await run('readelf', ['--wide', '--version-info', hostFor(target)]);
      const versions = [...new Set([...stdout.matchAll(/Name: (GLIBC_[\d.]+)/g)].map(([, name]) => name))];

      assert.ok(versions.includes('GLIBC_2.17'), stdout);
      assert.deepEqual(
        versions.filter((name) => isNewer(name, floor)),
        [],
      );
    });

    /** The command line of a verb on Debian 11, where nothing of this machine is visible but the sandbox's files. */
    async function onDebian(...args) {
      const { home, description } = context.sandbox;
      const command = await oldLinux(machine, home);
      const variables = {
        ...description.environment,
        HOME: home,
        PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
        ROLEASSIST_STATE_FOLDER: `${home}/roleassist`,
      };
      const settings = Object.entries(variables).map(([name, value]) => `${name}=${value.replace(home, '/home')}`);
      return ['env', '-i', ...settings, ...command(...args)];
    }
    const verb = async (...args) => runProgram(await onDebian(...args), { env: process.env });

    it('prints its version and the profiles on Debian 11', asRoot, async () => {
      assert.deepEqual(await verb('--version'), { code: 0, stdout: `roleassist ${version}\n`, stderr: '' });
      const { code, stdout, stderr } = await verb('profiles', '--json');

      assert.equal(code, 0, stderr);
      assert.match(stdout, /"dev"/);
    });

    it('gives a command on Debian 11 the credentials of a role', asRoot, async () => {
      // The kernel starts only programs of its own architecture.
      const shell = [...(emulator ? ['/emulator'] : []), '/bin/sh'];
      const command = [...shell, '-c', 'echo "$AWS_ACCESS_KEY_ID"; exit 3'];

      const { code, stdout, stderr } = await verb('exec', 'dev', '--delivery', 'environment', '--', ...command);

      assert.deepEqual({ code, stderr }, { code: 3, stderr: '' });
      assert.match(stdout, /^ASIA/);
    });

    it('serves an editor on Debian 11', asRoot, async () => {
      const [program, ...args] = await onDebian('serve', '--stdio');
      const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
      context.scope.defer(() => stop(child));
      const ended = once(child, 'exit').then(([code]) => assert.fail(`The host ended with ${code}.`));
      ended.catch(() => {}); // it also ends after the test
      const connection = await openConnection(context.scope, child);
      await Promise.race([initialize(connection), ended]);

      const { session } = await connection.sendRequest('roleassist/sessions/assume', { profile: 'dev' });

      assert.match(session.arn, /assumed-role/);
    });
  });
}
