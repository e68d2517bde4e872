// A real keyring for tests: gnome-keyring on a bus of its own, unlocked.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run, stop, which } from '../../scripts/lib/processes.mjs';

/** Why there can be no keyring on this machine; false if there can. */
export const noKeyring =
  !['dbus-daemon', 'gnome-keyring-daemon', 'secret-tool'].every(which) && 'there is no gnome-keyring-daemon';

/**
 * @param {import('../../scripts/lib/main.mjs').Scope} scope
 * @param {string} [folderOfUser] the home folder that the keyring's files are in; by default one of its own.
 * @returns the variables with which programs find the keyring.
 */
export async function startKeyring(scope, folderOfUser) {
  const home = folderOfUser ?? (await scope.temporaryFolder('keyring'));
  const folder = async (name) => {
    await mkdir(path.join(home, name), { mode: 0o700 });
    return path.join(home, name);
  };
  const runtime = await folder('run');
  const found = {
    XDG_DATA_HOME: await folder('data'),
    XDG_RUNTIME_DIR: runtime,
    GNOME_KEYRING_CONTROL: path.join(runtime, 'keyring'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus`,
  };
  const env = { ...process.env, ...found, HOME: home, XDG_CACHE_HOME: await folder('cache') };
  const config = path.join(runtime, 'bus.conf');
  await writeFile(
    config,
    `<busconfig><type>session</type><listen>unix:path=${runtime}/bus</listen><auth>EXTERNAL</auth>
     <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
     </busconfig>`,
  );
  const bus = spawn('dbus-daemon', ['--nofork', '--nopidfile', '--print-address', `--config-file=${config}`], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  scope.defer(() => stop(bus));
  await once(bus.stdout, 'data');
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  scope.defer(() => stop(daemon));
  daemon.stdin.end('password of the test');
  const probe = [
    'dbus-send',
    ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'],
  ];
  const readAlias = ['org.freedesktop.Secret.Service.ReadAlias', 'string:default'];
  for (;;) {
    const { stdout } = await run(probe[0], [...probe[1], ...readAlias], { env }).catch(() => ({ stdout: '' }));
    if (stdout.includes('/collection/')) {
      return found;
    }
    await delay(50);
  }
}
