import { spawn } from 'node:child_process';
import { stop } from './processes.mjs';
import { hostExecutable, version } from './project.mjs';

/**
 * Starts the host as the extension does; it lives until the scope closes.
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
 * The client's end of a host's stdin and stdout. Nothing has been said yet.
 * @param {import('./main.mjs').Scope} scope
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<import('vscode-jsonrpc').MessageConnection>}
 */
export async function openConnection(scope, child) {
  // Imported late: a fresh clone has no node_modules until the build has run.
  const rpc = await import('vscode-jsonrpc/node');
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  scope.defer(() => connection.dispose());
  connection.listen();
  return connection;
}

/** Opens the conversation as the Language Server Protocol wants it. */
export async function initialize(connection) {
  const result = await connection.sendRequest('initialize', {
    processId: process.pid,
    clientInfo: { name: 'npm start', version },
  });
  await connection.sendNotification('initialized', {});
  return result;
}

/**
 * Starts the host and opens the conversation.
 * @param {import('./main.mjs').Scope} scope
 * @param {NodeJS.ProcessEnv} env
 */
export async function connectHost(scope, env) {
  const connection = await openConnection(scope, startHost(scope, env));
  await initialize(connection);
  return connection;
}
