import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, chmod, chown, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { run, stop } from '../../../scripts/lib/processes.mjs';
import { hostExecutable } from '../../../scripts/lib/project.mjs';
import { quote, runProgram } from './programs.mjs';
import { closedPort } from './sts-servers.mjs';

const sshd = '/usr/sbin/sshd';

export const withSshd = {
  skip:
    (process.platform !== 'linux' && 'only Linux has mount namespaces') ||
    (process.getuid?.() !== 0 && 'only root can start sshd for other users') ||
    (!existsSync(sshd) && 'sshd was not found'),
};

/**
 * A remote machine: a real sshd on the loopback, whose users exist in its own mount namespace only. Each user has a home
 * and a runtime directory, as after a login, and the host is installed for all of them.
 */
export class Remote {
  /** @type {string[]} */
  #ssh;

  /** @param {import('../../../scripts/lib/main.mjs').Scope} scope @param {Record<string, number>} users names and ids */
  static async start(scope, users) {
    const remote = new Remote();
    remote.scope = scope;
    remote.users = users;
    remote.folder = await scope.temporaryFolder('remote');
    await chmod(remote.folder, 0o755);
    remote.program = remote.path('roleassist');
    // Other users cannot enter the folder of the build.
    await copyFile(hostExecutable, remote.program);
    for (const [user, id] of Object.entries(users)) {
      for (const folder of [remote.home(user), remote.runtime(user)]) {
        await mkdir(folder, { mode: 0o700 });
        await chown(folder, id, id);
      }
    }
    await remote.#listen();
    return remote;
  }

  path = (...names) => path.join(this.folder, ...names);
  home = (user) => this.path(user);
  runtime = (user) => this.path(`run-${user}`);

  async #listen() {
    for (const key of ['host', 'client']) {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', this.path(key)]);
    }
    const port = new URL(await closedPort()).port;
    const hostKey = await readFile(this.path('host.pub'), 'utf8');
    await writeFile(this.path('known_hosts'), `[127.0.0.1]:${port} ${hostKey}`);
    await copyFile('/etc/passwd', this.path('passwd'));
    for (const [user, id] of Object.entries(this.users)) {
      await appendFile(this.path('passwd'), `${user}:*:${id}:${id}::${this.home(user)}:/bin/sh\n`);
    }
    // Strict modes would refuse keys below the folder for temporary files, which everybody can write.
    const settings = `ListenAddress 127.0.0.1:${port}
HostKey ${this.path('host')}
AuthorizedKeysFile ${this.path('client.pub')}
StrictModes no
UsePAM no
PidFile none
StreamLocalBindUnlink yes
GatewayPorts clientspecified
`;
    await writeFile(this.path('sshd_config'), settings);
    const script = `mkdir -p /run/sshd && mount --bind '${this.path('passwd')}' /etc/passwd && exec ${sshd} -D -e -f '${this.path('sshd_config')}'`;
    const server = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.scope.defer(() => stop(server));
    for await (const line of readline.createInterface({ input: server.stderr })) {
      if (line.includes('Server listening')) {
        break;
      }
    }
    server.stderr.resume();
    const options = [
      'BatchMode=yes',
      'ExitOnForwardFailure=yes',
      'LogLevel=ERROR',
      `UserKnownHostsFile=${this.path('known_hosts')}`,
    ];
    this.#ssh = ['ssh', '-F', 'none', '-i', this.path('client'), '-p', port].concat(
      options.flatMap((option) => ['-o', option]),
    );
  }

  /** The command that runs a program as a user of the remote. `forward` holds options such as `-R`. */
  command(user, program, { env = {}, forward = [] } = {}) {
    const variables = { XDG_RUNTIME_DIR: this.runtime(user), ...env };
    const words = ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...program];
    return [...this.#ssh, ...forward, `${user}@127.0.0.1`, words.map(quote).join(' ')];
  }

  run(user, program, options) {
    return runProgram(this.command(user, program, options), { env: process.env });
  }

  /** Keeps a connection open until the scope closes, from when its forwards work. */
  async connect(user, forward) {
    const [ssh, ...args] = this.command(user, ['sh', '-c', 'echo ready; exec cat'], { forward });
    const child = spawn(ssh, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.scope.defer(() => stop(child));
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'close').then(([code]) => Promise.reject(new Error(`ssh ended with ${code}.`))),
    ]);
  }
}
