// Tests the other sources of accounts, an accounts file and an organization, and the task that runs in several accounts.
// In the packaged VSIX in a real VS Code against the sandbox.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { describeInEditor } from './window.mjs';

const task = {
  type: 'roleassist-run',
  accountGroup: 'developers',
  command: 'sh',
  args: ['-c', 'echo "hello from $ROLEASSIST_ACCOUNT_NAME"'],
  label: 'greet',
  problemMatcher: [],
};
const files = { '.vscode/tasks.json': JSON.stringify({ version: '2.0.0', tasks: [task] }) };
const machineSettings = { 'roleassist.accountGroups': { developers: ['*-dev-0003', '*-dev-0006'] } };

describeInEditor('runs in the accounts of a file and an organization', (open) => {
  /** @type {import('./window.mjs').Window} */ let window;
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;
  /** @type {string} */ let accountsFile;

  before(async () => {
    // Accounts of a file without profiles are reached from the default profile.
    window = await open({ machineSettings, files, accounts: 12, env: { AWS_PROFILE: 'org' } });
    ({ editor, page, sandbox } = window);
    accountsFile = path.join(sandbox.home, 'accounts.csv');
  });

  it('takes the accounts of a file', async () => {
    await editor.runCommand('AWS: Run in Several Accounts…');
    await editor.pick('Accounts File');
    await eventually('the list of files', async () => (await editor.options.count()) > 0);
    await editor.shots('run-file');
    await editor.prompt.fill(accountsFile);
    await editor.options.filter({ hasText: 'accounts.csv' }).waitFor();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await promptWith('The name of the role');
    await editor.shots('run-file-role');
    await editor.answer('OrganizationAccountAccessRole');
    await answerRest('echo of a file');
    const members = (await readFile(accountsFile, 'utf8')).trim().split('\n').length - 1;
    await eventually('the results of the file', async () => (await accountsOf('echo of a file')) === members);
    await editor.shots('run-file-results');
  });

  it('takes the accounts of an organization', async () => {
    await editor.runCommand('AWS: Run in Several Accounts…');
    await editor.pick('Organization');
    await promptWith('may list the accounts');
    await editor.shots('run-organization');
    await editor.prompt.fill('org'); // further down than the list shows
    await editor.pick('org');
    await promptWith('The name of the role');
    await editor.answer('OrganizationAccountAccessRole');
    await answerRest('echo of an organization');
    await eventually('the results', async () => (await accountsOf('echo of an organization')) > 10);
    await editor.shots('run-organization-results');
    const lists = (await sandbox.calls()).filter(({ action }) => action === 'ListAccounts');
    assert.notEqual(lists.length, 0);
  });

  it('runs a task in the accounts of a group', async () => {
    await editor.runCommand('Tasks: Run Task');
    await editor.pick('greet');
    await eventually('the question', async () => (await editor.terminalScreen()).includes('Run in 2 accounts? [y/N]'));
    await editor.shots('run-task-question');
    await editor.runCommand('Terminal: Focus Terminal');
    await page.keyboard.type('y');
    await page.keyboard.press('Enter');
    await eventually('the code or the result', async () => {
      const screen = await editor.terminalScreen();
      return screen.includes('MFA code of') || screen.includes('| hello from');
    });
    if (!(await editor.terminalScreen()).includes('| hello from')) {
      await page.keyboard.type(await sandbox.nextCode());
      await page.keyboard.press('Enter');
    }
    for (const name of ['payments-dev-0003', 'search-dev-0006']) {
      await eventually(`the output of ${name}`, async () =>
        (await editor.terminalScreen()).includes(`| hello from ${name}`),
      );
    }
    await editor.shots('run-task-result');
    assert.equal(await page.getByText('There is no account group').count(), 0);
  });

  /** Answers what every source asks: the command, the regions, the number of production accounts, a code. */
  async function answerRest(command) {
    await promptWith("for the system's shell");
    await editor.answer(command);
    await promptWith('The regions');
    await editor.answer('');
    const [, production] = await eventually('the number of production accounts', async () =>
      / (\d+) of them production/.exec(await editor.promptText()),
    );
    await editor.answer(production);
    await eventually('the code or the run', async () => (await asksForCode()) || (await runOf(command).count()) > 0);
    if (await asksForCode()) {
      await editor.answer(await sandbox.nextCode());
    }
    await runOf(command).waitFor();
  }

  const runOf = (command) => page.getByRole('treeitem', { name: /^run / }).filter({ hasText: command });

  /** How many accounts of a run have ended, as its row counts them. */
  async function accountsOf(command) {
    const row = await runOf(command).innerText();
    return [...row.matchAll(/(\d+) (?:ok|failed|not assumed)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  async function asksForCode() {
    return (await editor.prompt.isVisible()) && (await editor.promptText()).includes('MFA device');
  }

  async function promptWith(text) {
    await eventually(`the prompt with ${text}`, async () => (await editor.promptText()).includes(text));
  }
});
