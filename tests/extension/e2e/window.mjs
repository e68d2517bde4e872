import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { installCodeServer, startCodeServer } from '../../../scripts/lib/code-server.mjs';
import { Scope } from '../../../scripts/lib/main.mjs';
import { run } from '../../../scripts/lib/processes.mjs';
import { vsix } from '../../../scripts/lib/project.mjs';
import { Sandbox } from '../../../scripts/lib/sandbox.mjs';
import { awsVersion } from './aws-cli.mjs';
import { chromiumPath, openPage } from './browser.mjs';
import { Editor, eventually } from './editor.mjs';
import { filesWithSecrets } from './secrets.mjs';

/**
 * Defines a suite in a real VS Code, if the machine has the prerequisites. Takes a screenshot after each test.
 * @param {string} name
 * @param {(open: (options?: WindowOptions) => Promise<Window>, scope: Scope) => void} define
 * @param {{ needsAwsCli?: boolean, skip?: string | false }} [options]
 */
export function describeInEditor(name, define, { needsAwsCli = false, skip: other = false } = {}) {
  const skip =
    other ||
    (process.platform === 'win32' && 'code-server does not run on Windows') ||
    (!chromiumPath && 'Chromium was not found on PATH; set CHROMIUM to its path') ||
    (needsAwsCli && !awsVersion && '`aws` was not found on the PATH of a login shell');
  if (skip) {
    it(name, { skip }); // skipped suites are not counted
    return;
  }
  describe(name, () => {
    const scope = new Scope();
    let window;
    afterEach((test) => window?.editor.screenshot(`${name} ${test.name}`.replaceAll(/[^\w]+/g, '-')));
    after(() => scope.close());
    define(async (options) => (window = await openWindow(scope, options)), scope);
  });
}

/**
 * Opens a window of an isolated VS Code with the packaged extension and the sandbox's profiles.
 * @typedef {{ settings?: object, machineSettings?: object, files?: Record<string, string>, home?: Record<string, string>, workspaceFile?: string,
 *   env?: NodeJS.ProcessEnv, accounts?: number, others?: string[], asksForTrust?: boolean, isDesktop?: boolean }} WindowOptions
 *   `files` are the files of the workspace by name, and `home` those of the home folder; `workspaceFile` is one of `files`
 *   to open instead of the folder; `accounts` is how many member accounts the sandbox has; `others` are other extensions; `isDesktop` is as for
 *   `openPage`.
 *
 * @param {Scope} scope
 * @param {WindowOptions} [options]
 */
async function openWindow(
  scope,
  { settings, files = {}, home = {}, workspaceFile, env, accounts, isDesktop, ...options } = {},
) {
  await installCodeServer();
  const sandbox = await Sandbox.start(scope, { accounts });
  const homeFolder = await scope.temporaryFolder('user');
  await writeFiles(homeFolder, { '.bashrc': prompt, ...home });
  const results = await scope.temporaryFolder('out');

  const environment = { ...sandbox.environment, HOME: homeFolder, SHELL: '/bin/bash', OUT: results, ...env };
  const installation = { vsix, env: environment, settings: { ...plainSettings, ...settings }, ...options };
  const { url, data } = await startCodeServer(scope, installation);
  const workspace = path.join(data, 'workspace');
  await writeFiles(workspace, files);
  const address = workspaceFile ? `${url}?workspace=${path.join(workspace, workspaceFile)}` : url;
  const page = await openPage(scope, address, path.join(homeFolder, 'browser'), isDesktop);
  const editor = new Editor(page);
  await editor.ready();

  return {
    sandbox,
    page,
    editor,
    /** The folders and files of this VS Code: its extensions, logs, settings and workspace. */
    data,
    workspace,
    home: homeFolder,
    /**
     * The folder $OUT, in which programs of the window leave results for the test: the only folder that may contain
     * secrets.
     */
    results,

    /** The process IDs of the hosts that this VS Code has started. */
    async hosts() {
      const { stdout } = await run('ps', ['-A', '-o', 'pid=,args=']);
      return stdout
        .split('\n')
        .filter((line) => line.includes(data) && / serve --stdio$/.test(line.trimEnd()))
        .map((line) => Number.parseInt(line, 10));
    },

    /** Reads and deletes the file with this name that a program of the window wrote to the folder $OUT. */
    async result(name) {
      const file = path.join(results, name);
      const text = await eventually(`the file ${name}`, () => readFile(file, 'utf8').catch(() => ''), { seconds: 40 });
      await rm(file);
      return text.trim();
    },

    /** The files of VS Code, its terminals, its browser and the host that contain one of these texts. */
    async filesWith(texts) {
      const folders = [data, homeFolder, environment.ROLEASSIST_STATE_FOLDER];
      return (await Promise.all(folders.map((folder) => filesWithSecrets(folder, texts)))).flat();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openWindow>>} Window */

/** A line for Bash's start-up file that makes the prompt recognizable for tests. */
export const prompt = "PS1='\\W $ '\n";

/** Settings that show what matters in tests and their screenshots. */
const plainSettings = {
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
  'workbench.preferredDarkColorTheme': 'Dark Modern',
  'workbench.preferredLightColorTheme': 'Light Modern',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontFamily': 'DejaVu Sans Mono',
  'terminal.integrated.gpuAcceleration': 'off', // makes its rows part of the document, so that they can be read
  'terminal.integrated.copyOnSelection': true,
  'terminal.integrated.fontFamily': 'DejaVu Sans Mono',
};

async function writeFiles(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
