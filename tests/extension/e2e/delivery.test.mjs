// How a role reaches everything that a real VS Code starts: terminals, debug sessions and tasks.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { installCodeServer, startCodeServer } from '../../../scripts/lib/code-server.mjs';
import { Scope } from '../../../scripts/lib/main.mjs';
import { run } from '../../../scripts/lib/processes.mjs';
import { hostExecutable, root, vsix } from '../../../scripts/lib/project.mjs';
import { Sandbox } from '../../../scripts/lib/sandbox.mjs';
import { awsVersion, endpointShim } from './aws-cli.mjs';
import { chromiumPath, openPage } from './browser.mjs';
import { Editor, eventually } from './editor.mjs';
import { filesWithSecrets } from './secrets.mjs';

const skip =
  (process.platform === 'win32' && 'code-server does not run on Windows') ||
  (!chromiumPath && 'no Chromium was found on PATH; the variable CHROMIUM can name one') ||
  (!awsVersion && 'no `aws` was found on the PATH of a login shell');

if (skip) {
  it('brings a role to what VS Code starts', { skip }); // a suite that is skipped is not counted
}

const home = /:user\/alice$/;
const dev = /:assumed-role\/developer\//;

describe('a role in what VS Code starts', { skip }, () => {
  const scope = new Scope();
  /** @type {Sandbox} */ let sandbox;
  /** @type {Editor} */ let editor;
  /** Where programs hand results to the test. */
  let results;
  /** Everything that VS Code, its terminals and its browser write: searched for secrets at the end. */
  let state;

  before(async () => {
    await installCodeServer();
    sandbox = await Sandbox.start(scope);
    results = await scope.temporaryFolder('out');
    const user = await scope.temporaryFolder('user');
    // A person's start-up file says which profile they work with, and would win over what a terminal is started with.
    await writeFile(path.join(user, '.bashrc'), `PS1='\\W $ '\nexport AWS_PROFILE=home\n${endpointShim()}`);

    const env = { ...sandbox.environment, HOME: user, SHELL: '/bin/bash', OUT: results };
    const others = [await packFakeDebuggers()];
    const installation = await startCodeServer(scope, { vsix, others, env, settings: testSettings });
    await writeWorkspace(path.join(installation.data, 'workspace'));
    const profileFolder = path.join(user, 'browser');
    await mkdir(profileFolder);
    const page = await openPage(scope, installation.url, profileFolder);
    state = [installation.data, user, env.ROLEASSIST_STATE_FOLDER];
    editor = new Editor(page);
    await editor.ready();
  });

  after(() => scope.close());

  afterEach(async (context) => editor?.screenshot(`delivery ${context.name}`.replaceAll(/[^\w]+/g, '-')));

  it('is not in a debug session before the person has set it', async () => {
    assert.equal((await debug('coreclr')).env, undefined);
  });

  it('is in a terminal that is opened from the menu', async () => {
    await editor.runCommand('Terminal: Create New Terminal (With Profile)');
    await editor.pick('AWS Role');
    await editor.pick('dev');
    assert.match(await identity(), dev);
  });

  it('is in no other terminal', async () => {
    await newTerminal();
    assert.match(await identity(), home);
  });

  it('is in all new terminals when the person wishes, whatever their start-up files say', async () => {
    await editor.runCommand('AWS: Use in All New Terminals');
    await eventually('the status bar says so', () => editor.statusBarItem('New terminals use dev').count());
    await newTerminal();
    assert.match(await identity(), dev);
  });

  it('is in a task of the workspace then', async () => {
    await runTask('Who runs this');
    assert.match(await result('task'), dev);
  });

  it('is in no new terminal any more when the person wishes', async () => {
    await editor.runCommand('AWS: Stop Using in New Terminals');
    await newTerminal();
    assert.match(await identity(), home);
  });

  it('is in a task that names its profile', async () => {
    await runTask('Who runs this as dev');
    assert.match(await result('role-task'), dev);
  });

  it('is in debug sessions where the settings say so', async () => {
    await setting('roleassist.debugSessions', true);
    await editor.runCommand('Debug: Select and Start Debugging');
    await editor.pick('Who in node');
    assert.match(await result('node'), dev);
  });

  for (const name of ['coreclr', 'python', 'PowerShell']) {
    it(`is in the configuration that ${name} is debugged with`, async () => {
      const { env } = await debug(name);
      assert.equal(env.KEPT, 'yes');
      assert.match(await identityWith(env), dev);
    });
  }

  /** The ARN that the AWS CLI has in the terminal that has the focus. */
  async function identity() {
    await promptOfTerminal();
    await editor.typeInTerminal(
      'aws sts get-caller-identity --query Arn --output text > "$OUT/part" 2>&1; mv "$OUT/part" "$OUT/terminal"',
    );
    return result('terminal');
  }

  /** The ARN that the AWS CLI has as a program with these variables more than VS Code's own. */
  async function identityWith(variables) {
    const env = { ...sandbox.environment, ...variables };
    const { stdout } = await run(
      'bash',
      ['-c', `${endpointShim()}aws sts get-caller-identity --query Arn --output text`],
      {
        env,
      },
    );
    return stdout.trim();
  }

  async function newTerminal() {
    await editor.runCommand('Terminal: Create New Terminal');
    await promptOfTerminal();
  }

  /** Waits until the shell of a new terminal is ready to be typed into. */
  async function promptOfTerminal() {
    await eventually("the shell's prompt", async () =>
      /workspace \$ $/.test((await editor.terminalScreen()).trimEnd() + ' '),
    );
  }

  async function runTask(name) {
    await editor.runCommand('Tasks: Run Task');
    await editor.pick(name);
  }

  /** Starts a debug session of a fake debugger; resolves to the configuration that it was given. */
  async function debug(name) {
    await editor.runCommand('Debug: Select and Start Debugging');
    await editor.pick(`Who in ${name}`);
    return JSON.parse(await result(`Who in ${name}.json`));
  }

  /** What a program has written into a file, which is then gone. */
  async function result(name) {
    const file = path.join(results, name);
    const text = await eventually(`the file ${name}`, () => readFile(file, 'utf8').catch(() => ''), { seconds: 40 });
    await rm(file);
    return text.trim();
  }

  async function setting(name, value) {
    const file = path.join(state[0], 'workspace', '.vscode', 'settings.json');
    await writeFile(file, JSON.stringify({ [name]: value }));
  }

  async function packFakeDebuggers() {
    const out = path.join(await scope.temporaryFolder('fake'), 'fake-debuggers.vsix');
    const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
    const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', out];
    await run(process.execPath, [vsce, 'package', ...options], {
      cwd: path.join(import.meta.dirname, 'fake-debuggers'),
    });
    return out;
  }
});

