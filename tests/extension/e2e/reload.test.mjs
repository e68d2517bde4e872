// Tests that sessions and role terminals survive a reload of the window and the end of the host, with a real keyring.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, it } from 'node:test';
import { noKeyring, startKeyring } from '../../support/keyring.mjs';
import { endpointShim } from './aws-cli.mjs';
import { eventually } from './editor.mjs';
import { describeInEditor, prompt } from './window.mjs';

describeInEditor(
  'sessions that last',
  (open, scope) => {
    /** @type {import('./window.mjs').Window} */ let window;
    /** @type {import('./window.mjs').Window['editor']} */ let editor;
    /** @type {import('./window.mjs').Window['page']} */ let page;
    let shell;

    before(async () => {
      window = await open({
        settings: { 'roleassist.confirmProduction': false },
        env: await startKeyring(scope),
        home: { '.bashrc': prompt + endpointShim() },
      });
      ({ editor, page } = window);
    });

    it('assumes a role with one code, and opens a terminal with it', async () => {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('prod-admin');
      await editor.prompt.waitFor();
      await editor.answer(await window.sandbox.nextCode());
      const hint = editor.notification('prod-admin is assumed');
      await hint.waitFor();
      await editor.press(hint, 'Open Role Terminal');
      await editor.promptOfTerminal();
      shell = await whoAmI();
      assert.match(shell.arn, /:assumed-role\/admin\//);
    });

    it('goes on after a reload of the window, in the shell that was open', async () => {
      await page.reload();
      await editor.ready();
      await page.getByRole('tab', { name: 'AWS Roles' }).click();
      await page.getByRole('treeitem', { name: /^AWS role prod-admin,/ }).waitFor();
      // VS Code does not always show the panel again in which it restores the terminals.
      await page
        .locator('.terminal-wrapper.active')
        .waitFor({ timeout: 30_000 })
        .catch(() => editor.runCommand('Terminal: Focus Terminal'));
      assert.deepEqual(await whoAmI(), shell);
      await editor.screenshot('lasts-reloaded');
      assert.equal(await editor.notification('ended when this window was reloaded').count(), 0);
    });

    it('goes on after the host was killed', async () => {
      const [host] = await window.hosts();
      process.kill(host, 'SIGKILL');
      await eventually('another host', async () => (await window.hosts()).some((id) => id !== host));
      await page.getByRole('treeitem', { name: /^AWS role prod-admin,/ }).waitFor();
      assert.deepEqual(await whoAmI(), shell);
      await editor.screenshot('lasts-killed');
    });

    it('needed one code for all of it', async () => {
      const calls = await window.sandbox.calls();
      assert.equal(calls.filter(({ action }) => action === 'GetSessionToken').length, 1);
      assert.equal(calls.filter(({ action }) => action === 'AssumeRole').length, 1);
    });

    it('has no secret in the environment, which VS Code saves', async () => {
      await editor.typeInTerminal('env | grep -c -E "^AWS_(SECRET|SESSION_TOKEN|CONTAINER_AUTH)" > $OUT/secrets');
      assert.equal(await window.result('secrets'), '0');
    });

    it('ends everywhere at once', async () => {
      await editor.runCommand('AWS: End Session');
      await page.getByRole('treeitem', { name: /^AWS role prod-admin,/ }).waitFor({ state: 'detached' });
      await page.reload();
      await editor.ready();
      assert.equal(await page.getByRole('treeitem', { name: /^AWS role prod-admin,/ }).count(), 0);
      await assert.rejects(readFile(`${window.sandbox.environment.ROLEASSIST_STATE_FOLDER}/sessions.v1`));
    });

    /** The shell of the active terminal, and who AWS says that its programs are. */
    async function whoAmI() {
      const line = 'echo "$$ $(aws sts get-caller-identity --query Arn --output text)" > $OUT/who 2>&1';
      // RoleAssist may type the role at the same time, which discards what was typed.
      const who = await eventually('the identity', async () => {
        await editor.promptOfTerminal();
        await page.locator('.terminal-wrapper.active').click();
        await editor.typeInTerminal(line);
        return window.result('who').catch(() => undefined);
      });
      const [id, arn] = who.split(' ');
      return { id, arn };
    }
  },
  { needsAwsCli: true, skip: noKeyring },
);
