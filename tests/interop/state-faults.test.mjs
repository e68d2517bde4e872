// A state folder that is damaged, full or closed: every verb answers in sentences, and work goes on in memory.
import assert from 'node:assert/strict';
import { chmod, chown, cp, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { noKeyring, startKeyring } from '../support/keyring.mjs';
import { runVerb } from './support/command-line.mjs';
import { runProgram } from './support/programs.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const stranger = 12_002;
const withKeyring = { skip: noKeyring || (process.platform === 'win32' && 'Windows has neither links nor pipes') };
const asRoot = { skip: process.getuid?.() !== 0 && 'only root can act for another user, or mount a disk' };

/** What can be at the place of a file. Each gets the file's path and its content. */
const faults = {
  'is cut off': async (file, content) => writeFile(file, content.subarray(0, content.length / 2), { mode: 0o600 }),
  'is empty': async (file) => writeFile(file, '', { mode: 0o600 }),
  'is random bytes': async (file) => writeFile(file, Buffer.from('8f00ff1b'.repeat(500), 'hex'), { mode: 0o600 }),
  'is JSON of a newer version': async (file) => writeFile(file, '{"version":99,"entries":[]}', { mode: 0o600 }),
  'is JSON with nothing in it': async (file) => writeFile(file, '[null]', { mode: 0o600 }),
  'is JSON of something else': async (file) => writeFile(file, '[{}]', { mode: 0o600 }),
  'has a header of a newer version': async (file, content) =>
    writeFile(file, Buffer.from(content.map((byte, index) => (index < 8 ? byte + 1 : byte))), { mode: 0o600 }),
  'has a length of 1 GB': async (file, content) => {
    await writeFile(file, content, { mode: 0o600 });
    await truncate(file, 2 ** 30);
  },
  'is a pipe': async (file) => run('mkfifo', ['-m', '600', file]),
  'is a folder': async (file) => mkdir(file),
  'is a link': async (file, content) => {
    await writeFile(`${file}.elsewhere`, content, { mode: 0o600 });
    await symlink(`${file}.elsewhere`, file);
  },
  'belongs to another user': async (file, content) => {
    await writeFile(file, content, { mode: 0o600 });
    await chown(file, stranger, stranger);
  },
};

/** The verbs that read what is kept, and how they may end: done, or a reason in words. */
const verbs = [
  ['sessions', '--json'],
  ['vault', 'list', '--json'],
  ['vault', 'status', '--json'],
  ['credential-process', 'dev'],
  ['diagnose'],
  ['end', '--all'],
];

const allowed = new Set([0, 3, 6]);

describeWithSandbox('the state folder', (context) => {
  /** @type {NodeJS.ProcessEnv} */ let env;
  let state;

  /** Runs a verb, which must end by itself with done or with an error that is a sentence. */
  async function inWords(args, options = {}) {
    const { code, stdout, stderr } = await runVerb(context.scope, args, { env, ...options });
    assert.ok(allowed.has(code), `${args.join(' ')}: ${code}\n${stdout}${stderr}`);
    assert.doesNotMatch(stderr, /error Internal|Exception|^ {3}at /m, args.join(' '));
    return { code, stdout, stderr };
  }

  before(async () => {
    if (withKeyring.skip) {
      return;
    }
    const home = await context.scope.temporaryFolder('home');
    state = path.join(home, 'state');
    env = {
      ...context.sandbox.environment,
      ...(await startKeyring(context.scope, home)),
      ROLEASSIST_STATE_FOLDER: state,
    };
    env.HOME = home;
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
      const copy = path.join(home, path.basename(env[name]));
      await cp(env[name], copy);
      env[name] = copy;
    }
    assert.equal((await inWords(['vault', 'import', 'home'])).code, 0);
  });

  for (const name of ['sessions.v1', 'vault-index.json']) {
    for (const [what, harm] of Object.entries(faults)) {
      const skip = withKeyring.skip || (what.includes('another user') && asRoot.skip);
      it(`goes on when ${name} ${what}`, { skip }, async () => {
        await inWords(['credential-process', 'dev']);
        const file = path.join(state, name);
        const content = await readFile(file);
        await rm(file);
        await harm(file, content);

        for (const verb of verbs) {
          const { code, stderr } = await inWords(verb);
          if (verb[0] === 'credential-process') {
            assert.equal(code, 0, stderr);
          }
        }

        await rm(file, { recursive: true, force: true });
        await rm(`${file}.elsewhere`, { force: true });
        if (name === 'vault-index.json') {
          await writeFile(file, content, { mode: 0o600 });
        }
      });
    }
  }

  it('is closed, and this user is not root', asRoot, async () => {
    const folder = await context.scope.temporaryFolder('closed');
    const closed = path.join(folder, 'state');
    await mkdir(closed);
    const own = { PATH: process.env.PATH, HOME: folder, ROLEASSIST_STATE_FOLDER: closed };
    for (const [name, value] of Object.entries(context.sandbox.environment).filter(([key]) => key.startsWith('AWS_'))) {
      own[name] = value;
    }
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
      own[name] = path.join(folder, path.basename(context.sandbox.environment[name]));
      await cp(context.sandbox.environment[name], own[name]);
    }
    const program = path.join(folder, 'roleassist');
    await cp(hostExecutable, program);
    await run('chown', ['-R', `${stranger}:${stranger}`, folder]);
    await chmod(closed, 0);
    const asUser = ['setpriv', `--reuid=${stranger}`, `--regid=${stranger}`, '--clear-groups', program];

    for (const verb of [...verbs, ['exec', 'dev', '--', 'true'], ['whoami', 'dev']]) {
      const { code, stdout, stderr } = await runProgram([...asUser, ...verb], { env: own, cwd: '/' });
      assert.ok(allowed.has(code), `${verb.join(' ')}: ${code}\n${stdout}${stderr}`);
      assert.doesNotMatch(stderr, /error Internal|Exception|^ {3}at /m);
      if (['credential-process', 'exec', 'whoami'].includes(verb[0])) {
        assert.equal(code, 0, stderr);
      }
    }
  });

  for (const [what, options] of Object.entries({ full: 'size=64k', 'read-only': 'size=64k' })) {
    it(`is on a ${what} disk`, { skip: withKeyring.skip || asRoot.skip }, async (test) => {
      const disk = path.join(await context.scope.temporaryFolder('disk'), 'state');
      await mkdir(disk, { mode: 0o700 });
      const mounted = await runProgram(['mount', '-t', 'tmpfs', '-o', `${options},mode=700`, 'tmpfs', disk]);
      if (mounted.code !== 0) {
        test.skip('this machine does not let root mount a disk');
        return;
      }
      try {
        await cp(path.join(state, 'vault-index.json'), path.join(disk, 'vault-index.json'));
        if (what === 'full') {
          await writeFile(path.join(disk, 'filler'), Buffer.alloc(1_000_000)).catch(() => {});
        } else {
          await run('mount', ['-o', 'remount,ro', disk]);
        }
        for (const verb of [...verbs, ['exec', 'dev', '--', 'true'], ['whoami', 'dev']]) {
          const { code, stderr } = await inWords(verb, { env: { ...env, ROLEASSIST_STATE_FOLDER: disk } });
          if (['credential-process', 'exec', 'whoami'].includes(verb[0])) {
            assert.equal(code, 0, stderr);
          }
        }
      } finally {
        await run('umount', ['--lazy', disk]);
      }
    });
  }
});
