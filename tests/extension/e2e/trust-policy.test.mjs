// Tests the diagnostics of trust policies in a real VS Code: squiggles, the Problems panel, and no host for other JSON.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from './editor.mjs';
import { TextEditor } from './text-editor.mjs';
import { describeInEditor } from './window.mjs';

const policy = `{
  "Version": "2008-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": ["arn:aws:iam::111122223333:role/deploy", "*"] },
      "Action": "sts:AssumeRol",
      "Condition": { "StringEqual": { "aws:PrincipalOrgID": "o-example" } }
    }
  ]
}
`;
const mistakes = ['OldVersion', 'AnyPrincipalLimited', 'UnknownAction', 'UnknownOperator'];
// A file such as package.json has a schema, which VS Code cannot download here, and says so.
const other = '{ "name": "other", "version": "1.0.0", "description": "sts:AssumeRole" }\n';

describeInEditor('trust policies', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {TextEditor} */ let text;

  before(async () => {
    window = await open({ files: { 'other.json': other, 'trust.json': policy, 'becomes.json': '\n' } });
    ({ editor, page } = window);
    text = new TextEditor(page);
  });

  it('starts no host for other JSON and says nothing about it', async () => {
    await text.open('other.json');
    await text.press('Control+End');
    await text.type(' ');
    await delay(2000); // nothing happens, which nothing shows
    assert.deepEqual(await window.hosts(), []);
    assert.equal(await page.locator('[class*="squiggly"]').count(), 0);
    await text.press('Control+Z');
  });

  it('marks the mistakes of a policy and lists them', async () => {
    await text.open('trust.json');
    await eventually('two errors in the text', async () => (await page.locator('.squiggly-error').count()) === 2);
    await eventually('two remarks in the text', async () => (await page.locator('.squiggly-info').count()) === 2);
    await editor.runCommand('Problems: Focus on Problems View');
    await eventually('the mistakes in the panel', async () => (await listed()).join() === mistakes.join());
    await editor.shots('trust-policy-problems');
    assert.equal((await window.hosts()).length, 1);
  });

  it('takes the mark of a mended mistake away', async () => {
    await page.locator('.editor-instance .view-lines').first().click();
    await text.press('Control+G');
    await editor.answer(':7:31');
    await text.type('e');
    await eventually('one error in the text', async () => (await page.locator('.squiggly-error').count()) === 1);
    await eventually(
      'three mistakes in the panel',
      async () => (await listed()).join() === mistakes.filter((code) => code !== 'UnknownAction').join(),
    );
    await editor.screenshot('trust-policy-mended');
  });

  it('marks a document that becomes a policy, and forgets it when it is closed', async () => {
    await text.open('becomes.json');
    await page.evaluate((content) => navigator.clipboard.writeText(content), policy);
    await text.press('Control+A');
    await text.press('Control+V');
    await eventually('the errors in the text', async () => (await page.locator('.squiggly-error').count()) === 2);
    await editor.runCommand('View: Close Editor');
    await eventually(
      'no mistakes of the closed document',
      async () => (await page.getByRole('treeitem').filter({ hasText: 'becomes.json' }).getByText('4').count()) === 0,
    );
  });

  /** The codes in the Problems panel, in the order of the text. */
  async function listed() {
    const rows = await page.getByRole('treeitem').allTextContents();
    const found = rows.flatMap((row) => mistakes.filter((code) => row.includes(code)));
    return mistakes.filter((code) => found.includes(code));
  }
});