/** A workspace with things to start, each of which writes down who it is. */
async function writeWorkspace(folder) {
  const whoami = `aws sts get-caller-identity --query Arn --output text --endpoint-url "$AWS_ENDPOINT_URL_STS"`;
  await writeFile(
    path.join(folder, 'whoami.js'),
    `const { execSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
writeFileSync(process.env.OUT + '/node', execSync(${JSON.stringify(whoami)}));
`,
  );
  const launch = [
    { name: 'Who in node', type: 'node', request: 'launch', program: '${workspaceFolder}/whoami.js' },
    { name: 'Who in coreclr', type: 'coreclr', request: 'launch', program: 'service.dll' },
    { name: 'Who in python', type: 'python', request: 'launch', program: 'service.py' },
    { name: 'Who in PowerShell', type: 'PowerShell', request: 'launch', script: 'service.ps1' },
  ].map((configuration) => ({ ...configuration, env: { KEPT: 'yes' } }));
  const tasks = [
    { label: 'Who runs this', type: 'shell', command: `${whoami} > "$OUT/task"`, problemMatcher: [] },
    {
      label: 'Who runs this as dev',
      type: 'roleassist',
      profile: 'dev',
      command: `${whoami} > "$OUT/role-task"`,
      problemMatcher: [],
    },
  ];
  await mkdir(path.join(folder, '.vscode'));
  const write = (name, content) => writeFile(path.join(folder, '.vscode', name), JSON.stringify(content));
  await write('launch.json', { version: '0.2.0', configurations: launch });
  await write('tasks.json', { version: '2.0.0', tasks });
}

const testSettings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'terminal.integrated.gpuAcceleration': 'off', // its rows are then in the document, where they can be read
  'terminal.integrated.copyOnSelection': true,
  'terminal.integrated.fontFamily': 'DejaVu Sans Mono',
};
