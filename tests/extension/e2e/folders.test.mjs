// Tests a window with several folders, each of which can use a different role, and the status bar that shows the role.
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { endpointShim } from './aws-cli.mjs';
import { eventually } from './editor.mjs';
import { describeInEditor, prompt } from './window.mjs';

const nobodys = /:user\/alice$/;
const dev = /:assumed-role\/developer\//;
const vendor = /:assumed-role\/vendor-access\//;

describeInEditor(
  'a window with several folders',
  (open) => {
    /** @type {import('./window.mjs').Window} */ let window;
    /** @type {import('./window.mjs').Window['editor']} */ let editor;

    before(async () => {
      window = await open({
        files: {
          'api/README.md': '',
          'web/README.md': '',
          'both.code-workspace': JSON.stringify({ folders: [{ path: 'api' }, { path: 'web' }] }),
        },
        workspaceFile: 'both.code-workspace',
        home: { '.bashrc': prompt + endpointShim() },
        env: { AWS_PROFILE: 'home' },
      });
      ({ editor } = window);
      await assume('vendor');
      await assume('dev');
    });

    it('asks in which folder new terminals should use a role', async () => {
      await editor.runCommand('AWS: Use in All New Terminals');
      await eventually('the question', async () => /In which folder\?/.test(await editor.promptText()));
      const folders = await editor.options.allInnerTexts();
      assert.deepEqual(
        folders.map((text) => text.split('/', 1)[0].trim()),
        ['All folders', 'api', 'web'],
      );
      await editor.shots('folders-which');
      await editor.pick('api');
      await editor.pick('dev');
      await editor.statusBarItem('New terminals will use dev').waitFor();
    });

    it('gives the role only to terminals of that folder', async () => {
      assert.match(await identityIn('api'), dev);
      assert.match(await identityIn('web'), nobodys);
    });

    it('gives another role to the other folder', async () => {
      await editor.runCommand('AWS: Use in All New Terminals');
      await editor.pick('web');
      await editor.pick('vendor');
      await editor.statusBarItem('New terminals will use vendor').waitFor();
      assert.match(await identityIn('web'), vendor);
      assert.match(await identityIn('api'), dev);
    });

    it('removes the role from one folder', async () => {
      await editor.runCommand('AWS: Stop Using in New Terminals');
      await eventually('the question', async () => /In which folder\?/.test(await editor.promptText()));
      await editor.pick('api');
      await editor.statusBarItem('New terminals will no longer use a role').waitFor();
      assert.match(await identityIn('api'), nobodys);
      assert.match(await identityIn('web'), vendor);
    });

    async function assume(profile) {
      await editor.runCommand('AWS: Assume Role');
      await editor.pick(profile);
      await editor.statusBarItem(profile).waitFor();
    }

    /** The identity that the AWS CLI reports in a new terminal of a folder. */
    async function identityIn(folder) {
      await editor.runCommand('Terminal: Create New Terminal');
      await editor.pick(folder);
      await editor.promptOfTerminal(folder);
      await editor.typeInTerminal(
        'aws sts get-caller-identity --query Arn --output text > "$OUT/part" 2>&1; mv "$OUT/part" "$OUT/terminal"',
      );
      return window.result('terminal');
    }
  },
  { needsAwsCli: true },
);
