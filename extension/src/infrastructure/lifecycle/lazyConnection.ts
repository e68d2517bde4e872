import * as vscode from 'vscode';
import { logError } from '../logging/logError.ts';
import type { ConnectHost, HostConnection, NotificationHandler } from './hostConnection.ts';

/**
 * Creates connections whose code is loaded when the first one starts. That code is most of the extension, and a window
 * that uses no role never needs it.
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

  /** A connection that is still loading cannot be stopped yet, like one that is still starting. */
  stop(): Promise<void> {
    return this.connection().then((connection) => connection.stop());
  }

  async sendRequest<R>(method: string, params: unknown, token: vscode.CancellationToken): Promise<R> {
    return (await this.connection()).sendRequest<R>(method, params, token);
  }

  /** Handlers are registered before the connection starts. */
  onNotification(method: string, handler: NotificationHandler): vscode.Disposable {
    this.handlers.push([method, handler]);
    return new vscode.Disposable(() => undefined);
  }

  /** The user is referred to the log, so log the error. The loaded connection logs its own errors. */
  private async loadCode(): Promise<ConnectHost> {
    try {
      return await this.load();
    } catch (error) {
      logError(this.log, error);
      throw error;
    }
  }

  private connection(): Promise<HostConnection> {
    return this.loaded
      ? Promise.resolve(this.loaded)
      : Promise.reject(new Error('The connection has not been started.'));
  }
}
