import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { unpackDebianPackages } from '../../../scripts/lib/debian-packages.mjs';
import { artifacts, hostFor } from '../../../scripts/lib/project.mjs';

/** The C library, a shell, and OpenSSL, which .NET loads for hashes. */
const packages = ['libc6', 'dash', 'libssl1.1'];

/**
 * The root file system of an old Debian with a host in it.
 * @param {{ target: string, debian: string, emulator?: string }} machine `debian` is Debian's name of the architecture,
 *   `emulator` a static program that runs programs of this architecture.
 * @param {string} home the folder that programs see as /home
 */
export async function oldLinux({ target, debian, emulator }, home) {
  const root = path.join(artifacts, 'old-linux', debian);
  await unpackDebianPackages({ architecture: debian, packages, folder: root });
  for (const name of ['proc', 'dev', 'home', 'tmp', 'host']) {
    await mkdir(path.join(root, name), { recursive: true });
  }
  await chmod(path.join(root, 'tmp'), 0o1777);
  if (emulator) {
    await copyFile(emulator, path.join(root, 'emulator'));
  }
  const script = [
    'set -e',
    `mount -t proc none "$0/proc"`,
    `mount --rbind /dev "$0/dev"`,
    `mount --bind "$1" "$0/home"`,
    `mount --bind "$2" "$0/host"`,
    'root=$0; shift 2; exec chroot "$root" "$@"',
  ].join('\n');
  /** The command that runs the host there. The mounts end with it. */
  return (...args) => [
    ...['unshare', '--mount', 'sh', '-c', script, root, home, path.dirname(hostFor(target))],
    ...[...(emulator ? ['/emulator'] : []), '/host/roleassist', ...args],
  ];
}
