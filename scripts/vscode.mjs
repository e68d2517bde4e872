// Opens an editor with the packaged extension and the sandbox: `code` if installed, otherwise code-server in the
// browser.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { installCodeServer, startCodeServer } from './lib/code-server.mjs';
import { paint, say, step } from './lib/console.mjs';
import { main } from './lib/main.mjs';
import { packageExtension } from './lib/package.mjs';
import { run, which } from './lib/processes.mjs';
import { vsix } from './lib/project.mjs';
import { Sandbox } from './lib/sandbox.mjs';

await main(async (scope) => {
  await build();
  await packageExtension();
  const sandbox = await Sandbox.start(scope);

  if (which('code')) {
    explain(sandbox, 'VS Code', 'Close its window to stop.');
    await openDesktopEditor(scope, sandbox.environment);
  } else {
    await step('code-server', installCodeServer);
    const { url, exited } = await startCodeServer(scope, { vsix, env: sandbox.environment });
    explain(sandbox, paint('cyan', url), 'Press Ctrl+C to stop.');
    await openInBrowser(url);
    await exited;
  }
});

function explain(sandbox, where, ending) {
  say(`\n${where}: press F1, then ${paint('bold', 'AWS: Assume Role')}, and pick ${paint('bold', 'prod-admin')}.`);
  say(`For an MFA code, run: ${paint('cyan', sandbox.codeCommand().join(' '))}`);
  say(`Then ${paint('bold', 'AWS: Open Role Terminal')}, and in it, with the AWS CLI 2.13 or later:`);
  say(paint('cyan', 'aws sts get-caller-identity'));
  say(`${ending}\n`);
}

/** Opens `code` with separate settings and extensions, and waits until its window is closed. */
async function openDesktopEditor(scope, env) {
  const data = await scope.temporaryFolder('code');
  const folders = ['--user-data-dir', path.join(data, 'user'), '--extensions-dir', path.join(data, 'extensions')];
  const workspace = path.join(data, 'workspace');
  await mkdir(workspace);
  await run('code', [...folders, '--install-extension', vsix], { env });
  await run('code', [...folders, '--disable-workspace-trust', '--new-window', '--wait', workspace], { env });
}

/** Opens the page if there is a desktop; the address has been printed in any case. */
async function openInBrowser(url) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  const hasDesktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasDesktop && which(opener)) {
    await run(opener, [url]).catch(() => {});
  }
}
