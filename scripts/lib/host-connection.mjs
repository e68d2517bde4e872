import { spawn } from 'node:child_process';
import { stop } from './processes.mjs';
import { hostExecutable, version } from './project.mjs';

/**
 * Starts the host like the extension does; it runs until the scope closes.
 * @param {import('./main.mjs').Scope} scope
 * @param {NodeJS.ProcessEnv} env
 * @param {{ args?: string[], stderr?: 'ignore' | 'pipe', program?: string }} [options]
 */
export function startHost(scope, env, { args = [], stderr = 'ignore', program = hostExecutable } = {}) {
  const child = spawn(program, ['serve', '--stdio', ...args], { env, stdio: ['pipe', 'pipe', stderr] });
  scope.defer(() => stop(child));
  return child;
}

/**
 * Connects to a host over its stdin and stdout, without sending anything.
 * @param {import('./main.mjs').Scope} scope
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<import('vscode-jsonrpc').MessageConnection>}
 */
export async function openConnection(scope, child) {
  // Imported on demand: a fresh clone has no node_modules until the build has run.
  const rpc = await import('vscode-jsonrpc/node');
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  scope.defer(() => connection.dispose());
  connection.listen();
  return connection;
}

/** Initializes the connection as the Language Server Protocol requires. The host ends with the client's process. */
export async function initialize(connection, processId = process.pid) {
  const result = await connection.sendRequest('initialize', {
    processId,
    clientInfo: { name: 'npm start', version },
  });
  await connection.sendNotification('initialized', {});
  return result;
}

/**
 * Starts the host and initializes the connection.
 * @param {import('./main.mjs').Scope} scope
 * @param {NodeJS.ProcessEnv} env
 */
export async function connectHost(scope, env) {
  const connection = await openConnection(scope, startHost(scope, env));
  await initialize(connection);
  return connection;
}
