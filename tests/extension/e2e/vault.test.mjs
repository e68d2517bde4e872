// Tests moving a key from the credentials file to a vault that a passphrase seals, using it and rotating it, in the
// packaged VSIX in a real VS Code against the sandbox.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { TextEditor } from './text-editor.mjs';
import { describeInEditor } from './window.mjs';

const passphrase = 'correct horse battery staple';

const settings = {
  'roleassist.confirmProduction': false, // the confirmation is tested in face.test.mjs
  'editor.emptySelectionClipboard': false,
};

describeInEditor('the vault', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;
  /** @type {TextEditor} */ let text;
  let credentials;
  /** The key in the file, before it is moved. */
  let keyId;
  let secret;

  before(async () => {
    // A developer's machine may have a keyring, which would ask.
    window = await open({ settings, env: { ROLEASSIST_VAULT: 'file' } });
    ({ editor, page, sandbox } = window);
    text = new TextEditor(page);
    credentials = sandbox.environment.AWS_SHARED_CREDENTIALS_FILE;
    [, keyId, secret] = /aws_access_key_id = (AKIA\w+)\s+aws_secret_access_key = (\S+)/.exec(
      await readFile(credentials, 'utf8'),
    );
  });

  it('marks the profile whose key is in plain text', async () => {
    await page.getByRole('tab', { name: 'AWS Roles' }).click();
    await row(/^profile home, .*key in plain text/).waitFor();
    await editor.shots('vault-plain-key');
    await row(/^profile home,/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move Keys to the Vault…' }).waitFor();
    await editor.screenshot('vault-profile-menu');
    await page.keyboard.press('Escape');
  });

  it('offers to move the key after a role was assumed with it', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('dev');
    const offer = editor.notification('The key of home is in plain text');
    await offer.waitFor();
    await editor.screenshot('vault-offer');
    await editor.press(offer, "Don't Show Again");
    await offer.waitFor({ state: 'hidden' });
    await editor.runCommand('AWS: End Session');
    await editor.statusBarItem('dev').waitFor({ state: 'hidden' });
    await editor.runCommand('Notifications: Clear All Notifications');
  });

  it('marks the key in the file and offers the quick fix on its line', async () => {
    await text.open('credentials', credentials);
    await page.locator('.squiggly-warning').first().waitFor();
    const lines = (await readFile(credentials, 'utf8')).split('\n');
    await text.press('Control+Home');
    for (let line = 0; line < lines.findIndex((content) => content.includes(keyId)); line++) {
      await text.press('ArrowDown');
    }
    await text.openCodeActions('Move this key to the vault');
    await editor.shots('vault-code-action');
    // Changing the theme for the pictures may have closed the menu.
    await text.press('Escape');
    await text.openCodeActions('Move this key to the vault');
    await text.press('Enter');
  });

  it('asks which keys to move, with the key of the line selected', async () => {
    const home = page.getByRole('checkbox', { name: 'home', exact: true });
    await home.waitFor();
    assert.ok(await home.isChecked());
    await editor.shots('vault-keys');
    await page.getByRole('button', { name: 'OK' }).click();
  });

  it('creates a vault with a passphrase, because there is no keyring', async () => {
    await promptWith('Choose a passphrase');
    assert.equal(await editor.prompt.getAttribute('type'), 'password');
    await editor.answer('short');
    await promptWith('at least 8 characters');
    await editor.shots('vault-passphrase');
    await editor.answer(passphrase);
    await promptWith('Enter the passphrase again');
    assert.equal(await editor.prompt.getAttribute('type'), 'password');
    await editor.answer('correct horse battery stable');
    await promptWith('not the same passphrase');
    await editor.answer(passphrase);
  });

  it('moves the key, and the file has none', async () => {
    const message = editor.notification('The key of home is in the vault');
    await message.waitFor();
    await editor.shots('vault-moved');
    const file = await readFile(credentials, 'utf8').catch(() => ''); // it may be deleted if nothing is left
    assert.ok(!file.includes(keyId) && !file.includes(secret), file);
    const config = await readFile(sandbox.environment.AWS_CONFIG_FILE, 'utf8');
    assert.ok(!config.includes(secret), 'the secret is in the config file');
    assert.match(config, /\[profile home\][^[]*\nroleassist_key = \w+/);
    assert.match(config, /\[profile home\][^[]*\ncredential_process = .*credential-process home/);
    await eventually('no mark in the file', async () => (await page.locator('.squiggly-warning').count()) === 0);

    await editor.press(message, 'Details');
    await eventually('the details', async () => {
      const shown = (await page.locator('.view-lines').innerText()).replaceAll('\u00a0', ' ');
      return shown.includes('In the vault') && shown.includes(keyId);
    });
    await editor.screenshot('vault-details');
  });

  it('shows that the key is in the vault instead of the mark', async () => {
    await row(/^profile home, .*key (in the vault|\d+ days? old)/).waitFor();
    assert.equal(await row(/key in plain text/).count(), 0);
    await editor.shots('vault-key-age');
  });

  it('leaves no secret behind', async () => {
    assert.deepEqual(await window.filesWith([secret, passphrase]), []);
  });

  it('locks the vault and unlocks it with the passphrase', async () => {
    await editor.runCommand('AWS: Lock Vault');
    await editor.statusBarItem('The vault is locked.').waitFor();
    await editor.runCommand('AWS: Unlock Vault');
    await promptWith('Enter the passphrase of the vault');
    assert.equal(await editor.prompt.getAttribute('type'), 'password');
    await editor.answer('a wrong passphrase');
    await promptWith('passphrase of the vault is wrong');
    assert.equal(await editor.prompt.inputValue(), '');
    await editor.shots('vault-wrong-passphrase');
    await editor.answer(passphrase);
    await editor.statusBarItem('The vault is unlocked.').waitFor();
  });

  it('assumes a role with one code, and asks for the passphrase first if the vault is locked', async () => {
    await editor.runCommand('AWS: Lock Vault');
    await editor.statusBarItem('The vault is locked.').waitFor();
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('prod-admin');
    await promptWith('Enter the passphrase of the vault');
    await editor.answer(passphrase);
    await promptWith('MFA code for prod-admin');
    await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
    await editor.statusBarItem('prod-admin').waitFor();
    await editor.screenshot('vault-assumed');
  });

  it('rotates the key', async () => {
    const before = await sandbox.calls();
    await editor.runCommand('AWS: Rotate Keys');
    await editor.pick('home');
    const question = page.getByRole('dialog').filter({ hasText: 'Rotate the key of home?' });
    await question.waitFor();
    await editor.shots('vault-rotate');
    await question.getByRole('button', { name: 'Rotate Key', exact: true }).click();

    const message = editor.notification('The key of home is now AKIA');
    await eventually('the new key', async () => {
      // The host needs a code only if it has no session with one.
      if ((await editor.prompt.isVisible()) && (await editor.promptText()).includes('MFA code for home')) {
        await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
        await editor.prompt.waitFor({ state: 'hidden' });
      }
      return message.isVisible();
    });
    await editor.shots('vault-rotated');
    const [, newKeyId] = /is now (AKIA\w+)/.exec(await message.innerText());
    assert.notEqual(newKeyId, keyId);
    const calls = (await sandbox.calls()).slice(before.length);
    const proofs = calls.filter((call) => call.action === 'GetCallerIdentity' && call.accessKeyId === newKeyId);
    assert.ok(proofs.length >= 3, 'the new key was not proved');
    assert.ok(calls.some(({ action }) => action === 'CreateAccessKey'));
    assert.ok(calls.some(({ action }) => action === 'UpdateAccessKey' || action === 'DeleteAccessKey'));
  });

  it('assumes a role with the new key', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('dev');
    await editor.statusBarItem('dev').waitFor();
    await row(/^AWS role dev, \d+m, account 222233334444/).waitFor();
    assert.deepEqual(await window.filesWith([secret, passphrase]), []);
  });

  function row(name) {
    return page.getByRole('treeitem', { name });
  }

  async function promptWith(words) {
    await eventually(`a prompt with: ${words}`, async () => (await editor.promptText()).includes(words));
  }
});
