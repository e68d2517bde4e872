import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import { Methods, type AssumeResult, type SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { requestName, type AssumeRequest } from './assumeRequest.ts';

/** Assumes roles. */
export class RoleAssumer {
  private readonly inProgress: string[] = [];

  constructor(
    private readonly host: HostApi,
    private readonly requests = new PromptedRequests(host),
  ) {}

  /** Assumes a role or renews a session. May ask for an MFA code, or to unlock the vault. */
  async assume(request: AssumeRequest): Promise<SessionInfo> {
    const name = requestName(request);
    this.inProgress.push(name);
    try {
      const { session, lockedVaultRemark } = await this.requests.send(name, (tokenCode) =>
        this.send(request, tokenCode),
      );
      if (lockedVaultRemark !== undefined) {
        notify('information', lockedVaultRemark, [errorActions.unlockVault()]);
      }
      return session;
    } finally {
      this.inProgress.splice(this.inProgress.indexOf(name), 1);
    }
  }

  /** Whether a command is assuming this profile now and reports the outcome to the user. */
  isAssuming(profile: string): boolean {
    return this.inProgress.includes(profile);
  }

  private send(request: AssumeRequest, tokenCode?: string): Promise<AssumeResult> {
    const code = tokenCode === undefined ? {} : { tokenCode };
    return withProgress(vscode.l10n.t('Assuming {0}', requestName(request)), (token) =>
      'session' in request
        ? this.host.request(Methods.refreshSession, { sessionId: request.session.sessionId, ...code }, token)
        : this.host.request(Methods.assume, { ...request, ...code }, token),
    );
  }
}
