// How a role reaches everything that a real VS Code starts: terminals, debug sessions and tasks.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { run, which } from '../../../scripts/lib/processes.mjs';
import { hostExecutable, root } from '../../../scripts/lib/project.mjs';
import { endpointShim } from './aws-cli.mjs';
import { eventually } from './editor.mjs';
import { describeInEditor, prompt } from './window.mjs';

const home = /:user\/alice$/;
const dev = /:assumed-role\/developer\//;
const vendor = /:assumed-role\/vendor-access\//;
const long = /:assumed-role\/batch\//;

describeInEditor(
  'a role in what VS Code starts',
  (open, scope) => {
    /** @type {import('./window.mjs').Window} */ let window;
    /** @type {import('./window.mjs').Window['editor']} */ let editor;
    /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;

    before(async () => {
      const others = [await packFakeDebuggers()];
      window = await open({ others, files: workspaceFiles(), home: startUpFiles(), env: { AWS_PROFILE: 'home' } });
      ({ editor, sandbox } = window);
    });

    it('is in a terminal that is opened from the menu', async () => {
      await newTerminal();
      assert.match(await identity(), home);
      await openRoleTerminal('dev');
      // Where VS Code has variables of AWS itself, the role is typed once the shell is ready.
      await eventually('the terminal has its role', async () => dev.test(await identity()));
    });

    for (const shell of ['bash', 'zsh', 'fish'].filter(which)) {
      it(`is in ${shell}, which runs already, when the person wishes, and out of it again`, async () => {
        await editor.openTerminalOf(shell);
        assert.match(await identity(), home);
        await editor.runCommand('AWS: Use in This Terminal');
        await statement('--ticket');
        assert.match(await identity(), dev);
        await editor.runCommand('AWS: Remove Role from This Terminal');
        await statement('--unset');
        assert.doesNotMatch(await identity(), dev);
      });
    }

    it('is not typed into a program that runs', async () => {
      await newTerminal();
      await editor.typeInTerminal('cat > "$OUT/typed"');
      await eventually('the program', () =>
        readFile(path.join(window.results, 'typed')).then(
          () => true,
          () => false,
        ),
      );
      await editor.runCommand('AWS: Use in This Terminal');
      await editor.notification('A program is running in the terminal').waitFor();
      await editor.screenshot('delivery-program-runs');
      await editor.typeInTerminal('end');
      assert.equal(await window.result('typed'), 'end');
    });

    it('is in all new terminals when the person wishes, whatever their start-up files say', async () => {
      await editor.runCommand('AWS: Use in All New Terminals');
      await editor.statusBarItem('New terminals will use dev').waitFor();
      await editor.screenshot('delivery-new-terminals');
      await newTerminal();
      assert.match(await identity(), dev);
    });

    it('is in the tasks of the workspace then', async () => {
      await runTask('Who is this');
      assert.match(await window.result('task'), dev);
    });

    it('is another one in a role terminal all the same', async () => {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('vendor');
      await editor.statusBarItem('vendor').waitFor();
      await openRoleTerminal('vendor');
      assert.match(await identity(), vendor);
    });

    it('stays fresh in a terminal that is open, and marks none for being relaunched', async () => {
      await newTerminal();
      assert.match(await identity(), dev);
      const [before, marks] = [await lastKey(), await editor.marks()];
      await renewSession();
      assert.match(await identity(), dev);
      assert.notEqual(await lastKey(), before);
      assert.equal(await editor.marks(), marks);
    });

    it('is in no new terminal any more when the person wishes', async () => {
      await editor.runCommand('AWS: Stop Using in New Terminals');
      await editor.statusBarItem('New terminals will no longer use a role').waitFor();
      await newTerminal();
      assert.match(await identity(), home);
    });

    it('is in a task that names its profile, which is assumed for it', async () => {
      await runTask('Who is long');
      assert.match(await window.result('role-task'), long);
      await eventually('the end of the task', async () => (await editor.terminalScreen()).includes('press any key'));
      await runTask('Who is long');
      assert.match(await window.result('role-task'), long);
    });

    it('is in no debug session before the person has set it', async () => {
      assert.deepEqual((await debug('coreclr')).env, { KEPT: 'yes' });
    });

    it('is in debug sessions where the settings say so', async () => {
      await set({ 'roleassist.debugSessions': true, 'roleassist.profile': 'dev' });
      await startDebugging('node');
      assert.match(await window.result('node'), dev);
    });

    for (const type of ['coreclr', 'python']) {
      it(`is in what ${type} is debugged with`, async () => {
        const { env } = await debug(type);
        assert.equal(env.KEPT, 'yes');
        const secret = Object.entries(env).find(([name, value]) => /TOKEN|SECRET/.test(name) && value);
        assert.equal(secret, undefined, 'debuggers write what they are started with into their logs');
        assert.match(await identityWith(env), dev);
      });
    }

    it('is in the new terminal in which PowerShell is debugged, once the person wishes that', async () => {
      assert.equal((await debug('PowerShell')).createTemporaryIntegratedConsole, undefined);
      const notification = editor.notification('This script runs without the role dev');
      await notification.waitFor();
      await editor.screenshot('delivery-powershell');
      await editor.press(notification, 'Use in All New Terminals');
      await editor.statusBarItem('New terminals will use dev').waitFor();
      assert.equal((await debug('PowerShell')).createTemporaryIntegratedConsole, true);
    });

    it('is nowhere any more when its session has ended', async () => {
      await editor.runCommand('AWS: End Session');
      await editor.pick('dev');
      await eventually('the session has left the status bar', async () => !(await editor.statusBarItem('dev').count()));
      await newTerminal();
      assert.match(await identity(), home);
    });

    it('leaves no secret behind', async () => {
      await openRoleTerminal('vendor');
      const writeSecrets = `(env; ${hostExecutable} credential-process | tr , '\\n') > "$OUT/part"; mv "$OUT/part" "$OUT/env"`;
      await editor.typeInTerminal(writeSecrets);
      const isSecret = /(?:TOKEN|SecretAccessKey|SessionToken)\W+(.{16,}?)"?$/gm;
      const secrets = [...(await window.result('env')).matchAll(isSecret)].map(([, value]) => value);
      assert.ok(secrets.length >= 4, 'two names of the token, and two parts of the credentials');
      assert.deepEqual(await window.filesWith(secrets), []);
    });

    /** The ARN that the AWS CLI has in the terminal that has the focus. */
    async function identity() {
      await editor.promptOfTerminal();
      await editor.typeInTerminal(
        'aws sts get-caller-identity --query Arn --output text > "$OUT/part" 2>&1; mv "$OUT/part" "$OUT/terminal"',
      );
      return window.result('terminal');
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

    /** Opens a role terminal; its role is typed into it too, as start-up files name another. */
    async function openRoleTerminal(profile) {
      await editor.openTerminalOf('AWS Role');
      await editor.pick(profile);
      await editor.terminalTabs.filter({ hasText: profile }).last().waitFor();
      // What is typed is cleared from the screen, the greeting too.
      await eventually('the role is typed and cleared', async () => {
        const screen = await editor.terminalScreen();
        return screen.trimEnd().endsWith('workspace $') && !/This terminal uses|--ticket/.test(screen);
      });
      await editor.screenshot('delivery-role-terminal');
    }

    async function newTerminal() {
      await editor.runCommand('Terminal: Create New Terminal');
      await editor.promptOfTerminal();
    }

    /** Waits until the shell has done what was typed into it: a prompt has come after it. */
    async function statement(option) {
      await eventually('what is typed', async () => (await editor.terminalScreen()).includes(option));
      await editor.promptOfTerminal();
    }

    async function runTask(name) {
      await editor.runCommand('Tasks: Run Task');
      await editor.pick(name);
    }

    async function startDebugging(type) {
      await editor.runCommand('Debug: Select and Start Debugging');
      await editor.answer(`debug Who in ${type}`);
    }

    /** Starts a debug session of a fake debugger; resolves to the configuration that it was given. */
    async function debug(type) {
      await startDebugging(type);
      const configuration = JSON.parse(await window.result(`Who in ${type}.json`));
      await editor.debuggingEnds();
      return configuration;
    }

    /** Sets what the workspace's settings say. */
    async function set(settings) {
      await writeFile(path.join(window.workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
      await delay(1000); // until VS Code has read it, which nothing shows
    }

    async function calls(action) {
      return (await sandbox.calls()).filter((call) => call.action === action);
    }

    /** The key with which somebody asked last who they are. */
    async function lastKey() {
      return (await calls('GetCallerIdentity')).at(-1).accessKeyId;
    }

    /** Replaces the credentials of the session that the terminals use. */
    async function renewSession() {
      const before = (await calls('AssumeRole')).length;
      await editor.runCommand('AWS: Refresh Session');
      await editor.pick('dev');
      await eventually('new credentials', async () => (await calls('AssumeRole')).length > before);
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
  },
  { needsAwsCli: true },
);

/** A person's start-up files say which profile they work with, and would win over what a terminal is started with. */
function startUpFiles() {
  return {
    '.bashrc': `${prompt}export AWS_PROFILE=home\n${endpointShim()}`,
    '.zshrc': `PS1='%1~ $ '\nexport AWS_PROFILE=home\n${endpointShim()}`,
    '.config/fish/config.fish': `set -U fish_greeting
function fish_prompt; printf '%s $ ' (basename $PWD); end
set -gx AWS_PROFILE home
function aws; command aws --endpoint-url "$AWS_ENDPOINT_URL_STS" $argv; end
`,
  };
}

/** A workspace with things to start, each of which writes down who it is. */
function workspaceFiles() {
  const whoami = `aws sts get-caller-identity --query Arn --output text --endpoint-url "$AWS_ENDPOINT_URL_STS"`;
  const configurations = [
    { name: 'Who in node', type: 'node', request: 'launch', program: '${workspaceFolder}/whoami.js' },
    { name: 'Who in coreclr', type: 'coreclr', request: 'launch', program: 'service.dll' },
    { name: 'Who in python', type: 'python', request: 'launch', program: 'service.py' },
    { name: 'Who in PowerShell', type: 'PowerShell', request: 'launch', script: 'service.ps1' },
  ].map((configuration) => ({ ...configuration, env: { KEPT: 'yes' } }));
  const tasks = [
    { label: 'Who is this', type: 'shell', command: `${whoami} > "$OUT/task"`, problemMatcher: [] },
    {
      label: 'Who is long',
      type: 'roleassist',
      profile: 'long',
      command: `${whoami} > "$OUT/role-task"`,
      problemMatcher: [],
    },
  ];
  return {
    'whoami.js': `const { execSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
writeFileSync(process.env.OUT + '/node', execSync(${JSON.stringify(whoami)}));
`,
    '.vscode/launch.json': JSON.stringify({ version: '0.2.0', configurations }),
    '.vscode/tasks.json': JSON.stringify({ version: '2.0.0', tasks }),
  };
}
