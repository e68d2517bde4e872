import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods, type SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { HostError } from '../../infrastructure/rpc/hostErrors.ts';
import { askMfaCode, needsMfaCode, type CodeFetcherLookup } from './mfaCode.ts';
import { MfaPromptQueue } from './mfaPromptQueue.ts';
import { requestName, type AssumeRequest } from './assumeRequest.ts';

/** Assumes roles. Asks for an MFA code if the host requires one, and repeats the request with it. */
export class RoleAssumer {
  private readonly mfaPrompts = new MfaPromptQueue();
  private readonly inProgress: string[] = [];

  constructor(
    private readonly host: HostApi,
    private readonly codeFetcherFor: CodeFetcherLookup = () => undefined,
  ) {}

  /** Assumes a role or renews a session. */
  async assume(request: AssumeRequest): Promise<SessionInfo> {
    const name = requestName(request);
    this.inProgress.push(name);
    try {
      return await this.assumeRequest(request);
    } finally {
      this.inProgress.splice(this.inProgress.indexOf(name), 1);
    }
  }

  /** Whether a command is assuming this profile now and reports the outcome to the user. */
  isAssuming(profile: string): boolean {
    return this.inProgress.includes(profile);
  }

  /** Only the host knows whether a code is needed, so the first request has none. */
  private async assumeRequest(request: AssumeRequest): Promise<SessionInfo> {
    for (;;) {
      try {
        return await this.send(request);
      } catch (error) {
        if (!needsMfaCode(error)) {
          throw error;
        }
        const session = await this.mfaPrompts.run(error.data.mfaSerial, () => this.assumeWithCode(request, error));
        if (session) {
          return session;
        }
      }
    }
  }

  private async assumeWithCode(request: AssumeRequest, error: HostError): Promise<SessionInfo> {
    const tokenCode = await askMfaCode(requestName(request), error, this.codeFetcherFor);
    try {
      return await this.send(request, tokenCode);
    } catch (rejection) {
      if (!needsMfaCode(rejection)) {
        throw rejection;
      }
      return this.assumeWithCode(request, rejection);
    }
  }

  private async send(request: AssumeRequest, tokenCode?: string): Promise<SessionInfo> {
    const code = tokenCode === undefined ? {} : { tokenCode };
    const { session } = await withProgress(vscode.l10n.t('Assuming {0}', requestName(request)), (token) =>
      'session' in request
        ? this.host.request(Methods.refreshSession, { sessionId: request.session.sessionId, ...code }, token)
        : this.host.request(Methods.assume, { ...request, ...code }, token),
    );
    return session;
  }
}
