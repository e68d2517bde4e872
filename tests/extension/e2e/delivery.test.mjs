// Tests how a role reaches everything that a real VS Code starts: terminals, debug sessions and tasks.
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

    it('reaches a terminal that is opened from the menu', async () => {
      await newTerminal();
      assert.match(await identity(), home);
      await openRoleTerminal('dev');
      // If VS Code's own environment has AWS variables, the role is typed when the shell is ready.
      await eventually('the terminal has its role', async () => dev.test(await identity()));
    });

    for (const shell of ['bash', 'zsh', 'fish'].filter(which)) {
      it(`reaches a running ${shell} and is removed from it on request`, async () => {
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

    it('is not typed into a running program', async () => {
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

    it('reaches all new terminals on request, regardless of their start-up files', async () => {
      await editor.runCommand('AWS: Use in All New Terminals');
      await editor.statusBarItem('New terminals will use dev').waitFor();
      await editor.screenshot('delivery-new-terminals');
      await newTerminal();
      assert.match(await identity(), dev);
    });

    it('then reaches the tasks of the workspace', async () => {
      await runTask('Who is this');
      assert.match(await window.result('task'), dev);
    });

    it('can still be another one in a role terminal', async () => {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('vendor');
      await editor.statusBarItem('vendor').waitFor();
      await openRoleTerminal('vendor');
      assert.match(await identity(), vendor);
    });

    it('stays fresh in an open terminal and marks none for a relaunch', async () => {
      await newTerminal();
      assert.match(await identity(), dev);
      const [before, marks] = [await lastKey(), await editor.marks()];
      await renewSession();
      assert.match(await identity(), dev);
      assert.notEqual(await lastKey(), before);
      assert.equal(await editor.marks(), marks);
    });

    it('is removed from new terminals on request', async () => {
      await editor.runCommand('AWS: Stop Using in New Terminals');
      await editor.statusBarItem('New terminals will no longer use a role').waitFor();
      await newTerminal();
      assert.match(await identity(), home);
    });

    it('reaches a task with a profile, which is assumed for it', async () => {
      await runTask('Who is long');
      assert.match(await window.result('role-task'), long);
      await eventually('the end of the task', async () => (await editor.terminalScreen()).includes('press any key'));
      await runTask('Who is long');
      assert.match(await window.result('role-task'), long);
    });

    it('does not reach debug sessions by default', async () => {
      assert.deepEqual((await debug('coreclr')).env, { KEPT: 'yes' });
    });

    it('reaches debug sessions if the settings say so', async () => {
      await set({ 'roleassist.debugSessions': true, 'roleassist.profile': 'dev' });
      await startDebugging('node');
      assert.match(await window.result('node'), dev);
    });

    for (const type of ['coreclr', 'python']) {
      it(`reaches a ${type} debug session`, async () => {
        const { env } = await debug(type);
        assert.equal(env.KEPT, 'yes');
        const secret = Object.entries(env).find(([name, value]) => /TOKEN|SECRET/.test(name) && value);
        assert.equal(secret, undefined, 'debuggers write what they are started with into their logs');
        assert.match(await identityWith(env), dev);
      });
    }

    it('reaches the new terminal in which PowerShell is debugged, on request', async () => {
      assert.equal((await debug('PowerShell')).createTemporaryIntegratedConsole, undefined);
      const notification = editor.notification('This script runs without the role dev');
      await notification.waitFor();
      await editor.screenshot('delivery-powershell');
      await editor.press(notification, 'Use in All New Terminals');
      await editor.statusBarItem('New terminals will use dev').waitFor();
      assert.equal((await debug('PowerShell')).createTemporaryIntegratedConsole, true);
    });

    it('reaches nothing after its session has ended', async () => {
      await editor.runCommand('AWS: End Session');
      await editor.pick('dev');
      await eventually('the session has left the status bar', async () => !(await editor.statusBarItem('dev').count()));
      await newTerminal();
      assert.match(await identity(), home);
    });

    it('leaves no secret on disk', async () => {
      await openRoleTerminal('vendor');
      const writeSecrets = `(env; ${hostExecutable} credential-process | tr , '\\n') > "$OUT/part"; mv "$OUT/part" "$OUT/env"`;
      await editor.typeInTerminal(writeSecrets);
      const isSecret = /(?:TOKEN|SecretAccessKey|SessionToken)\W+(.{16,}?)"?$/gm;
      const secrets = [...(await window.result('env')).matchAll(isSecret)].map(([, value]) => value);
      assert.ok(secrets.length >= 4, 'two names of the token, and two parts of the credentials');
      assert.deepEqual(await window.filesWith(secrets), []);
    });

    /** The ARN that the AWS CLI reports in the active terminal. */
    async function identity() {
      await editor.promptOfTerminal();
      await editor.typeInTerminal(
        'aws sts get-caller-identity --query Arn --output text > "$OUT/part" 2>&1; mv "$OUT/part" "$OUT/terminal"',
      );
      return window.result('terminal');
    }

    /** The ARN that the AWS CLI reports for a program with these variables in addition to VS Code's own. */
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

    /** Opens a role terminal. Its role is also typed into it, because start-up files select another one. */
    async function openRoleTerminal(profile) {
      await editor.openTerminalOf('AWS Role');
      await editor.pick(profile);
      await editor.terminalTabs.filter({ hasText: profile }).last().waitFor();
      // The typed statement is cleared from the screen, together with the greeting.
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

    /** Waits until the shell has run what was typed and shows its prompt again. */
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

    /** Starts a debug session with a fake debugger. Resolves to the configuration that the debugger got. */
    async function debug(type) {
      await startDebugging(type);
      const configuration = JSON.parse(await window.result(`Who in ${type}.json`));
      await editor.debuggingEnds();
      return configuration;
    }

    /** Changes the workspace settings. */
    async function set(settings) {
      await writeFile(path.join(window.workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
      await delay(1000); // wait until VS Code has read them, which has no visible effect
    }

    async function calls(action) {
      return (await sandbox.calls()).filter((call) => call.action === action);
    }

    /** The ID of the key that last called GetCallerIdentity. */
    async function lastKey() {
      return (await calls('GetCallerIdentity')).at(-1).accessKeyId;
    }

    /** Renews the credentials of the session that the terminals use. */
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

/** The user's start-up files select a profile, which would win over the initial environment of a terminal. */
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

/** A workspace with programs to start, each of which writes its identity to a file. */
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
