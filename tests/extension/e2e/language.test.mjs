// Tests the language service of the AWS files in a real VS Code: marks, hovers, fixes, a rename in both files, lenses.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { TextEditor } from './text-editor.mjs';
import { describeInEditor } from './window.mjs';

const mistakes = `# Ten mistakes that no tool tells at their line.
[profile broken]
role_arn = arn:aws:iam::222233334444:role/developer
source_profile = hme
region = eu-central-1
retry_mode = legacy
use_fips_endpoint = True
defaults_mode = foo
duration_secconds = 3600
endpoint_url = localhost:4566
output = jsn

[profile china]
role_arn = arn:aws-cn:iam::222233334444:role/developer
region = eu-central-1
source_profile = circle

[profile circle]
role_arn = arn:aws:iam::222233334444:role/developer
region = eu-central-1x
source_profile = china

`;
/** The first in the Problems panel, whose other rows are out of view. */
const codes = [
  'DanglingSourceProfile',
  'InvalidValue',
  'SettingMisspelt',
  'EndpointWithoutScheme',
  'PartitionMismatch',
];

describeInEditor('AWS files', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {TextEditor} */ let text;
  /** @type {string} */ let config;
  /** @type {string} */ let sample;

  before(async () => {
    window = await open();
    ({ editor, page } = window);
    text = new TextEditor(page);
    config = window.sandbox.environment.AWS_CONFIG_FILE;
    sample = await readFile(config, 'utf8');
    await writeFile(config, mistakes + sample);
  });

  it('marks ten mistakes at their lines and lists them', async () => {
    await text.open('config', config);
    assert.equal(await text.language(), 'AWS Config');
    await eventually('the mistakes in the text', async () => (await marks()) >= 10);
    await editor.runCommand('Problems: Focus on Problems View');
    await eventually('the mistakes in the panel', async () => {
      const rows = (await page.getByRole('treeitem').allTextContents()).join('\n');
      return codes.every((code) => rows.includes(code));
    });
    await editor.shots('language-mistakes');
    await editor.runCommand('View: Toggle Panel Visibility');
  });

  it('says in a hover what each SDK does with a value', async () => {
    await line('retry_mode').getByText('legacy').first().hover();
    // What the problem is comes first, what the setting is a moment later.
    const hover = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'No RegionEndpoint or ServiceURL' });
    await hover.filter({ hasText: 'How failed requests are tried again' }).first().waitFor();
    await editor.screenshot('language-hover');
  });

  it('mends a name with the quick fix, and what is certain all at once', async () => {
    await goTo('source_profile = hme', 20);
    await text.openCodeActions('Write home');
    await editor.screenshot('language-fixes');
    await page.locator('.action-widget').getByText('Write home').click();
    await line('source_profile').filter({ hasText: 'home' }).first().waitFor();
    await text.press('Escape');
    await editor.runCommand('Fix All');
    await line('use_fips_endpoint').filter({ hasText: 'true' }).first().waitFor();
    const mended = (await text.text()).split('\n');
    const changed = (mistakes + sample).split('\n').flatMap((was, i) => (was === mended[i] ? [] : [mended[i]]));
    assert.ok(changed.includes('source_profile = home'), changed.join('\n'));
    assert.ok(changed.includes('use_fips_endpoint = true'), changed.join('\n'));
    assert.ok(changed.length <= 6, changed.join('\n'));
  });

  it('completes the names of profiles', async () => {
    await goTo('source_profile = circle', 18);
    await text.press('Shift+End');
    await text.press('Delete');
    await eventually('the profiles as suggestions', async () => {
      await text.press('Control+Space');
      return text.suggestions
        .filter({ hasText: 'vendor' })
        .first()
        .waitFor({ timeout: 10_000 })
        .then(
          () => true,
          () => false,
        );
    });
    assert.equal(await text.suggestions.filter({ hasText: 'circle' }).count(), 0, 'a cycle is suggested');
    await editor.screenshot('language-completion');
    await text.type('home');
    await text.press('Escape');
  });

  it('renames a profile in both files', async () => {
    await goTo('source_profile = home', 19);
    await text.press('F2');
    const field = page.locator('.rename-box input');
    await field.waitFor();
    assert.equal(await field.inputValue(), 'home');
    await field.fill('start');
    await editor.screenshot('language-rename');
    await page.keyboard.press('Enter');
    await eventually('the new name in the text', async () => (await text.text()).includes('[profile start]'));
    await editor.runCommand('File: Save All Files');
    const credentials = window.sandbox.environment.AWS_SHARED_CREDENTIALS_FILE;
    await eventually('the new name in both files', async () => {
      const [one, other] = await Promise.all([readFile(config, 'utf8'), readFile(credentials, 'utf8')]);
      return one.includes('[profile start]') && other.includes('\n[start]\n');
    });
    const saved = await readFile(config, 'utf8');
    assert.doesNotMatch(saved, /source_profile = home|\[profile home\]/);
    assert.ok(saved.endsWith(sample.slice(-400)), 'the end of the file has changed');
  });

  it('assumes a role from the lens above its profile', async () => {
    await goTo('[profile dev]', 1);
    const lens = await lensOf('[profile dev]', 'Assume');
    await editor.shots('language-lenses');
    await lens.click();
    await editor.notification('dev is assumed').waitFor();
    await eventually('the time left in the lens', async () =>
      /\d+ (min|h)/.test(await (await lensOf('[profile dev]', '')).innerText()),
    );
    await editor.screenshot('language-assumed');
  });

  /** The lines of the editor that contain this text. */
  const line = (content) => page.locator('.editor-instance .view-line').filter({ hasText: content });

  const marks = () => page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').count();

  /** Moves the cursor to a column of the first line that begins with this text. */
  async function goTo(beginning, column) {
    await text.focus();
    const lines = (await text.text()).split('\n');
    const index = lines.findIndex((one) => one.startsWith(beginning));
    assert.notEqual(index, -1, `no line begins with ${beginning}`);
    await text.press('Control+G');
    await editor.answer(`:${index + 1}:${column}`);
  }

  /** The lens with this text above a header. */
  async function lensOf(header, label) {
    return eventually(`the lens ${label} above ${header}`, async () => {
      const top = (await line(header).first().boundingBox())?.y;
      const lenses = await page.locator('.codelens-decoration').filter({ hasText: label }).all();
      for (const lens of lenses) {
        const box = await lens.boundingBox();
        if (top && box && box.y < top && box.y > top - 40) {
          return label ? lens.getByText(label).first() : lens;
        }
      }
      return undefined;
    });
  }
});
