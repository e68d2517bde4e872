import { Client as ClientOf2026 } from '@modelcontextprotocol/client';
import { StdioClientTransport as TransportOf2026 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientOf2025 } from 'mcp-sdk/client/index.js';
import { StdioClientTransport as TransportOf2025 } from 'mcp-sdk/client/stdio.js';
import { Client as ClientOf2024 } from 'mcp-sdk-old/client/index.js';
import { StdioClientTransport as TransportOf2024 } from 'mcp-sdk-old/client/stdio.js';
import { hostExecutable } from '../../../scripts/lib/project.mjs';

const info = { name: 'claude-code', version: '1.2.3' };

/** The clients of the registry, by the newest revision that each speaks. */
const clients = {
  '2026-07-28': () => [
    new ClientOf2026(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
    (server) => new TransportOf2026(server),
  ],
  '2025-11-25': () => [new ClientOf2025(info, { capabilities: {} }), (server) => new TransportOf2025(server)],
  '2024-11-05': () => [new ClientOf2024(info, { capabilities: {} }), (server) => new TransportOf2024(server)],
};

export const revisions = Object.keys(clients);

/** Every byte that the servers of this process' tests have written, to stdout and stderr. @type {Buffer[]} */
export const written = [];

/**
 * A client that is connected to `roleassist mcp`. `transcript` is everything that went over the connection, with the
 * server's stderr.
 * @param {import('../../../scripts/lib/main.mjs').Scope} scope
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, revision?: string, args?: string[] }} options
 */
export async function connectAgent(scope, { env, cwd, revision = '2025-11-25', args = [] }) {
  const [client, createTransport] = clients[revision]();
  const transport = createTransport({ command: hostExecutable, args: ['mcp', ...args], env, cwd, stderr: 'pipe' });
  const transcript = [];
  transport.stderr?.on('data', (bytes) => {
    written.push(bytes);
    transcript.push(bytes.toString());
  });
  const start = transport.start.bind(transport);
  transport.start = async () => {
    await start();
    // Before the first request, so before the first byte. There is no public way to see bytes.
    transport._process.stdout.on('data', (bytes) => written.push(bytes));
  };
  const send = transport.send.bind(transport);
  transport.send = (message, ...rest) => {
    transcript.push(JSON.stringify(message));
    return send(message, ...rest);
  };
  await client.connect(transport);
  const receive = transport.onmessage;
  transport.onmessage = (message, ...rest) => {
    transcript.push(JSON.stringify(message));
    receive(message, ...rest);
  };
  scope.defer(() => client.close());

  /** Calls a tool; resolves to its result with `text`. */
  const call = async (name, parameters = {}, options = {}) => {
    const request = { name, arguments: parameters };
    const result = await (revision === '2026-07-28'
      ? client.callTool(request, { timeout: 600_000, ...options })
      : client.callTool(request, undefined, { timeout: 600_000, ...options }));
    return { ...result, text: result.content[0].text };
  };
  return { client, call, transcript, pid: () => transport.pid };
}
