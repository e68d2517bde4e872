// Crashes of processes that hold credentials, with a limit that lets everybody write core files.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { Host } from './support/host.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const onLinux = { skip: process.platform !== 'linux' && 'other systems keep cores elsewhere' };
const signals = ['SIGSEGV', 'SIGABRT'];

describeWithSandbox('a crash', (context) => {
  /** Where a process that crashes leaves its core. */
  let folder;
  /** Starts the host in that folder, without a limit for its core. */
  let program;

  const environment = (changes) => ({ ...context.sandbox.environment, ...changes });

  before(async () => {
    folder = await context.scope.temporaryFolder('cores');
    program = path.join(await context.scope.temporaryFolder('program'), 'roleassist');
    await writeFile(
      program,
      `#!/bin/sh\nulimit -Sc unlimited\ncd ${folder}\nexec \${UNDER_TEST-${hostExecutable}} "$@"\n`,
      { mode: 0o755 },
    );
  });

  /** Ends a process by a signal. The runtime may handle the first one itself, and leaves the next to the system. */
  async function crash(pid, signal, ended) {
    process.kill(pid, signal);
    const again = setInterval(() => process.kill(pid, signal), 500);
    const by = await ended;
    clearInterval(again);
    assert.equal(by, signal);
  }

  /** Waits until a process is connected to the sandbox: then it has read the keys. */
  async function asksAws() {
    const port = Number(new URL(context.sandbox.description.endpoint).port).toString(16).toUpperCase().padStart(4, '0');
    // The columns of proc_net_tcp(5): remote address, and 01 for an established connection. .NET uses sockets of IPv6.
    const connected = new RegExp(`^ *\\d+: \\w+:\\w+ \\w+:${port} 01 `, 'm');
    while (!connected.test(await readFile('/proc/net/tcp6', 'utf8'))) {
      await delay(20);
    }
  }

  const endOf = (child) => new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

  it('leaves a core file here, so that the tests below are meaningful', onLinux, async (test) => {
    const child = spawn(program, ['60'], { env: environment({ UNDER_TEST: 'sleep', SECRET: 'in-the-core' }) });
    await delay(500);
    await crash(child.pid, 'SIGSEGV', endOf(child));
    const [core] = await readdir(folder);
    if (!core) {
      test.skip('this machine keeps core files elsewhere');
      return;
    }
    assert.ok((await readFile(path.join(folder, core))).includes('in-the-core'));
    folder = await context.scope.temporaryFolder('cores');
    await writeFile(program, (await readFile(program, 'utf8')).replace(/^cd .*$/m, `cd ${folder}`));
  });

  for (const signal of signals) {
    it(`by ${signal} of a host with a session and an open vault leaves none`, onLinux, async () => {
      const state = await context.scope.temporaryFolder('state');
      const env = environment({ ROLEASSIST_VAULT: 'file', ROLEASSIST_STATE_FOLDER: state });
      const host = await Host.connect(context.scope, env, { program });
      await host.rpc.sendRequest('roleassist/sessions/assume', { profile: 'dev' });
      await host.rpc.sendRequest('roleassist/vault/create', { passphrase: 'a long passphrase' });

      await crash(
        host.pid,
        signal,
        host.ended.then((end) => end.signal),
      );

      assert.deepEqual(await readdir(folder), []);
    });

    it(`by ${signal} of exec, before it is replaced, leaves none`, onLinux, async () => {
      await context.sandbox.fault('delay', '--action', 'AssumeRole', '--seconds', '60');
      const child = spawn(program, ['exec', 'dev', '--no-keep', '--', 'true'], { env: environment(), stdio: 'ignore' });
      await asksAws();

      await crash(child.pid, signal, endOf(child));

      assert.deepEqual(await readdir(folder), []);
    });
  }
});
