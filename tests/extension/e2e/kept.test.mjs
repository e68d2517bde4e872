// What VS Code does to terminals behind the extension's back: it relaunches them, and reloads the window.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { describeInEditor } from './window.mjs';

describeInEditor('kept', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;

  before(async () => {
    window = await open();
    ({ editor, page } = window);
  });

  it('says what to do with a role that has been assumed', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('dev');
    const hint = editor.notification('dev is assumed');
    await hint.waitFor();
    await editor.screenshot('kept-next-steps');
    await editor.press(hint, 'Open Role Terminal');
    await editor.promptOfTerminal();
  });

  it('shows the session that all new terminals use in its row and its menu', async () => {
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

  it('gives a role terminal its own role again when VS Code relaunches it', async () => {
    await page.locator('.terminal-wrapper.active').click();
    const before = await shell();
    assert.equal(before.profile, 'dev');
    await editor.runCommand('Terminal: Relaunch Active Terminal');
    // The extension notices it a moment later, and clears what is typed in that moment.
    await eventually(
      'another shell that has the role',
      async () => {
        const { id, profile } = await shell().catch(() => before);
        return id !== before.id && profile === 'dev';
      },
      { seconds: 120 },
    );
    await editor.screenshot('kept-relaunched');
  });

  it('says after a reload which sessions ended, and assumes them again', async () => {
    await page.reload();
    await editor.ready();
    const notice = editor.notification('ended when this window was reloaded');
    await notice.waitFor({ timeout: 60_000 });
    await editor.screenshot('kept-reloaded');
    assert.match(await notice.innerText(), /2 sessions ended/);
    // The notice may hide by itself before it is pressed; the view and the palette offer the same.
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

  /** The shell of the terminal in front, and the profile that it has a role of. */
  async function shell() {
    await editor.promptOfTerminal();
    await editor.typeInTerminal('echo "$$ $ROLEASSIST_PROFILE" > $OUT/shell');
    const [id, profile] = (await window.result('shell')).split(' ');
    return { id, profile };
  }
});
