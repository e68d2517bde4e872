// Tests what VS Code does to terminals without telling the extension: relaunching them and reloading the window.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { describeInEditor } from './window.mjs';

describeInEditor('relaunch and reload', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;

  before(async () => {
    window = await open();
    ({ editor, page } = window);
  });

  it('shows what to do with a role that was assumed', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('dev');
    const hint = editor.notification('dev is assumed');
    await hint.waitFor();
    await editor.screenshot('kept-next-steps');
    await editor.press(hint, 'Open Role Terminal');
    await editor.promptOfTerminal();
  });

  it('shows in its row and menu that all new terminals use a session', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('vendor');
    await editor.notification('vendor is assumed').waitFor();
    await editor.runCommand('AWS: Use in All New Terminals');
    await editor.pick('vendor');
    await page.getByRole('tab', { name: 'AWS Roles' }).click();
    await page.getByRole('treeitem', { name: /^AWS role vendor, .*used in all new terminals/ }).waitFor();
    await editor.shots('kept-new-terminals');
    await page.getByRole('treeitem', { name: /^AWS role vendor/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Stop Using in New Terminals' }).waitFor();
    await editor.screenshot('kept-session-menu');
    await page.keyboard.press('Escape');
  });

  it('gives a role terminal its role again after VS Code relaunched it', async () => {
    await page.locator('.terminal-wrapper.active').click();
    const before = await shell();
    assert.equal(before.profile, 'dev');
    const relaunch = () => editor.runCommand('Terminal: Relaunch Active Terminal');
    await relaunch();
    // The extension notices the relaunch a moment later, and clears what is typed until then.
    await eventually(
      'another shell that has the role',
      async () => {
        const now = await shell().catch(() => undefined);
        if (now?.id === before.id) {
          await relaunch(); // the palette was closed before VS Code took the command
        }
        return now && now.id !== before.id && now.profile === 'dev';
      },
      { seconds: 240 },
    );
    await editor.screenshot('kept-relaunched');
  });

  it('shows after a reload which sessions ended, and assumes them again', async () => {
    await page.reload();
    await editor.ready();
    const notice = editor.notification('ended when this window was reloaded');
    await notice.waitFor({ timeout: 60_000 });
    await editor.screenshot('kept-reloaded');
    assert.match(await notice.innerText(), /2 sessions ended/);
    // The notification may disappear before it is pressed. The view and the palette offer the same command.
    await editor.runCommand('AWS: Assume Roles Again after Reload');
    await page.getByRole('treeitem', { name: /^AWS role vendor, .*used in all new terminals/ }).waitFor();
    await page.getByRole('treeitem', { name: /^AWS role dev,/ }).waitFor();
    await editor.screenshot('kept-assumed-again');
  });

  it("forwards none of the host's ports", async () => {
    await editor.runCommand('Ports: Focus on Ports View');
    await page
      .getByText(/Forward a Port|No forwarded ports|Forwarded Address/)
      .first()
      .waitFor();
    await editor.screenshot('kept-ports');
    assert.equal(await page.getByText(/roleassist (serve|sandbox)/).count(), 0);
  });

  /** The shell of the active terminal, and the profile of its role. */
  async function shell() {
    await editor.promptOfTerminal();
    await editor.typeInTerminal('echo "$$ $ROLEASSIST_PROFILE" > $OUT/shell');
    const [id, profile] = (await window.result('shell')).split(' ');
    return { id, profile };
  }
});
