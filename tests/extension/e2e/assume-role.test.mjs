// The packaged VSIX in a real VS Code, driven through its user interface against the sandbox.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
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
  it('assumes a role in VS Code', { skip }); // a suite that is skipped is not counted
}

describe('assuming a role in VS Code', { skip }, () => {
  const scope = new Scope();
  /** @type {Sandbox} */ let sandbox;
  /** @type {Editor} */ let editor;
  /** Everything that VS Code, its terminals and its browser write: searched for secrets at the end. */
  let state;
  /** Where terminals hand results to the test; the one place that may hold secrets. */
  let results;
  let installation;
  /** A code that AWS has refused. */
  let refusedCode;

  before(async () => {
    await installCodeServer();
    sandbox = await Sandbox.start(scope);
    results = await scope.temporaryFolder('out');
    const home = await scope.temporaryFolder('user');
    await writeFile(path.join(home, '.bashrc'), `PS1='\\W $ '\n${endpointShim()}`);

    const env = { ...sandbox.environment, HOME: home, SHELL: '/bin/bash', AWS_PROFILE: 'home', OUT: results };
    installation = await startCodeServer(scope, { vsix, env, settings: testSettings });
    const profileFolder = path.join(home, 'browser');
    await mkdir(profileFolder);
    const page = await openPage(scope, installation.url, profileFolder);
    state = [installation.data, home, env.ROLEASSIST_STATE_FOLDER];
    editor = new Editor(page);
    await editor.ready();
  });

  after(() => scope.close());

  afterEach(async (context) => editor?.screenshot(`after ${context.name}`.replaceAll(/[^\w]+/g, '-')));

  it('installs what it needs and nothing else', async () => {
    const extensions = path.join(installation.data, 'extensions');
    const [folder] = (await readdir(extensions)).filter((name) => name.startsWith('roleassist.'));
    const entries = await readdir(path.join(extensions, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(path.join(extensions, folder), path.join(entry.parentPath ?? entry.path, entry.name)),
      );
    const media = [
      'icon.png',
      'roles.svg',
      ...['credentials.svg', 'profile.svg', 'sandbox.svg', 'terminal.svg'].map((name) => `walkthrough/${name}`),
    ];
    const needed = [
      'package.json',
      'package.nls.json',
      'l10n/bundle.l10n.json',
      'extension/dist/extension.js',
      'extension/dist/languageClient.js',
      ...media.map((name) => `extension/media/${name}`),
    ];
    const host = path.relative(root, hostExecutable);
    const harmless = /^(\.vsixmanifest|readme\.md|changelog\.md|LICENSE\.txt|snippets\/[\w-]+\.(json|md))$/i;
    assert.deepEqual(files.filter((file) => !harmless.test(file)).sort(), [host, ...needed].sort());
  });

  it('does nothing before it is asked to', async () => {
    assert.deepEqual(await hostProcesses(), []);
  });

  it('offers the profiles of the AWS files', async () => {
    await editor.runCommand('AWS: Assume Role');
    await eventually('the pick list shows the profiles', async () => (await editor.options.count()) >= 6);
    const labels = await editor.options.allInnerTexts();
    for (const profile of ['home', 'dev', 'prod-admin', 'prod-audit', 'vendor', 'long']) {
      assert.ok(
        labels.some((label) => label.startsWith(profile)),
        `${profile} is not among ${labels.join(', ')}`,
      );
    }
    assert.match(
      labels.find((label) => label.startsWith('prod-admin')),
      /1 code · 1 h, renewed for 8 h/,
    );
    await editor.screenshot('1-profiles');
    await editor.dismiss();
  });

  it('can be told to log everything', async () => {
    await editor.runCommand('Developer: Set Log Level...');
    await editor.pick('RoleAssist');
    await editor.pick('Trace');
  });

  it('asks for an MFA code behind a mask and refuses what cannot be one', async () => {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('prod-admin');
    await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
    await editor.answer('12345');
    await eventually('a remark about the digits', async () => /6|six/i.test(await editor.promptText()));
    await editor.screenshot('2-mfa-code');
  });

  it('asks again, with the reason, when AWS refuses the code', async () => {
    const good = Number(await sandbox.nextCode(sandbox.mfaSerial));
    refusedCode = String((good + 1) % 1_000_000).padStart(6, '0');
    await editor.answer(refusedCode);
    await eventually('the reason in the prompt', async () =>
      /refused|rejected|not accept/i.test(await editor.promptText()),
    );
    assert.equal(await editor.prompt.getAttribute('type'), 'password');
    assert.equal(await editor.prompt.inputValue(), '');
    await editor.screenshot('3-code-refused');
  });

  it('counts down to the next code when AWS has seen this one already', async () => {
    await editor.answer(refusedCode);
    const secondsLeft = async () => Number(/Next code in (\d+) s/.exec(await editor.promptText())?.[1] ?? NaN);
    const first = await eventually('a countdown in the prompt', secondsLeft);
    await eventually('the countdown goes on', async () => (await secondsLeft()) !== first);
    assert.equal(await editor.prompt.inputValue(), '');
    await editor.screenshot('3-code-spent');
  });

  it('shows role and time left in the status bar', async () => {
    await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
    await editor.statusBarItem('prod-admin').waitFor();
    assert.match(await editor.statusBarItem('prod-admin').innerText(), /prod-admin.*\d+ ?(m|h)/s);
    await editor.screenshot('4-status-bar');
  });

  it('opens a terminal that has the role', async () => {
    await editor.runCommand('AWS: Open Role Terminal');
    await promptOfTerminal();
    await editor.typeInTerminal('aws sts get-caller-identity');
    await eventually('the answer of AWS on the screen', async () =>
      /"Arn": "arn:aws:sts::444455556666:assumed-role\/admin\/[\w+=,.@-]+"\s*\}/.test(await editor.terminalScreen()),
    );
    await editor.screenshot('5-role-terminal');
    await editor.hover(editor.statusBarItem('prod-admin'));
    await editor.screenshot('6-status-bar-tooltip');
  });

  it('types no secret and leaves none behind', async () => {
    const writeKeys = `${hostExecutable} credential-process > "$OUT/keys"`;
    await editor.typeInTerminal(`${writeKeys}; env > "$OUT/env"; touch "$OUT/done"`);
    const environment = await readResult('env');
    const keys = JSON.parse(await readFile(path.join(results, 'keys'), 'utf8'));
    const secrets = [
      keys.AccessKeyId,
      keys.SecretAccessKey,
      keys.SessionToken,
      environment.ROLEASSIST_AUTHORIZATION_TOKEN,
    ];
    assert.match(secrets[0], /^ASIA/);
    assert.ok(secrets.every((secret) => secret?.length >= 16));
    assert.notEqual(environment.AWS_PROFILE, 'home', 'an inherited AWS_PROFILE would win over the role');

    const scrollback = await editor.terminalScrollback();
    assert.match(scrollback, /assumed-role/);
    const { stdout: commandLines } = await run('ps', ['-A', '-o', 'args=']);
    for (const secret of secrets) {
      assert.ok(!scrollback.includes(secret), 'a secret is in the scrollback');
      assert.ok(!commandLines.includes(secret), 'a secret is in the arguments of a process');
    }
    const [accessKeyId, ...parts] = secrets;
    assert.deepEqual(await filesOfState(parts), []);
    // The id of a key opens nothing: the audit trail has it, as CloudTrail does, and nothing else needs it.
    const filesWithId = await filesOfState([accessKeyId]);
    assert.deepEqual(
      filesWithId.map((file) => path.basename(file)),
      ['audit.jsonl'],
    );
    assert.match(
      await hostLog(),
      /host: .* prod-admin is arn:aws:sts/,
      'the log, which has been searched, is another one',
    );
  });

  it('ends the session', async () => {
    await editor.runCommand('AWS: End Session');
    await editor.statusBarItem('prod-admin').waitFor({ state: 'hidden' });
    await editor.screenshot('7-ended');
  });

  it('asks no code for a role that needs none', async () => {
    await assume('dev');
  });

  it('cancels what takes too long', async () => {
    await fault('delay', '--seconds', '60');
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('vendor');
    await editor.notification('Assuming vendor').waitFor();
    await editor.screenshot('8-progress');
    await editor.press(editor.notification('Assuming vendor'), 'Cancel');
    await editor.notification('Assuming vendor').waitFor({ state: 'hidden' });
    assert.equal(await editor.statusBarItem('vendor').count(), 0);
  });

  it('tells a failure once, with what to do', async (test) => {
    test.after(() => fault('none'));
    await fault('throttle', '--count', '20');
    await editor.runCommand('AWS: Assume Role');
    await editor.pick('vendor');
    await editor.notification('asked too often').waitFor();
    await eventually('nothing else is told', async () => (await editor.notification('').count()) === 1);
    await editor.screenshot('9-failure');
    await editor.press(editor.notification('asked too often'), 'Show Log');
    await editor.notification('asked too often').waitFor({ state: 'hidden' });
  });

  it('starts the host again when it has died', async () => {
    const [host] = await hostProcesses();
    process.kill(host, 'SIGKILL');
    await eventually(
      'the sessions of the dead host leave the status bar',
      async () => (await editor.statusBarItem('dev').count()) === 0,
    );
    await editor.notification('has stopped').waitFor();
    await editor.screenshot('10-host-stopped');
    await editor.press(editor.notification('has stopped'), 'Assume Role');
    await editor.pick('dev');
    await editor.statusBarItem('dev').waitFor();
    const [successor] = await hostProcesses();
    assert.notEqual(successor, host);
  });

  /** Makes the sandbox's next answers go wrong. */
  async function fault(kind, ...options) {
    await run(hostExecutable, ['sandbox', 'fault', kind, '--home', sandbox.home, ...options]);
  }

  async function assume(profile) {
    await editor.runCommand('AWS: Assume Role');
    await editor.pick(profile);
    await editor.statusBarItem(profile).waitFor();
  }

  /** Waits until the shell of a new terminal is ready to be typed into. */
  async function promptOfTerminal() {
    await eventually("the shell's prompt", async () => (await editor.terminalScreen()).includes('workspace $'));
  }

  async function readResult(name) {
    const text = await eventually(`the file ${name}`, () =>
      readFile(path.join(results, 'done')).then(
        () => readFile(path.join(results, name), 'utf8'),
        () => '',
      ),
    );
    return Object.fromEntries(text.split('\n').map((line) => line.split(/=(.*)/s, 2)));
  }

  /** The files of VS Code, its terminals and its browser that contain one of these texts. */
  async function filesOfState(texts) {
    const found = await Promise.all(state.map((folder) => filesWithSecrets(folder, texts)));
    return found.flat();
  }

  /** What the extension's log says. */
  async function hostLog() {
    const files = await readdir(installation.data, { recursive: true });
    const [file] = files.filter((name) => name.endsWith('RoleAssist.log'));
    return readFile(path.join(installation.data, file), 'utf8');
  }

  /** The ids of the hosts that this VS Code has started. */
  async function hostProcesses() {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,args=']);
    return stdout
      .split('\n')
      .filter((line) => line.includes(installation.data) && / serve --stdio$/.test(line.trimEnd()))
      .map((line) => Number.parseInt(line, 10));
  }
});

const testSettings = {
  'roleassist.confirmProduction': false, // what it asks is tested in face.test.mjs
  'roleassist.trace.server': 'verbose', // with the log level Trace this makes other language clients log every message
  'workbench.colorTheme': 'Default Dark Modern',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'terminal.integrated.gpuAcceleration': 'off', // its rows are then in the document, where they can be read
  'terminal.integrated.copyOnSelection': true,
  'terminal.integrated.fontFamily': 'DejaVu Sans Mono',
};
