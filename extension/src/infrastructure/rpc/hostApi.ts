import type { CancellationToken } from 'vscode';
import {
  Methods,
  type AssumeParams,
  type AssumeResult,
  type EndSessionParams,
  type GetTerminalEnvironmentParams,
  type ProfileList,
  type RefreshSessionParams,
  type SessionsSnapshot,
  type TerminalEnvironment,
} from './contract.generated.ts';

/** What carries requests to the host and notifications back. */
export interface Transport {
  request<R>(method: string, params: object, token: CancellationToken): Promise<R>;
  onNotification(method: string, handler: (params: unknown) => void): void;
}

/** The host's methods, typed. */
export class HostApi {
  constructor(private readonly transport: Transport) {}

  listProfiles(token: CancellationToken): Promise<ProfileList> {
    return this.transport.request(Methods.listProfiles, {}, token);
  }

  assume(params: AssumeParams, token: CancellationToken): Promise<AssumeResult> {
    return this.transport.request(Methods.assume, params, token);
  }

  refreshSession(params: RefreshSessionParams, token: CancellationToken): Promise<AssumeResult> {
    return this.transport.request(Methods.refreshSession, params, token);
  }

  endSession(params: EndSessionParams, token: CancellationToken): Promise<void> {
    return this.transport.request(Methods.endSession, params, token);
  }

  getTerminalEnvironment(params: GetTerminalEnvironmentParams, token: CancellationToken): Promise<TerminalEnvironment> {
    return this.transport.request(Methods.getTerminalEnvironment, params, token);
  }

  onSessionsChanged(handler: (snapshot: SessionsSnapshot) => void): void {
    this.transport.onNotification(Methods.sessionsChanged, (params) => {
      handler(params as SessionsSnapshot);
    });
  }

  onProfilesChanged(handler: () => void): void {
    this.transport.onNotification(Methods.profilesChanged, handler);
  }
}
