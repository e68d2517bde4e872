// `sandbox`: it ends with the process that started it, and leaves behind only what it was told to keep.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { it } from 'node:test';
import { run } from '../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { startVerb } from './support/command-line.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const endings = [
  ['its stdin closes', (child) => child.stdin.end()],
  ['it receives SIGTERM', (child) => child.kill('SIGTERM')],
  ['the user presses Ctrl+C', (child) => child.kill('SIGINT')],
];

describeWithSandbox('sandbox', (context) => {
  for (const [when, end] of endings) {
    const skip = process.platform === 'win32' && when !== endings[0][0] && 'Windows has no signals';
    it(`ends when ${when}, and its temporary home with it`, { skip }, async () => {
      const temporary = await context.scope.temporaryFolder('tmp');
      const env = { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary };
      const { child, firstLine, ended } = startVerb(context.scope, ['sandbox'], { env });
      const { home, endpoint } = JSON.parse(await firstLine);
      assert.deepEqual((await readdir(home)).sort(), ['.aws', '.roleassist-sandbox']);

      end(child);

      const { stderr } = await ended;
      assert.equal(stderr, when === endings[0][0] ? 'The sandbox stops, because its stdin was closed.\n' : '');
      assert.deepEqual(await readdir(temporary), []);
      await assert.rejects(fetch(endpoint), 'the sandbox still listens');
    });
  }

  it('starts in a deleted folder', { skip: process.platform === 'win32' }, async () => {
    const folder = await context.scope.temporaryFolder('removed');

    const { stdout } = await run('sh', ['-c', 'cd "$1" && rmdir "$1" && exec "$0" sandbox', hostExecutable, folder]);

    assert.match(JSON.parse(stdout).endpoint, /^http:\/\/127\.0\.0\.1:/);
  });

  it('keeps a given home folder, except for the file that marks it as running', async () => {
    const home = await context.scope.temporaryFolder('kept');
    const { child, firstLine, ended } = startVerb(context.scope, ['sandbox', '--home', home], { env: process.env });
    await firstLine;

    child.stdin.end();

    assert.equal((await ended).code, 0);
    const kept = await readdir(`${home}/.aws`);
    assert.deepEqual(
      ['config', 'credentials'].filter((file) => !kept.includes(file)),
      [],
    );
    assert.ok(!(await readdir(`${home}/.roleassist-sandbox`)).includes('running.json'));
  });
});
