import * as vscode from 'vscode';
import { logError } from '../logging/logError.ts';
import type { ConnectHost, HostConnection, NotificationHandler } from './hostConnection.ts';

/**
 * Connections whose code is loaded when the first of them is started: it is most of the extension's, and a window in which
 * no role is assumed never needs it.
 */
export function lazyConnector(load: () => Promise<ConnectHost>, log: vscode.LogOutputChannel): ConnectHost {
  return (onDied) => new LazyConnection(load, log, onDied);
}

class LazyConnection implements HostConnection {
  private readonly handlers: [method: string, handler: NotificationHandler][] = [];
  private loaded: HostConnection | undefined;

  constructor(
    private readonly load: () => Promise<ConnectHost>,
    private readonly log: vscode.LogOutputChannel,
    private readonly onDied: () => void,
  ) {}

  async start(): Promise<void> {
    const connect = await this.loadCode();
    const connection = connect(this.onDied);
    for (const [method, handler] of this.handlers) {
      connection.onNotification(method, handler);
    }
    this.loaded = connection;
    await connection.start();
  }

  /** Like a connection that is still starting, one that is still being loaded cannot be stopped yet. */
  stop(): Promise<void> {
    return this.connection().then((connection) => connection.stop());
  }

  async sendRequest<R>(method: string, params: unknown, token: vscode.CancellationToken): Promise<R> {
    return (await this.connection()).sendRequest<R>(method, params, token);
  }

  /** What is to be heard is said before the connection is started. */
  onNotification(method: string, handler: NotificationHandler): vscode.Disposable {
    this.handlers.push([method, handler]);
    return new vscode.Disposable(() => undefined);
  }

  /** The person is told that the log says why. What goes wrong later is written there by what is loaded. */
  private async loadCode(): Promise<ConnectHost> {
    try {
      return await this.load();
    } catch (error) {
      logError(this.log, error);
      throw error;
    }
  }

  private connection(): Promise<HostConnection> {
    return this.loaded ? Promise.resolve(this.loaded) : Promise.reject(new Error('The connection is not started yet.'));
  }
}
