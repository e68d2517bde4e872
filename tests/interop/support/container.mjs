import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { chmod, copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stop } from '../../../scripts/lib/processes.mjs';
import { quote, runProgram } from './programs.mjs';

export const withContainers = {
  skip:
    (process.platform !== 'linux' && 'only Linux has namespaces') ||
    (process.getuid?.() !== 0 && 'only root can build a container without an engine'),
};

/** Folders of this machine that hold its programs and libraries, or links to those folders. */
const system = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/usr'].filter((name) => existsSync(name));

/**
 * A container without an engine: a root of its own with this machine's programs, and namespaces of its own for mounts,
 * processes and the network. It understands the arguments of `docker run` that RoleAssist prints.
 */
export class Container {
  /** @param {import('../../../scripts/lib/main.mjs').Scope} scope */
  static async create(scope) {
    const container = new Container();
    container.scope = scope;
    container.root = await scope.temporaryFolder('root');
    await chmod(container.root, 0o755);
    for (const name of ['/proc', '/dev', '/etc', '/tmp', ...system]) {
      if (system.includes(name) && lstatSync(name).isSymbolicLink()) {
        await symlink(readlinkSync(name), container.path(name));
      } else {
        await mkdir(container.path(name));
      }
    }
    await chmod(container.path('/tmp'), 0o1777);
    await writeFile(container.path('/etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
    await copyFile('/etc/ld.so.cache', container.path('/etc/ld.so.cache'));
    return container;
  }

  path = (name) => path.join(this.root, name);

  /**
   * The command that runs a program in the container.
   * @param {string[]} dockerArgs
   * @param {string[]} program
   * @param {{ env?: NodeJS.ProcessEnv, mapRootTo?: number }} [options] `env` is that of docker; `mapRootTo` makes the
   *   container's root that user outside, as in a rootless engine.
   */
  command(dockerArgs, program, { env = {}, mapRootTo } = {}) {
    const { names, mounts, user } = parse(dockerArgs);
    const binds = [
      ...system.filter((name) => !lstatSync(name).isSymbolicLink()).map((name) => ({ source: name, target: name })),
      ...mounts,
    ].map(({ source, target }) => {
      const place = quote(this.path(target));
      const make = lstatSync(source).isDirectory()
        ? `mkdir -p ${place}`
        : `mkdir -p "$(dirname ${place})"; [ -e ${place} ] || : >${place}`;
      return `${make}; mount --bind ${quote(source)} ${place}; mount -o remount,bind,ro ${place}`;
    });
    const set = names.filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]}`);
    const id = user ?? '0:0';
    const [uid, gid] = id.split(':');
    const enter = ['env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin', 'HOME=/', ...set, ...program];
    const drop = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    // A rootless engine's root is mapped after the mounts, which only this root may do.
    const last =
      mapRootTo === undefined
        ? ['chroot', this.root, ...drop, ...enter]
        : ['setpriv', `--reuid=${mapRootTo}`, `--regid=${mapRootTo}`, '--clear-groups']
            .concat(['unshare', '--user', '--map-root-user', 'chroot', this.root])
            .concat(enter);
    const script = [
      'set -e',
      ...binds,
      `mount -t tmpfs none ${quote(this.path('/usr/local'))}; mkdir ${quote(this.path('/usr/local/bin'))}`,
      `mount --rbind /dev ${quote(this.path('/dev'))}`,
      `mount -t proc none ${quote(this.path('/proc'))}`,
      'ip link set lo up',
      `exec ${last.map(quote).join(' ')}`,
    ].join('\n');
    return ['unshare', '--mount', '--pid', '--fork', '--net', 'sh', '-c', script];
  }

  run(dockerArgs, program, options) {
    return runProgram(this.command(dockerArgs, program, options), { env: process.env, cwd: '/' });
  }

  /** Starts a program whose stdin and stdout stay open. It ends with the scope. */
  start(dockerArgs, program, options) {
    const [command, ...args] = this.command(dockerArgs, program, options);
    const child = spawn(command, args, { env: process.env, cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
    this.scope.defer(() => stop(child));
    return child;
  }
}

/** Reads arguments of `docker run`, and rejects those that a container of this kind cannot follow. */
function parse(args) {
  const found = { names: [], mounts: [], user: undefined };
  for (let i = 0; i < args.length; i += 2) {
    const [option, value] = [args[i], args[i + 1]];
    if (option === '-e') {
      found.names.push(value);
    } else if (option === '--user') {
      found.user = value;
    } else if (option === '--mount') {
      const fields = Object.fromEntries(value.split(',').map((field) => field.split('=')));
      found.mounts.push({ source: fields.source, target: fields.target });
    } else {
      throw new Error(`A container without an engine has no ${option}.`);
    }
  }
  return found;
}
