import type { CancellationToken } from 'vscode';
import {
  Methods,
  type AssumeParams,
  type AssumeResult,
  type CodeResult,
  type CodeTemplateList,
  type DiagnosticsReport,
  type EndSessionParams,
  type FindHardCodedKeysParams,
  type GenerateCodeParams,
  type GetSandboxCodeParams,
  type GetTerminalEnvironmentParams,
  type GetTerminalStatementParams,
  type HardCodedKeyList,
  type ProfileList,
  type RefreshSessionParams,
  type RunDiagnosticsParams,
  type SandboxCode,
  type SandboxInfo,
  type SessionsSnapshot,
  type SetUpProfileParams,
  type SetUpProfileResult,
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

  refreshSession(params: RefreshSessionParams, token: CancellationToken): Promise<AssumeResult> {
    return this.transport.request(Methods.refreshSession, params, token);
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

  listCodeTemplates(token: CancellationToken): Promise<CodeTemplateList> {
    return this.transport.request(Methods.listCodeTemplates, {}, token);
  }

  generateCode(params: GenerateCodeParams, token: CancellationToken): Promise<CodeResult> {
    return this.transport.request(Methods.generateCode, params, token);
  }

  findHardCodedKeys(params: FindHardCodedKeysParams, token: CancellationToken): Promise<HardCodedKeyList> {
    return this.transport.request(Methods.findHardCodedKeys, params, token);
  }

  setUpProfile(params: SetUpProfileParams, token: CancellationToken): Promise<SetUpProfileResult> {
    return this.transport.request(Methods.setUpProfile, params, token);
  }

  runDiagnostics(params: RunDiagnosticsParams, token: CancellationToken): Promise<DiagnosticsReport> {
    return this.transport.request(Methods.runDiagnostics, params, token);
  }

  startSandbox(token: CancellationToken): Promise<SandboxInfo> {
    return this.transport.request(Methods.startSandbox, {}, token);
  }

  stopSandbox(token: CancellationToken): Promise<void> {
    return this.transport.request(Methods.stopSandbox, {}, token);
  }

  getSandboxCode(params: GetSandboxCodeParams, token: CancellationToken): Promise<SandboxCode> {
    return this.transport.request(Methods.getSandboxCode, params, token);
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
