import type { CancellationToken } from 'vscode';
import { notificationGuards, type Notifications, type Requests } from './contract.generated.ts';

/** Carries requests to the host and notifications back. */
export interface Transport {
  request<R>(method: string, params: object, token: CancellationToken): Promise<R>;
  onNotification(method: string, handler: (params: unknown) => void): void;
}

/** The host's methods with the types of the contract. */
export class HostApi {
  constructor(private readonly transport: Transport) {}

  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token: CancellationToken,
  ): Promise<Requests[M]['result']> {
    return this.transport.request(method, params, token);
  }

  /** Calls the handler only if the params are valid. Otherwise the connection logs the error. */
  onNotification<M extends keyof Notifications>(method: M, handler: (params: Notifications[M]) => void): void {
    const isValid = notificationGuards[method];
    this.transport.onNotification(method, (params) => {
      if (!isValid(params)) {
        throw new Error(`The params of '${method}' do not match the contract.`);
      }
      handler(params);
    });
  }
}
