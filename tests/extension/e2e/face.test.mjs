// Tests the user interface: the picker, the views, the status bar, the production guard and the walkthrough, in the
// packaged VSIX in a real VS Code, in every kind of theme and at two widths. Screenshots are taken for review.
import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { describeInEditor } from './window.mjs';

describeInEditor('the user interface', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;
  let config;

  before(async () => {
    window = await open();
    ({ editor, page, sandbox } = window);
    config = sandbox.environment.AWS_CONFIG_FILE;
    await appendFile(
      config,
      '\n[profile broken]\nrole_arn = arn:aws:iam::444455556666:role/admin\nsource_profile = nobody\n',
    );
  });

  it('starts no host until a view is visible', async () => {
    await page.getByRole('tab', { name: 'AWS Roles' }).waitFor();
    assert.deepEqual(await window.hosts(), []);
  });

  it('shows the profiles by credential source, and that no role is assumed', async () => {
    await page.getByRole('tab', { name: 'AWS Roles' }).click();
    await row(/^Access keys, \d+ profiles?/).waitFor();
    await row(/^profile prod-admin, PRODUCTION, 444455556666\/admin/).waitFor();
    await row(/^profile broken, .*nobody/).waitFor();
    await page.getByRole('button', { name: 'Assume Role', exact: true }).first().waitFor();
    assert.equal((await window.hosts()).length, 1);
    await editor.shots('face-view-profiles');
  });

  it('opens the line of a problem', async () => {
    await row(/^error, .*nobody.*opens the file/).click();
    await page.getByRole('tab', { name: /^config/ }).waitFor();
    await eventually('the line of the problem is selected', async () => (await statusText()).includes('Ln '));
  });

  it('shows the picker with its sections, the requirements of each role, and problems', async () => {
    await editor.runCommand('AWS: Assume Role');
    await eventually('the rows', async () => (await editor.options.count()) >= 6);
    const labels = await editor.options.allInnerTexts();
    const admin = labels.find((label) => label.startsWith('prod-admin'));
    assert.match(admin, /PRODUCTION.*444455556666\/admin/s);
    assert.match(admin, /MFA code · 1 h, renewed for 8 h/);
    await editor.shots('face-picker');
    await editor.prompt.fill('role/admin');
    await eventually('it is found by its ARN', async () => {
      const [first = ''] = await editor.options.allInnerTexts();
      return /^(prod-admin|broken)/.test(first);
    });
    await editor.dismiss();
  });

  it('accepts a typed role, shows its error in place, and goes back and forth', async () => {
    await editor.runCommand('AWS: Assume Role');
    await eventually('the rows', async () => (await editor.options.count()) >= 6);
    await editor.prompt.fill('arn:awz:iam::222233334444:role/developer');
    await editor.options.filter({ hasText: /^Assume (arn:|222233334444|It with)/ }).click();
    await eventually('the second step', async () => /2\/2/.test(await editor.promptText()));
    await editor.screenshot('face-typed-role-source');
    await editor.pick('home');
    await eventually('what is wrong', async () => /no partition 'awz'/.test(await editor.promptText()));
    await editor.shots('face-typed-role-refused');
    await editor.prompt.fill('222233334444/developer');
    await editor.options.filter({ hasText: /^Assume (arn:|222233334444|It with)/ }).click();
    await editor.pick('home');
    await row(/^AWS role 222233334444\/developer, \d+m, account 222233334444/).waitFor();
  });

  it('marks a production role in the view, the status bar and its tooltip', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('prod-admin');
    await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
    await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
    await row(/^AWS role prod-admin, PRODUCTION, \d+m, account 444455556666/).waitFor();
    await editor.statusBarItem('PRODUCTION prod-admin').waitFor();
    await editor.shots('face-view-sessions');
    await editor.hover(editor.statusBarItem('PRODUCTION prod-admin'));
    await editor.screenshot('face-status-bar-tooltip');
    await page.mouse.move(640, 300);
  });

  it('asks before a terminal gets a production role, and opens none if the user declines', async () => {
    await openTerminalOf('prod-admin');
    const question = page.getByRole('dialog').filter({ hasText: 'production role prod-admin' });
    await question.waitFor();
    await editor.shots('face-guard');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);

    await openTerminalOf('prod-admin');
    await question.getByRole('button', { name: /^Open Terminal in/ }).click();
    await page.locator('.terminal-wrapper.active').waitFor();
    await row(/^terminal PRODUCTION: prod-admin/).waitFor();
    await editor.shots('face-guarded-terminal');
  });

  it('shows in the status bar the role of the active terminal, or the latest if it has none', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('dev');
    await editor.statusBarItem('dev is assumed. This terminal still uses prod-admin').waitFor();
    await editor.statusBarItem(/^\s*PRODUCTION prod-admin \d+m \+2/).waitFor();
    await editor.shots('face-terminal-in-front');
    await editor.runCommand('Terminal: Create New Terminal');
    await editor.statusBarItem(/^\s*dev \d+m \+2/).waitFor();
    await editor.runCommand('Terminal: Kill the Active Terminal Instance');
    await editor.statusBarItem(/^\s*PRODUCTION prod-admin \d+m \+2/).waitFor();
    await rowAction(/^AWS role dev/, 'End Session');
    await row(/^AWS role dev/).waitFor({ state: 'hidden' });
  });

  it('copies the ARN of a row and ends its session', async () => {
    await rowAction(/^AWS role prod-admin/, 'Copy ARN');
    await eventually('the ARN on the clipboard', async () =>
      /assumed-role\/admin/.test(await page.evaluate(() => navigator.clipboard.readText())),
    );
    await rowAction(/^AWS role 222233334444/, 'End Session');
    await row(/^AWS role 222233334444/).waitFor({ state: 'hidden' });
  });

  it('lists active sessions and recent roles in the picker', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('prod-admin');
    await editor.runCommand('AWS: Assume Role');
    await eventually('the sections', async () => /Active sessions/.test(await editor.promptText()));
    assert.match(await editor.promptText(), /Recent/);
    await editor.shots('face-picker-sections');
    await editor.dismiss();
  });

  it('assumes several roles at once', async () => {
    await editor.runCommand('AWS: Assume Several Roles');
    for (const profile of ['vendor', 'long']) {
      await page.getByRole('checkbox', { name: profile, exact: true }).click();
    }
    await editor.shots('face-several');
    await page.getByRole('button', { name: 'OK' }).click();
    await row(/^AWS role vendor, \d+m/).waitFor();
    await row(/^AWS role long, 11h \d+m/).waitFor();
  });

  it('shows once that a session in use needs a code, and asks for the code', async (test) => {
    test.after(() => sandbox.fault('none'));
    // The role is renewed within seconds. By then the user's own session that would renew it has been revoked.
    await sandbox.fault('short-lived', '--seconds', '15', '--action', 'AssumeRole');
    await editor.runCommand('AWS: Refresh Session');
    await editor.pick('prod-admin');
    await eventually('the short session', async () => (await sandbox.calls()).at(-1).action === 'AssumeRole');
    await sandbox.fault('expired', '--action', 'AssumeRole');
    const notification = editor.notification(
      'The session of prod-admin, which is used in a terminal, could not be renewed.',
    );
    await notification.waitFor();
    await row(/^AWS role prod-admin, PRODUCTION, needs MFA code/).waitFor();
    await editor.shots('face-needs-code');
    await eventually('no other notification', async () => (await editor.notification('').count()) === 1);
    await sandbox.fault('none');
    await editor.press(notification, 'Enter Code');
    await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
    await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
    await row(/^AWS role prod-admin, PRODUCTION, \d+m/).waitFor();
    await notification.waitFor({ state: 'hidden' });
  });

  it('starts its walkthrough with the sandbox', async () => {
    await editor.runCommand('View: Hide Panel');
    await editor.runCommand('View: Toggle Primary Side Bar Visibility');
    await editor.runCommand('Welcome: Open Walkthrough...');
    await editor.pick('Get Started with AWS Roles');
    await page.getByText('Try RoleAssist without an AWS account').waitFor();
    await editor.shots('face-walkthrough');
    for (const title of ['Set up your own profile', 'Open a terminal with a role', 'Move your keys to the vault']) {
      await page.getByRole('heading', { name: title }).click();
      await editor.screenshot(`face-walkthrough-${title.split(' ', 1)[0].toLowerCase()}`);
    }
    await page.getByRole('heading', { name: 'Know where your credentials are' }).click();
    await page.getByText('in the memory of one program').first().waitFor();
    await editor.shots('face-walkthrough-credentials');
    await editor.runCommand('View: Toggle Primary Side Bar Visibility');
  });

  it('guides a new user from no profile to a role terminal', async () => {
    const before = await readFile(config, 'utf8');
    const credentials = sandbox.environment.AWS_SHARED_CREDENTIALS_FILE;
    await writeFile(config, '');
    await writeFile(credentials, '');
    await page.getByRole('button', { name: 'Try It in the Sandbox' }).waitFor();
    await editor.shots('face-view-no-profiles');
    await page.getByRole('button', { name: 'Try It in the Sandbox' }).click();
    await editor.notification('The sandbox simulates AWS').waitFor();
    await row(/^profile sandbox-prod-admin/).waitFor();
    await editor.screenshot('face-sandbox-started');
    await editor.press(editor.notification('The sandbox simulates AWS'), 'Open Role Terminal');
    await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
    await editor.screenshot('face-sandbox-code');
    await page.getByRole('button', { name: 'Get Sandbox Code' }).click();
    await row(/^terminal SANDBOX: sandbox-prod-admin/).waitFor();
    await editor.screenshot('face-sandbox-terminal');
    await writeFile(config, before);
  });

  /** A row of a view, by its accessible name. */
  function row(name) {
    return page.getByRole('treeitem', { name });
  }

  /** Presses the button that a row shows on hover. */
  async function rowAction(name, action) {
    await row(name).hover();
    await row(name).getByRole('button', { name: action }).click();
  }

  async function openTerminalOf(profile) {
    await rowAction(new RegExp(`^AWS role ${profile}`), 'Open Role Terminal');
  }

  function statusText() {
    return page.getByRole('status').first().innerText();
  }
});
