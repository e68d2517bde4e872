// Publishes the host with debug symbols and without native code to where the extension looks for it, for a managed
// debugger.
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { step } from './lib/console.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/processes.mjs';
import { artifacts, hostExecutable, rid } from './lib/project.mjs';

await main(() =>
  step('host for debugging', async () => {
    const folder = path.join(artifacts, 'publish', `debug-host-${rid}`);
    const options = ['--configuration', 'Debug', '--runtime', rid, '--no-self-contained', '--output', folder];
    const properties = ['-p:PublishAot=false', '-p:PublishSingleFile=true'];
    await run('dotnet', ['publish', 'server/RoleAssist.Host', ...options, ...properties, '--nologo', '-v', 'quiet']);

    // Without its stamp, the native host is considered out of date, and the next build recreates it.
    await rm(path.join(artifacts, 'stamps', `host-${rid}`), { force: true });
    await mkdir(path.dirname(hostExecutable), { recursive: true });
    await copyFile(path.join(folder, path.basename(hostExecutable)), `${hostExecutable}.new`);
    await rename(`${hostExecutable}.new`, hostExecutable);
  }),
);
