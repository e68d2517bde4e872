// Tests the packaged VSIX in a real VS Code, driven through its user interface against the sandbox.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { run } from '../../../scripts/lib/processes.mjs';
import { hostExecutable, root } from '../../../scripts/lib/project.mjs';
import { endpointShim } from './aws-cli.mjs';
import { eventually, within } from './editor.mjs';
import { describeInEditor, prompt } from './window.mjs';

const settings = {
  'roleassist.confirmProduction': false, // the confirmation is tested in face.test.mjs
  'roleassist.trace.server': 'verbose', // with the log level Trace this makes other language clients log every message
};

describeInEditor(
  'assuming a role in VS Code',
  (open) => {
    /** @type {import('./window.mjs').Window} */ let window;
    /** @type {import('./window.mjs').Window['editor']} */ let editor;
    /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;
    /** A code that AWS rejected. */
    let refusedCode;

    before(async () => {
      window = await open({
        settings,
        home: { '.bashrc': prompt + endpointShim() },
        env: { AWS_PROFILE: 'home' },
      });
      ({ editor, sandbox } = window);
    });

    it('contains only the required files', async () => {
      const extensions = path.join(window.data, 'extensions');
      const [folder] = (await readdir(extensions)).filter((name) => name.startsWith('roleassist.'));
      const entries = await readdir(path.join(extensions, folder), { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          path.relative(path.join(extensions, folder), path.join(entry.parentPath ?? entry.path, entry.name)),
        );
      const media = [
        ...['icon.png', 'roles.svg', 'aws-config-dark.svg', 'aws-config-light.svg'],
        ...['credentials.svg', 'profile.svg', 'sandbox.svg', 'terminal.svg', 'vault.svg'].map(
          (name) => `walkthrough/${name}`,
        ),
      ];
      const needed = [
        'package.json',
        'package.nls.json',
        'l10n/bundle.l10n.json',
        'artifacts/ThirdPartyNotices.txt',
        'extension/dist/extension.js',
        'extension/dist/languageClient.js',
        ...media.map((name) => `extension/media/${name}`),
        ...['tmLanguage', 'language-configuration'].map((name) => `syntaxes/aws-config.${name}.json`),
      ];
      const host = path.relative(root, hostExecutable);
      const harmless =
        /^(\.vsixmanifest|readme\.md|changelog\.md|LICENSE\.txt|snippets\/[\w-]+\.(json|md)|powershell\/RoleAssist\/[\w/-]+\.(ps[dm]?1|help\.txt))$/i;
      assert.deepEqual(files.filter((file) => !harmless.test(file)).sort(), [host, ...needed].sort());
    });

    it('does nothing until a command is run', async () => {
      assert.deepEqual(await window.hosts(), []);
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
        /MFA code · 1 h, renewed for 8 h/,
      );
      await editor.screenshot('1-profiles');
      await editor.dismiss();
    });

    it('can log everything', async () => {
      await editor.runCommand('Developer: Set Log Level...');
      await editor.pick('RoleAssist');
      await editor.pick('Trace');
    });

    it('asks for an MFA code in a masked field and rejects an invalid one', async () => {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('prod-admin');
      await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
      await editor.answer('12345');
      await eventually('the error about the digits', async () => /6|six/i.test(await editor.promptText()));
      await editor.screenshot('2-mfa-code');
    });

    it('asks again with the reason if AWS rejects the code', async () => {
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

    it('counts down to the next code if this one is spent', async () => {
      await editor.answer(refusedCode);
      const secondsLeft = async () => Number(/Next code in (\d+) s/.exec(await editor.promptText())?.[1] ?? NaN);
      const first = await eventually('a countdown in the prompt', secondsLeft);
      await eventually('the countdown goes on', async () => (await secondsLeft()) !== first);
      assert.equal(await editor.prompt.inputValue(), '');
      await editor.screenshot('3-code-spent');
    });

    it('shows the role and the time left in the status bar', async () => {
      await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
      await editor.statusBarItem('prod-admin').waitFor();
      assert.match(await editor.statusBarItem('prod-admin').innerText(), /prod-admin.*\d+ ?(m|h)/s);
      await editor.screenshot('4-status-bar');
    });

    it('opens a terminal that has the role', async () => {
      await editor.runCommand('AWS: Open Role Terminal');
      await editor.promptOfTerminal();
      const isAnswered = async () =>
        /"Arn": "arn:aws:sts::444455556666:assumed-role\/admin\/[\w+=,.@-]+"\s*\}/.test(await editor.terminalScreen());
      // The shell gets its role a moment after its first prompt, because its start-up files set other credentials.
      await eventually('the answer of AWS on the screen', async () => {
        await editor.typeInTerminal('aws sts get-caller-identity');
        return within(30, isAnswered);
      });
      await editor.screenshot('5-role-terminal');
      await editor.hover(editor.statusBarItem('prod-admin'));
      await editor.screenshot('6-status-bar-tooltip');
    });

    it('types no secret and leaves none on disk', async () => {
      const writeKeys = `${hostExecutable} credential-process > "$OUT/keys"`;
      await editor.typeInTerminal(`${writeKeys}; env > "$OUT/part"; mv "$OUT/part" "$OUT/env"`);
      const environment = toObject(await window.result('env'));
      const keys = JSON.parse(await window.result('keys'));
      const secrets = [
        keys.AccessKeyId,
        keys.SecretAccessKey,
        keys.SessionToken,
        // Only if the endpoint is queried over TCP.
        ...[environment.ROLEASSIST_AUTHORIZATION_TOKEN].filter(Boolean),
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
      assert.deepEqual(await window.filesWith(parts), []);
      // A key ID is not secret: the audit log contains it, as CloudTrail does, but nothing else needs it.
      const filesWithId = await window.filesWith([accessKeyId]);
      assert.deepEqual(
        filesWithId.map((file) => path.basename(file)),
        ['audit.jsonl'],
      );
      assert.match(
        await hostLog(),
        /host: .* Profile 'prod-admin' is arn:aws:sts/,
        'the log, which has been searched, is another one',
      );
    });

    it('ends the session', async () => {
      await editor.runCommand('AWS: End Session');
      await editor.notification('prod-admin has ended').waitFor();
      await editor.screenshot('7-ended');

      // The status bar follows the active terminal, whose role has ended.
      await editor.press(editor.notification('prod-admin has ended'), 'Close Terminal');
      await editor.statusBarItem('prod-admin').waitFor({ state: 'hidden' });
    });

    it('asks for no code if the role needs none', async () => {
      await assume('dev');
    });

    it('cancels a request that takes too long', async () => {
      await sandbox.fault('delay', '--seconds', '60');
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('vendor');
      await editor.notification('Assuming vendor').waitFor();
      await editor.screenshot('8-progress');
      await editor.press(editor.notification('Assuming vendor'), 'Cancel');
      await editor.notification('Assuming vendor').waitFor({ state: 'hidden' });
      assert.equal(await editor.statusBarItem('vendor').count(), 0);
    });

    it('shows an error once, with actions', async (test) => {
      test.after(() => sandbox.fault('none'));
      await sandbox.fault('throttle', '--count', '20');
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('vendor');
      await editor.notification('throttled the request').waitFor();
      await eventually(
        'a single notification',
        async () => (await editor.notification('throttled the request').count()) === 1,
      );
      await editor.screenshot('9-failure');
      await editor.press(editor.notification('throttled the request'), 'Show Log');
      await editor.notification('throttled the request').waitFor({ state: 'hidden' });
    });

    it('restarts the host after it has died', async () => {
      const [host] = await window.hosts();
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
      const [successor] = await window.hosts();
      assert.notEqual(successor, host);
    });

    async function assume(profile) {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick(profile);
      await editor.statusBarItem(profile).waitFor();
    }

    /** The content of the extension's log. */
    async function hostLog() {
      const files = await readdir(window.data, { recursive: true });
      const [file] = files.filter((name) => name.endsWith('RoleAssist.log'));
      return readFile(path.join(window.data, file), 'utf8');
    }
  },
  { needsAwsCli: true },
);

/** The output of `env`. */
function toObject(text) {
  return Object.fromEntries(text.split('\n').map((line) => line.split(/=(.*)/s, 2)));
}
