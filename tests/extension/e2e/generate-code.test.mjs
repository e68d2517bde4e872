// Tests credential code in a real VS Code: by prefix, by command, with tab stops, and as a replacement of hard-coded
// keys.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { TextEditor } from './text-editor.mjs';
import { describeInEditor } from './window.mjs';

const keys = `# A script from long ago.
$id = 'AKIAQWERTYUIOPASDFGH'
$secretKey = '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'
Set-AWSCredential -AccessKey $id -SecretKey $secretKey
`;

const settings = { 'editor.wordBasedSuggestions': 'off', 'editor.emptySelectionClipboard': false };

describeInEditor('credential code', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {TextEditor} */ let text;

  before(async () => {
    window = await open({ settings, files: { 'empty.ps1': '', 'Empty.cs': '', 'cursor.ps1': '', 'keys.ps1': keys } });
    ({ editor, page } = window);
    text = new TextEditor(page);
  });

  it('suggests a snippet for a prefix in PowerShell', async () => {
    await text.open('empty.ps1');
    await text.typePrefix('aws-mfa');
    await editor.screenshot('code-1-prefix-powershell');
    await text.press('Enter');
    await eventually('the snippet in the file', async () =>
      (await page.locator('.view-lines').innerText()).includes('#Requires'),
    );
  });

  it('moves between values with the Tab key', async () => {
    assert.equal(await text.selection(), 'profile-name');
    await text.type('prod-admin');
    await text.press('Tab');
    await eventually('the choice of regions', async () => (await text.suggestions.count()) > 5);
    await editor.screenshot('code-2-tab-stop-choice');
    await text.press('ArrowDown');
    await text.press('Enter');
    await text.press('Tab');
    await text.press('Escape');
    await text.press('Escape');
    const code = await text.text();
    assert.match(code, /# (Assumes the role of|Uses) profile prod-admin\./);
    assert.match(code, /\$region = 'us-east-2'/);
    assert.match(code, /\$ErrorActionPreference = 'Stop'/);
  });

  it('suggests a snippet for a prefix in C#', async () => {
    await text.open('Empty.cs');
    await text.typePrefix('aws-assume-role');
    await editor.screenshot('code-3-prefix-csharp');
    await text.press('Enter');
    await eventually('the snippet in the file', async () =>
      (await page.locator('.view-lines').innerText()).includes('using'),
    );
    await text.press('Escape');
    await text.press('Escape');
    assert.match(
      await text.text(),
      /new AssumeRoleRequest\n {4}\{\n {8}RoleArn = "arn:aws:iam::123456789012:role\/role-name",/,
    );
  });

  it('has not started a host so far', async () => {
    assert.deepEqual(await window.hosts(), []);
  });

  it('generates code with the command and offers the language of the open file first', async () => {
    await editor.runCommand('AWS: Generate Credential Code');
    await eventually('the languages', async () => (await editor.options.count()) >= 9);
    assert.match((await editor.options.allInnerTexts())[0], /^C#\s*the language of the open file/);
    await editor.screenshot('code-4-languages');
    await editor.pick('Python');
    await editor.pick('assume-role');
    await editor.screenshot('code-5-profiles');
    await editor.pick('prod-admin');
    await editor.pick('New file');
    await eventually('a new document', async () => (await page.locator('.view-lines').innerText()).includes('boto3'));
    await page.locator('.editor-instance .view-lines').first().click();
    const code = await text.text();
    assert.match(code, /RoleArn="arn:aws:iam::444455556666:role\/admin"/);
    assert.match(code, /SerialNumber="arn:aws:iam::111122223333:mfa\/alice"/);
    assert.match(await text.language(), /Python/);
    await editor.screenshot('code-6-generated');
  });

  it('inserts a snippet for a profile with tab stops at the cursor', async () => {
    await text.open('cursor.ps1');
    await text.type('# mine');
    await text.press('Enter');
    await editor.runCommand('AWS: Insert Credential Snippet');
    await editor.pick('assume-role');
    await editor.pick('vendor');
    await eventually('the snippet in the file', async () =>
      (await page.locator('.view-lines').innerText()).includes('#Requires'),
    );
    await eventually('the first tab stop', async () => (await text.selection()) === 'vendor');
    await editor.screenshot('code-7-inserted');
    await text.press('Escape');
    const code = await text.text();
    assert.match(code, /^# mine\n#Requires/);
    assert.match(code, /'roleassist-sandbox'/);
    assert.doesNotMatch(code, /\$\{\d/);
  });

  it('replaces hard-coded keys', async () => {
    await text.open('keys.ps1');
    await text.press('Control+Home');
    await text.press('ArrowDown');
    await text.openCodeActions('Replace hard-coded keys with RoleAssist');
    await editor.screenshot('code-8-code-action');
    await text.press('Enter');
    await eventually('the keys are gone', async () => !(await text.text()).includes('AKIA'));
    const code = await text.text();
    assert.match(code, /^\$id = \$Env:AWS_ACCESS_KEY_ID$/m);
    assert.match(code, /^\$secretKey = \$Env:AWS_SECRET_ACCESS_KEY$/m);
    await editor.notification('Deactivate the old key').waitFor();
    await editor.screenshot('code-9-replaced');
  });
});
