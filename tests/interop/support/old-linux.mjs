import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unpackDebianPackages } from '../../../scripts/lib/debian-packages.mjs';
import { artifacts } from '../../../scripts/lib/project.mjs';

/** The C library, a shell, and OpenSSL, which .NET loads for hashes. */
const packages = ['libc6', 'dash', 'libssl1.1'];

/**
 * The root file system of an old Debian with a host in it.
 * @param {string} host the path of the executable
 * @param {string} home the folder that programs see as /home
 */
export async function oldLinux(host, home) {
  const root = path.join(artifacts, 'old-linux');
  await unpackDebianPackages({ architecture: 'amd64', packages, folder: root });
  for (const name of ['proc', 'dev', 'home', 'tmp', 'host']) {
    await mkdir(path.join(root, name), { recursive: true });
  }
  await chmod(path.join(root, 'tmp'), 0o1777);
  await writeFile(path.join(root, 'etc', 'passwd'), 'root:x:0:0:root:/home:/bin/sh\n');
  const script = [
    'set -e',
    `mount -t proc none "$0/proc"`,
    `mount --rbind /dev "$0/dev"`,
    `mount --bind "$1" "$0/home"`,
    `mount --bind "$2" "$0/host"`,
    'root=$0; shift 2; exec chroot "$root" "$@"',
  ].join('\n');
  return {
    /** The command that runs a program there. The mounts end with it. */
    command: (...program) => ['unshare', '--mount', 'sh', '-c', script, root, home, path.dirname(host), ...program],
    /** The host, seen from there. */
    host: `/host/${path.basename(host)}`,
  };
}
