// Checks that the host does nothing unnecessary before its first reply. Durations are measured by
// tests/benchmarks/start-up.mjs; this prevents known causes of slowness.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { Scope } from '../../scripts/lib/main.mjs';
import { run, which } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { Sandbox } from '../../scripts/lib/sandbox.mjs';
import { frame } from './support/frames.mjs';

const strace = which('strace');

it(
  'touches no OpenSSL, no socket and no AWS file before the first reply',
  { skip: !strace && 'strace was not found' },
  async (t) => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'start-up-'));
    t.after(() => rm(home, { recursive: true, force: true }));
    await mkdir(path.join(home, '.aws'));
    await writeFile(path.join(home, '.aws', 'config'), '[profile dev]\nregion = eu-central-1\n');
    const trace = path.join(home, 'trace');

    const child = spawn(
      strace,
      [
        '-f',
        '-s',
        '256',
        '-e',
        'trace=open,openat,socket,write,sendto,pwrite64,writev',
        '-o',
        trace,
        hostExecutable,
        'serve',
        '--stdio',
      ],
      { env: { PATH: process.env.PATH, HOME: home, DOTNET_EnableDiagnostics: '0' }, stdio: ['pipe', 'pipe', 'ignore'] },
    );
    const ended = once(child, 'exit');
    child.stdin.write(frame({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null } }));
    await once(child.stdout, 'data');
    child.stdin.end();
    await ended;

    const calls = (await readFile(trace, 'utf8')).split('\n');
    const reply = calls.findIndex((call) => /Content-Length/.test(call) && /write/.test(call));
    assert.ok(reply > 0, 'the trace shows the reply');
    const before = calls.slice(0, reply);
    assert.deepEqual(
      before.filter((call) => /libssl|libcrypto|openssl\.cnf|socket\(|\/\.aws\//.test(call)),
      [],
    );
  },
);

it(
  'loads no OpenSSL for a credential-process that uses the session of a host',
  { skip: !strace && 'strace was not found' },
  async (t) => {
    const scope = new Scope();
    t.after(() => scope.close());
    const sandbox = await Sandbox.start(scope);
    const trace = path.join(await scope.temporaryFolder('trace'), 'trace');
    const traced = [strace, '-f', '-e', 'trace=open,openat,connect', '-o', trace, hostExecutable];
    const command = [...traced, 'credential-process', 'dev'];
    const { stdout } = await run(hostExecutable, ['exec', 'dev', '--delivery', 'endpoint', '--', ...command], {
      env: sandbox.environment,
    });
    assert.equal(JSON.parse(stdout).Version, 1);
    const calls = await readFile(trace, 'utf8');
    assert.match(calls, /connect\(.*\.sock/, 'the host is asked');
    assert.doesNotMatch(calls, /libssl|libcrypto/);
  },
);
