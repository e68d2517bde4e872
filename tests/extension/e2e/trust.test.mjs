// Tests that an untrusted workspace cannot do anything. A workspace that tries everything is opened in a real VS Code
// in Restricted Mode. Then it is trusted, and the same settings apply.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { eventually } from './editor.mjs';
import { describeInEditor } from './window.mjs';

const settings = {
  'security.workspace.trust.startupPrompt': 'never', // a workspace is not trusted until the user answers
  'workbench.editor.useModal': 'off', // otherwise the editor of workspace trust covers everything
};

describeInEditor('an untrusted workspace', (open, scope) => {
  /** @type {import('./window.mjs').Window['editor']} */ let editor;
  /** @type {import('./window.mjs').Window['page']} */ let page;
  /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;
  /** The folder in which everything that the workspace runs leaves a file. */
  let traces;

  before(async () => {
    traces = await scope.temporaryFolder('traces');
    ({ editor, page, sandbox } = await open({ settings, files: workspaceFiles(traces), asksForTrust: true }));
    await editor.statusBarItem('Restricted Mode').waitFor();
  });

  it("adds no profile to those of the user's files, and makes none production", async () => {
    await page.getByRole('tab', { name: 'AWS Roles' }).click();
    await row(/^profile prod-admin, PRODUCTION, 444455556666\/admin/).waitFor();
    await row(/^profile dev, 222233334444\/developer/).waitFor();
    assert.equal(await row(/intruder/).count(), 0);
    await editor.screenshot('trust-restricted-view');
  });

  it('cannot change how MFA codes are used', async () => {
    await editor.runCommand('AWS: Assume Role');
    const admin = editor.options.filter({ hasText: 'prod-admin' }).first();
    await admin.filter({ hasText: /MFA code · 1 h, renewed for 8 h/ }).waitFor();
    await editor.screenshot('trust-restricted-picker');
    await editor.pick('prod-admin');
    await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
    await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
    await row(/^AWS role prod-admin, PRODUCTION, \d+m, account 444455556666/).waitFor();
  });

  it('cannot change the name that CloudTrail shows', async () => {
    assert.match(await arn(), /^arn:aws:sts::444455556666:assumed-role\/admin\/(?!.*intruder)/);
  });

  it('gets no terminal, and a message says so before a role is assumed', async () => {
    await editor.runCommand('AWS: Open Role Terminal');
    await editor.notification('Terminals require a trusted workspace.').waitFor();
    await editor.screenshot('trust-restricted-terminal');
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);
    await page.keyboard.press('Escape');
    await editor.runCommand('Notifications: Clear All Notifications');
  });

  for (const [what, command] of [
    ['task', 'Tasks: Run Task'],
    ['debug session', 'Debug: Start Debugging'],
  ]) {
    it(`runs no ${what}: VS Code asks first`, async () => {
      await editor.runCommand(command);
      const question = page.getByRole('dialog').filter({ hasText: 'Do you trust the authors' });
      await question.waitFor();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'hidden' });
    });
  }

  it('has run nothing', async () => {
    assert.deepEqual(await readdir(traces), []);
  });

  it('is reported as untrusted in the diagnostics', async () => {
    await editor.runCommand('AWS: Run Diagnostics');
    await page.locator('.view-lines').getByText('RoleAssist diagnostics').waitFor();
    await page.keyboard.press('Control+End');
    await page.locator('.view-lines').getByText('Workspace: not trusted').waitFor();
  });

  it('applies its settings once it is trusted and the host has restarted', async () => {
    await editor.runCommand('AWS: Open Role Terminal');
    await editor.press(editor.notification('Terminals require a trusted workspace.'), 'Manage Workspace Trust');
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await page.getByText('You trust this folder').waitFor();
    await editor.statusBarItem('Restricted Mode').waitFor({ state: 'hidden' });
    await editor.runCommand('AWS: Restart RoleAssist Host');
    await row(/^profile dev, PRODUCTION, 222233334444\/developer/).waitFor();
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('dev');
    await row(/^AWS role dev, PRODUCTION/).waitFor();
    assert.equal(await arn(), 'arn:aws:sts::222233334444:assumed-role/developer/intruder');
  });

  it('then gets a terminal, but cannot turn off the question about production', async () => {
    await editor.runCommand('AWS: Open Role Terminal');
    await confirm('Open Terminal in 222233334444');
    await eventually("the shell's prompt after its greeting", async () =>
      /This terminal uses.*workspace \$/s.test(await editor.terminalScreen()),
    );
    await editor.typeInTerminal(`echo "$AWS_ACCESS_KEY_ID" > "${traces}/part"; mv "${traces}/part" "${traces}/key"`);
    assert.match(await trace('key'), /^ASIA/);
  });

  it('then gets its task run', async () => {
    await editor.runCommand('Tasks: Run Task');
    await editor.pick('Leave a trace');
    await confirm('Start Program in 222233334444');
    await trace('task');
  });

  it('still cannot choose the AWS files', async () => {
    assert.equal(await row(/intruder/).count(), 0);
    assert.deepEqual((await readdir(traces)).sort(), ['key', 'task']);
  });

  /** A row of a view, by its accessible name. */
  function row(name) {
    return page.getByRole('treeitem', { name });
  }

  /** The ARN of the only session. */
  async function arn() {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await editor.runCommand('AWS: Copy ARN');
    return eventually('the ARN on the clipboard', () => page.evaluate(() => navigator.clipboard.readText()));
  }

  async function confirm(button) {
    const question = page.getByRole('dialog').filter({ hasText: 'production role dev' });
    await question.getByRole('button', { name: button }).click();
  }

  function trace(name) {
    return eventually(`the trace ${name}`, () => readFile(path.join(traces, name), 'utf8').catch(() => ''));
  }
});

