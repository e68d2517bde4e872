import { EventEmitter } from 'node:events';
import { initialize, openConnection, startHost } from '../../../scripts/lib/host-connection.mjs';
import { frame, readFrames } from './frames.mjs';

/** The published host in `serve --stdio`, with everything it has printed. */
export class Host {
  #child;
  #progress = new EventEmitter().setMaxListeners(0);
  #stdin = [];
  #stdout = [];
  #stderr = '';

  /** How the process ended. @type {Promise<{ code: number | null, signal: string | null }>} */
  ended;

  constructor(child) {
    this.#child = child;
    child.stdin.on('error', () => {}); // a host that has ended does not read
    this.#recordInput(child.stdin);
    child.stdout.on('data', (bytes) => {
      this.#stdout.push(bytes);
      this.#progress.emit('progress');
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      this.#stderr += text;
      this.#progress.emit('progress');
    });
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
    void this.ended.then(() => this.#progress.emit('progress'));
  }

  /**
   * Starts a host without sending anything to it.
   * @param {import('../../../scripts/lib/main.mjs').Scope} scope
   * @param {NodeJS.ProcessEnv} env
   * @param {{ logLevel?: string, program?: string, processId?: number | null }} [options]
   */
  static start(scope, env, { logLevel = 'Information', program } = {}) {
    return new Host(startHost(scope, env, { args: ['--log-level', logLevel], stderr: 'pipe', program }));
  }

  /** Starts a host and initializes the connection through vscode-jsonrpc. */
  static async connect(scope, env, options) {
    const host = Host.start(scope, env, options);
    host.rpc = await openConnection(scope, host.#child);
    await initialize(host.rpc, options?.processId);
    return host;
  }

  /** The process, for a connection of another kind. */
  get child() {
    return this.#child;
  }

  get pid() {
    return this.#child.pid;
  }

  get stdout() {
    return Buffer.concat(this.#stdout);
  }

  get stderr() {
    return this.#stderr;
  }

  /** The messages from the host, in order. */
  get messages() {
    return readFrames(this.stdout).messages;
  }

  /** The messages to the host, in order. */
  get sentMessages() {
    return readFrames(Buffer.concat(this.#stdin)).messages;
  }

  #recordInput(stdin) {
    const write = stdin.write.bind(stdin);
    stdin.write = (chunk, ...rest) => {
      this.#stdin.push(Buffer.from(chunk));
      return write(chunk, ...rest);
    };
  }

  /** Sends raw bytes. */
  write(bytes) {
    this.#child.stdin.write(bytes);
  }

  /** Sends a message without vscode-jsonrpc, which would not send an invalid one. */
  send(message) {
    this.write(frame({ jsonrpc: '2.0', ...message }));
  }

  closeStdin() {
    this.#child.stdin.end();
  }

  /** Sends a raw request and resolves to the response, whether result or error. */
  ask(id, method, params) {
    this.send({ id, method, params });
    return this.until(() => this.messages.find((message) => message.id === id && !message.method));
  }

  /** Waits until `find` finds something in the host's output; fails if the host ends before. */
  async until(find) {
    const end = this.ended.then(() => 'ended');
    for (;;) {
      const heard = new Promise((resolve) => this.#progress.once('progress', resolve));
      const found = find();
      if (found) {
        return found;
      }
      if ((await Promise.race([heard, end])) === 'ended' && !find()) {
        throw new Error(`The host ended before it said what it should.\n${this.stderr}`);
      }
    }
  }
}
