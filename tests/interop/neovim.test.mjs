// A second language client: Neovim's own, without a plug-in.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Scope } from '../../scripts/lib/main.mjs';
import { hostExecutable } from '../../scripts/lib/project.mjs';
import { LanguageFiles } from './support/language.mjs';

const script = fileURLToPath(new URL('support/editor.lua', import.meta.url));

const skip = spawnSync('nvim', ['--version']).status === 0 ? false : 'Neovim is not installed';

describe('Neovim', { timeout: 120_000, skip }, () => {
  const scope = new Scope();
  after(() => scope.close());

  it('shows diagnostics, completes, and renames in both files', async () => {
    const files = await LanguageFiles.create(scope, {
      config: '[profile base]\n[profile dev]\nsource_profile = base\nretry_mode = nonsense\n',
      credentials: '[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n',
    });
    const out = join(await scope.temporaryFolder('nvim'), 'found.json');
    await promisify(execFile)('nvim', ['--headless', '--clean', '-n', '-S', script], {
      env: { ...files.environment, TEST_FILE: files.path('config'), TEST_HOST: hostExecutable, TEST_OUT: out },
      timeout: 90_000,
    });

    const found = JSON.parse(await readFile(out, 'utf8'));
    assert.deepEqual(found.completion, ['base']);
    assert.ok(found.diagnostics.includes('InvalidValue'), String(found.diagnostics));
    assert.match(found.refused, /There is a profile 'dev' already/);
    assert.match(
      await readFile(files.path('config'), 'utf8'),
      /^\[profile root\]\n\[profile dev\]\nsource_profile = root\n/,
    );
    assert.match(await readFile(files.path('credentials'), 'utf8'), /^\[root\]\n/);
  });
});
