// Tests what the agents of a real VS Code get: in their terminals, which get the variables of all new terminals too, and
// after the user's yes.
import assert from 'node:assert/strict';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { run } from '../../../scripts/lib/processes.mjs';
import { hostExecutable, root } from '../../../scripts/lib/project.mjs';
import { endpointShim } from './aws-cli.mjs';
import { eventually } from './editor.mjs';
import { describeInEditor, prompt } from './window.mjs';

const setting = `chat.tools.terminal.terminalProfile.${process.platform === 'darwin' ? 'osx' : 'linux'}`;
const person = /:assumed-role\/developer\/(?!.*-agent-)/;

describeInEditor(
  'agents in the editor',
  (open, scope) => {
    /** @type {import('./window.mjs').Window} */ let window;
    /** @type {import('./window.mjs').Window['editor']} */ let editor;
    /** @type {import('./window.mjs').Window['page']} */ let page;
    /** @type {import('./window.mjs').Window['sandbox']} */ let sandbox;

    before(async () => {
      window = await open({
        others: [await packFakeAgent()],
        home: { '.bashrc': `${prompt}${endpointShim()}` },
        settings: { 'chat.disableAIFeatures': false },
      });
      ({ editor, page, sandbox } = window);
    });

    it('get their terminals marked while new terminals use a role, once the user agrees', async () => {
      await page.getByRole('tab', { name: 'AWS Roles' }).click();
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('dev');
      await row(/^AWS role dev/).waitFor();
      await editor.runCommand('AWS: Use in All New Terminals');
      await editor.statusBarItem('New terminals will use dev').waitFor();
      const question = editor.notification('Agents of VS Code open terminals too');
      await question.waitFor();
      await editor.screenshot('agents-question');
      assert.equal((await userSettings())[setting], undefined);
      await editor.press(question, 'Mark Terminals of Agents');
      const profile = await eventually(
        'the profile of agents in the settings',
        async () => (await userSettings())[setting],
      );
      assert.equal(profile.env.ROLEASSIST_AGENT, 'vscode-agent');
      assert.match(profile.env.ROLEASSIST_AGENT_WINDOWS, /^\d+@\d+@[\w-]+$/);
    });

    it('leave the terminals of the user alone', async () => {
      await editor.runCommand('Terminal: Create New Terminal');
      await editor.promptOfTerminal();
      await editor.typeInTerminal(whoami('person'));
      assert.match(await window.result('person'), person);
    });

    for (const [kind, agent] of [
      ['tool', 'github-copilot-vscode-agent'],
      ['profile', 'vscode-agent'],
    ]) {
      it(`do not get the role of the user in a terminal of theirs (${kind})`, async () => {
        const arn = await asAgent(kind, whoami(`agent-${kind}`), `agent-${kind}`);
        assert.match(arn, /:assumed-role\/developer\//);
        assert.match(arn, /-agent-/, `the session is named after ${agent}`);
        assert.doesNotMatch(arn, person);
        const assumed = (await sandbox.calls()).filter((call) => call.action === 'AssumeRole').at(-1);
        assert.match(assumed.policy, /Deny/);
        await row(new RegExp(`^terminal agent ${kind} of an agent`)).waitFor();
        await row(/^AWS role dev, of /)
          .first()
          .waitFor();
      });
    }

    it('are shown with what they were given', async () => {
      // The audit trail counts hand-outs in groups, so that the last ones may come late. The view asks when it is shown.
      await eventually('the hand-outs', async () => {
        await editor.runCommand('View: Show Explorer');
        await page.getByRole('tab', { name: 'AWS Roles' }).click();
        await row(/^AWS role dev/)
          .first()
          .waitFor();
        return page
          .getByText(/hand-outs? to GitHub Copilot/)
          .first()
          .isVisible();
      });
      await editor.shots('agents-view');
    });

    it('get production only after the yes of the user, who is asked by name', async () => {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick('prod-admin');
      await eventually('a masked input box', async () => (await editor.prompt.getAttribute('type')) === 'password');
      await editor.answer(await sandbox.nextCode(sandbox.mfaSerial));
      await row(/^AWS role prod-admin/).waitFor();

      const refused = asAgent('tool', credentials('refused'), 'refused');
      const question = page.getByRole('dialog').filter({ hasText: 'Let the agent GitHub Copilot use prod-admin' });
      await question.waitFor();
      assert.match(await question.innerText(), /PRODUCTION[\s\S]*Account: 444455556666/);
      await editor.shots('agents-approval');
      await question.getByRole('button', { name: 'Deny' }).click();
      assert.match(await refused, /AgentNotAllowed/);
      await editor.runCommand('AWS: Let Agents Ask Again');
      await page.getByText('Agents may ask again for what you have denied.').first().waitFor();

      const allowed = asAgent('tool', credentials('allowed'), 'allowed');
      await question.waitFor();
      await question.getByRole('button', { name: 'Once' }).click();
      assert.match(await allowed, /"SessionToken"/);
    });

    it('keep no mark when new terminals stop using the role', async () => {
      await editor.runCommand('AWS: Stop Using in New Terminals');
      await editor.statusBarItem('New terminals will no longer use a role').waitFor();
      await eventually('the settings without the profile', async () => !(await userSettings())[setting]);
    });

    it('are named apart from a role that a person limits to reading', async () => {
      await editor.chooseFromMenu(row(/^profile dev,/), 'Assume Read-Only');
      await row(/^AWS role dev, .*read-only/).waitFor();
      const assumed = (await sandbox.calls()).filter((call) => call.action === 'AssumeRole').at(-1);
      assert.ok(assumed.policy);
      await editor.screenshot('agents-read-only');
    });

    /**
     * A command line that writes whose credentials the AWS CLI finds to a file of $OUT. The first request of an agent fails
     * if its session takes longer than the host lets programs wait.
     */
    function whoami(name) {
      const asks = `aws sts get-caller-identity --query Arn --output text > "$OUT/part-${name}" 2>&1`;
      return `for i in 1 2 3 4 5; do ${asks} && break; sleep 1; done; mv "$OUT/part-${name}" "$OUT/${name}"`;
    }

    /** A command line that writes what an agent gets of production. */
    function credentials(name) {
      return `'${hostExecutable}' credential-process prod-admin > "$OUT/part-${name}" 2>&1; mv "$OUT/part-${name}" "$OUT/${name}"`;
    }

    /** Runs a command line in a terminal of an agent, and resolves to the result with this name. */
    async function asAgent(kind, line, name) {
      const file = path.join(window.results, 'agent-run');
      await writeFile(`${file}.part`, JSON.stringify({ kind, line }));
      await rename(`${file}.part`, file);
      return window.result(name);
    }

    /** The settings of the user, as VS Code writes them. */
    async function userSettings() {
      const text = await readFile(path.join(window.data, 'user', 'User', 'settings.json'), 'utf8');
      // VS Code writes the file in place.
      return text.trim() ? JSON.parse(text) : {};
    }

    /** A row of a view, by its accessible name. */
    function row(name) {
      return page.getByRole('treeitem', { name });
    }

    async function packFakeAgent() {
      const out = path.join(await scope.temporaryFolder('fake'), 'fake-agent.vsix');
      const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
      const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', out];
      await run(process.execPath, [vsce, 'package', ...options], { cwd: path.join(import.meta.dirname, 'fake-agent') });
      return out;
    }
  },
  { needsAwsCli: true },
);