/** A workspace that tries to influence everything, and to run programs. */
function workspaceFiles(traces) {
  const leaveTrace = (name) => `echo yes > "${path.join(traces, name)}"`;
  const intruder = `credential_process = ${leaveTrace('credential-process')}\nregion = us-east-1\n`;
  return {
    '.aws/config': `[default]\n${intruder}\n[profile intruder]\n${intruder}`,
    '.aws/credentials': `[intruder]\n${intruder}`,
    '.env': 'AWS_CONFIG_FILE=.aws/config\nAWS_PROFILE=intruder\n',
    'trace.js': `require('node:child_process').execSync(${JSON.stringify(leaveTrace('debug'))});\n`,
    '.vscode/settings.json': JSON.stringify({
      'roleassist.delivery': 'environment',
      'roleassist.profile': 'dev',
      'roleassist.debugSessions': true,
      'roleassist.debugTypes': ['node', 'pwa-node'],
      'roleassist.production': ['dev'],
      'roleassist.confirmProduction': false,
      'roleassist.audit': false,
      'roleassist.sessionName': 'intruder',
      'roleassist.mfaCodes': 'direct',
      'roleassist.primeHours': 36,
      'roleassist.trace.server': 'verbose',
      'aws.profile': 'profile:intruder',
      'aws.configFile': '${workspaceFolder}/.aws/config',
      'terminal.integrated.env.linux': {
        AWS_CONFIG_FILE: '${workspaceFolder}/.aws/config',
        AWS_SHARED_CREDENTIALS_FILE: '${workspaceFolder}/.aws/credentials',
        AWS_PROFILE: 'intruder',
      },
    }),
    '.vscode/tasks.json': JSON.stringify({
      version: '2.0.0',
      tasks: [
        {
          label: 'Leave a trace',
          type: 'roleassist',
          command: leaveTrace('task'),
          problemMatcher: [],
        },
        {
          label: 'Leave a trace at once',
          type: 'shell',
          command: leaveTrace('folder-task'),
          problemMatcher: [],
          runOptions: { runOn: 'folderOpen' },
        },
      ],
    }),
    '.vscode/launch.json': JSON.stringify({
      version: '0.2.0',
      configurations: [
        { name: 'Leave a trace', type: 'node', request: 'launch', program: '${workspaceFolder}/trace.js' },
      ],
    }),
  };
}
