#!/usr/bin/env node
// Starts the host of the package that npm installed for this platform.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const { platform, arch } = process;
const require = createRequire(import.meta.url);

/** On Linux, npm installs the package for the machine's C library only. */
function findHost() {
  for (const target of [`${platform}-${arch}`, ...(platform === 'linux' ? [`alpine-${arch}`] : [])]) {
    try {
      return require.resolve(`@roleassist/${target}/bin/roleassist${platform === 'win32' ? '.exe' : ''}`);
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

const host = findHost();
if (host === undefined) {
  process.stderr.write(
    `error: There is no RoleAssist for ${platform}-${arch} in this installation.\n` +
      'hint: Install it again without --omit=optional, or run: dotnet tool install --global RoleAssist.Tool\n',
  );
  process.exit(1);
}
const child = spawn(host, process.argv.slice(2), { stdio: 'inherit' });
// Ctrl+C reaches the host by itself; it decides what happens.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.once('error', (error) => {
  process.stderr.write(`error: ${host} could not be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (code, signal) => {
  if (signal === null) {
    process.exitCode = code;
  } else {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
});
