import type { CancellationToken, Disposable } from 'vscode';

/** A connection to one host process. */
export interface HostConnection {
  start(): Promise<void>;
  stop(): Promise<void>;
  sendRequest<R>(method: string, params: unknown, token: CancellationToken): Promise<R>;
  onNotification(method: string, handler: NotificationHandler): Disposable;
}

export type NotificationHandler = (params: unknown) => void;

/** Creates a connection to a host that has not been started. Calls `onDied` if the host exits unexpectedly. */
export type ConnectHost = (onDied: () => void) => HostConnection;
