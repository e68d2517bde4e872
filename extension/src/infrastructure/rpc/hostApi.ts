import type { CancellationToken } from 'vscode';
import {
  Methods,
  type AssumeParams,
  type AssumeResult,
  type EndSessionParams,
  type GetTerminalEnvironmentParams,
  type GetTerminalStatementParams,
  type ProfileList,
  type SessionsSnapshot,
  type TerminalEnvironment,
  type TerminalStatement,
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

  endSession(params: EndSessionParams, token: CancellationToken): Promise<void> {
    return this.transport.request(Methods.endSession, params, token);
  }

  getTerminalEnvironment(params: GetTerminalEnvironmentParams, token: CancellationToken): Promise<TerminalEnvironment> {
    return this.transport.request(Methods.getTerminalEnvironment, params, token);
  }

  getTerminalStatement(params: GetTerminalStatementParams, token: CancellationToken): Promise<TerminalStatement> {
    return this.transport.request(Methods.getTerminalStatement, params, token);
  }

  onSessionsChanged(handler: (snapshot: SessionsSnapshot) => void): void {
    this.transport.onNotification(Methods.sessionsChanged, (params) => {
      handler(params as SessionsSnapshot);
    });
  }
}
