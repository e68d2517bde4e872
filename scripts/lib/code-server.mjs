import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure, run, stopGroup } from './processes.mjs';
import { artifacts } from './project.mjs';

const version = '4.139.1';
const folder = path.join(artifacts, 'code-server');
const nodePackage = `node${process.platform === 'darwin' && process.arch === 'arm64' ? '-bin' : ''}-${
  process.platform === 'win32' ? 'win' : process.platform
}-${process.arch}`;
const node = path.join(folder, 'node_modules', nodePackage, 'bin', 'node');
const entry = path.join(folder, 'node_modules/code-server/out/node/entry.js');

/** Installs code-server (VS Code in the browser) with the Node.js version that it requires. */
export async function installCodeServer() {
  const installed = path.join(folder, `installed-${version}`);
  if (existsSync(installed)) {
    return 'up to date';
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }');

  // Most install scripts of VS Code's dependencies download binaries that a browser-only server does not need; the two
  // modules below are required to start.
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  await npm([...install, `${nodePackage}@24`, `code-server@${version}`], folder);
  await npm([...install, '--omit=dev'], vscode);
  await npm([...install, '--omit=dev'], path.join(vscode, 'extensions'));
  await npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], vscode);
  await writeFile(installed, '');
}

async function npm(args, cwd) {
  try {
    await run('npm', args, { cwd });
  } catch {
    await delay(3000); // a registry with a temporary failure has usually recovered by then
    await run('npm', args, { cwd });
  }
}

/**
 * Starts code-server on the loopback interface with our extension and any given others, isolated from
 * any other VS Code.
 * @param {import('./main.mjs').Scope} scope
 * @param {{ vsix: string, others?: string[], env: NodeJS.ProcessEnv, settings?: object,
 *   machineSettings?: object, asksForTrust?: boolean }} options
 *   `asksForTrust` shows the workspace trust prompt; otherwise the workspace is trusted.
 */
export async function startCodeServer(
  scope,
  { vsix, others = [], env, settings = {}, machineSettings = {}, asksForTrust = false },
) {
  const data = await scope.temporaryFolder('code');
  const folders = [
    '--config',
    path.join(data, 'config.yaml'),
    '--user-data-dir',
    path.join(data, 'user'),
    '--extensions-dir',
    path.join(data, 'extensions'),
  ];
  await mkdir(path.join(data, 'workspace'));
  // Its windows are on a remote, which takes settings about the machine from files of its own.
  for (const [of, content] of Object.entries({ User: { ...quietSettings, ...settings }, Machine: machineSettings })) {
    const folder = path.join(data, 'user', of);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(content));
  }

  const installs = [vsix, ...others].flatMap((extension) => ['--install-extension', extension]);
  await run(node, [entry, ...folders, ...installs], { env });

  const port = await freePort();
  const child = spawn(
    node,
    [
      entry,
      ...folders,
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${port}`,
      '--disable-telemetry',
      '--disable-update-check',
      ...(asksForTrust ? [] : ['--disable-workspace-trust']),
      '--disable-getting-started-override',
      path.join(data, 'workspace'),
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  scope.defer(() => stopGroup(child));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (log += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (log += text));

  const url = `http://127.0.0.1:${port}/`;
  for (let attempts = 0; attempts < 3000 && child.exitCode === null; attempts++) {
    if (
      await fetch(new URL('healthz', url)).then(
        (response) => response.ok,
        () => false,
      )
    ) {
      return { url, data, exited };
    }
    await delay(100);
  }
  throw new Failure(`code-server did not start.\n\n${log.trim()}`);
}

/** Settings that hide everything in VS Code that does not belong to the extension. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
};

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
