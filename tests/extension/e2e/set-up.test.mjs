// Tests setting up a profile and running diagnostics.
import assert from 'node:assert/strict';
import { copyFile, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { TextEditor } from './text-editor.mjs';
import { describeInEditor } from './window.mjs';

/** Details that a well-meaning tool would clean up: blanks, mixed line ends, and no final newline. */
const found = `# Mine.  \t
[profile   home]\r
region=us-east-1 \r
\r
[profile alices-old]
role_arn\t= arn:aws:iam::444455556666:role/admin
source_profile = nobody # at 111122223333`;

const arn = 'arn:aws:iam::222233334444:role/developer';

const added = `[profile mine]
role_arn = ${arn}
source_profile = home
region = eu-central-1
`;

describeInEditor('setting up', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  let config;
  let credentials;

  before(async () => {
    window = await open({
      // The files are in their default location.
      env: { AWS_CONFIG_FILE: undefined, AWS_SHARED_CREDENTIALS_FILE: undefined },
      home: { '.aws/config': found },
    });
    ({ editor, page } = window);
    config = path.join(window.home, '.aws/config');
    credentials = path.join(window.home, '.aws/credentials');
    await copyFile(window.sandbox.environment.AWS_SHARED_CREDENTIALS_FILE, credentials);
  });

  it('asks for the profile step by step', async () => {
    await editor.runCommand('AWS: Set Up Profile');
    await step('What kind of profile?', 1);
    await editor.shots('set-up-kind');
    await editor.pick('A Role');
    await step('The role to assume', 2);
    await editor.answer(arn);
    await step("Which profile's credentials should assume the role?", 3);
    await editor.pick('home');
    await step('The MFA device', 4);
  });

  it('goes back with the previous answers, and forward again', async () => {
    await editor.goBack();
    await step("Which profile's credentials should assume the role?", 3);
    await editor.goBack();
    await step('The role to assume', 2);
    assert.equal(await editor.prompt.inputValue(), arn);
    await editor.shots('set-up-back');
    await editor.goBack();
    await step('What kind of profile?', 1);
    await editor.pick('Region Only');
    await step('The region to use', 2);
    await editor.goBack();
    await step('What kind of profile?', 1);
    await editor.pick('A Role');
    await step('The role to assume', 2);
    await editor.answer(arn);
    await keepChoice("Which profile's credentials should assume the role?", 3);
    await step('The MFA device', 4);
    await editor.answer('');
    await step('The external ID', 5);
    await editor.answer('');
    await step('The region to use', 6);
    await editor.answer('');
    await eventually('the error', async () =>
      /A value is required\. The region to use/.test(await editor.promptText()),
    );
    await editor.screenshot('set-up-needed');
    await editor.answer('eu-central-1');
    await step('The profile name', 7);
    assert.equal(await editor.prompt.inputValue(), 'developer');
  });

  it('keeps all answers if one of them is rejected', async () => {
    await editor.answer('home');
    await editor.notification("The profile 'home' already exists.").waitFor();
    assert.equal(await readFile(config, 'latin1'), found);
    await editor.shots('set-up-refused');
    await editor.press(editor.notification("The profile 'home' already exists."), 'Edit Answers');
    await keepChoice('What kind of profile?', 1);
    await keepText('The role to assume', 2);
    await keepChoice("Which profile's credentials should assume the role?", 3);
    await keepText('The MFA device', 4);
    await keepText('The external ID', 5);
    await keepText('The region to use', 6);
    await step('The profile name', 7);
    await editor.answer('mine');
  });

  it('adds the profile to the file and changes no other byte', async () => {
    await page.getByRole('tab', { name: /^config/, selected: true }).waitFor();
    const after = await readFile(config, 'latin1');
    assert.ok(after.startsWith(found), 'what stood there has been changed');
    assert.equal(after.slice(found.length).trimStart().replaceAll('\r\n', '\n'), added);
    await editor.shots('set-up-written');
  });

  it('writes a profile that works', async () => {
    await editor.press(editor.notification('Profile mine has been added.'), 'Assume Role');
    await editor.statusBarItem('mine').waitFor();
  });

  it('reports problems without identifiers or secrets', async () => {
    await editor.runCommand('AWS: Run Diagnostics');
    await page.locator('.view-lines').getByText('RoleAssist diagnostics').waitFor();
    await editor.shots('diagnostics');
    const report = await new TextEditor(page).text();
    for (const topic of ['Host', 'AWS files', 'Environment', 'Network and clock', 'Editor']) {
      assert.ok(report.includes(`\n## ${topic}\n`), `${topic} is missing from ${report}`);
    }
    assert.match(report, /The config file is ~\/\.aws\/config\./);
    assert.match(report, /\*\*Error:\*\* .* has an invalid source_profile/, 'what is wrong in the files is missing');
    assert.match(report, /Sessions: 1 active\./);
    const [, keyId, secret] = /aws_access_key_id = (\w+)\s+aws_secret_access_key = (\S+)/.exec(
      await readFile(credentials, 'utf8'),
    );
    for (const telling of [keyId, secret, window.home, os.hostname(), 'alice@', ...(report.match(/\d{12}/g) ?? [])]) {
      assert.ok(!report.includes(telling), `${telling} is in ${report}`);
    }
  });

  /** Waits for a question with this step number. */
  async function step(question, number) {
    await eventually(`${question}, step ${number}`, async () => {
      const text = await editor.promptText();
      return text.includes(question) && text.includes(`(${number}/`);
    });
  }

  /** Accepts the previous answer with Enter. */
  async function keepText(question, number) {
    await step(question, number);
    await page.keyboard.press('Enter');
  }

  async function keepChoice(question, number) {
    await step(question, number);
    await editor.options.first().waitFor();
    await page.keyboard.press('Enter');
  }
});
