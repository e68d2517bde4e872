import { spawn } from 'node:child_process';
import { stop } from './processes.mjs';
import { hostExecutable, version } from './project.mjs';

/**
 * Starts the host and opens the conversation as the extension does.
 * @param {import('./main.mjs').Scope} scope
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('vscode-jsonrpc').MessageConnection>}
 */
export async function connectHost(scope, env) {
  // Imported late: a fresh clone has no node_modules until the build has run.
  const rpc = await import('vscode-jsonrpc/node');
  const child = spawn(hostExecutable, ['serve', '--stdio'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  scope.defer(() => stop(child));
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  scope.defer(() => connection.dispose());
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    clientInfo: { name: 'npm start', version },
  });
  await connection.sendNotification('initialized', {});
  return connection;
}
