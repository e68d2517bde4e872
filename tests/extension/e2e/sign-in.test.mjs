// Signing in to IAM Identity Center by clicking, approving on the page of the sandbox, and opening the console as the
// role, with the packaged VSIX in a real VS Code in Chromium.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { describeInEditor } from './window.mjs';

const profile = 'sso-portal';

describeInEditor('signing in and the console', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;

  /** The addresses with tickets that the browser was sent to, and the tokens of the redirects that answered. */
  const tickets = [];
  const tokens = [];

  before(async () => {
    window = await open({
      isDesktop: true,
      settings: { 'roleassist.confirmProduction': false },
      files: { 'stack.json': '{ "Role": "arn:aws:iam::111122223333:role/developer" }\n' },
    });
    ({ editor, page } = window);
    page.context().on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.startsWith('/open/')) {
        tickets.push(url.href);
      }
      tokens.push(...url.searchParams.getAll('SigninToken'));
    });
  });

  it('opens no browser by itself: a message offers to sign in', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.prompt.fill(profile);
    await editor.pick(profile);
    await editor.notification('sign').waitFor();
    await editor.shots('sign-in-needed');
    assert.equal(page.context().pages().length, 1);
  });

  it('shows the code, and the page asks for the same one', async () => {
    await editor.press(editor.notification('sign'), 'Sign In');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The code of your sign-in').waitFor();
    await editor.shots('sign-in-code');
    const [code] = /[A-Z]{4}-[A-Z]{4}/.exec(await dialog.innerText());
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('button', { name: 'Copy Code and Open' }).click(),
    ]);
    await tab.getByText(code).waitFor();
    await editor.screenshot('sign-in-page', tab);
    await tab.getByRole('button', { name: /approve|allow/i }).click();
    await tab.getByText(/close|return/i).waitFor();
    await editor.screenshot('sign-in-approved', tab);
    await tab.close();
  });

  it('assumes the role after the sign-in', async () => {
    await editor.press(editor.notification('Signed in'), 'Assume Role');
    await editor.notification(`${profile} is assumed`).waitFor();
    await editor.statusBarItem(profile).waitFor();
    await editor.shots('sign-in-assumed');
  });

  it('opens the console as the role', async () => {
    const [tab] = await Promise.all([page.context().waitForEvent('page'), openConsole(profile)]);
    await tab.getByText(/assumed-role\/AWSReservedSSO_Developer/).waitFor();
    await editor.screenshot('console-page', tab);
    assert.equal(tickets.length, 1);
    const again = await tab.goto(tickets[0]);
    assert.equal(again.status(), 410);
    await editor.screenshot('console-used', tab);
    await tab.close();
  });

  it('leaves neither ticket nor token in any file of VS Code, its log or the host', async () => {
    const secrets = [tickets[0].split('/').at(-1), ...tokens];
    assert.equal(secrets.length, 2);
    const files = await window.filesWith(secrets);
    // The browser itself notes where it was. The ticket is spent, and the redirect is no page.
    assert.deepEqual(
      files.filter((file) => !file.startsWith('browser/')),
      [],
    );
  });

  async function openConsole(name) {
    await page.getByRole('tab', { name: 'AWS Roles' }).click();
    const row = page.getByRole('treeitem', { name: new RegExp(`^AWS role ${name}`) });
    await row.hover();
    await row.getByRole('button', { name: 'Open Console' }).click();
    await eventually('the browser', async () => page.context().pages().length > 1);
  }
});
