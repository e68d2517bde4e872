import * as vscode from 'vscode';
import { OperationError, PromptClosedError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { isHostError } from '../../infrastructure/rpc/hostErrors.ts';
import { isReady } from '../../infrastructure/state/expiry.ts';
import type { RecentRoles } from './recentRoles.ts';
import type { RoleAssumer } from './roleAssumer.ts';
import type { Draft, RolePicker } from './rolePicker.ts';
import { requestName, type AssumeRequest } from './assumeRequest.ts';

/** Errors that the user can fix by typing another role or picking another source profile. */
const inputErrorCodes = ['InvalidArgument', 'ConfigurationInvalid', 'ProfileNotFound', 'CredentialsMissing'] as const;

/** The commands that assume roles. */
export class AssumeRoleCommands {
  constructor(
    private readonly assumer: RoleAssumer,
    private readonly picker: RolePicker,
    private readonly recent: RecentRoles,
  ) {}

  /** Assumes a profile, or what the user picks if none is given. Returns the first session if they pick several. */
  async assumeOne(profile?: string): Promise<SessionInfo> {
    return profile === undefined ? this.assumePicked() : this.assume({ profile });
  }

  /** Assumes a profile for a session that may only read. */
  assumeReadOnly(profile: string): Promise<SessionInfo> {
    return this.assume({ profile, policyPreset: 'read-only' });
  }

  /** Assumes several roles in sequence. One MFA code often serves them all. */
  async assumeSeveral(): Promise<void> {
    await this.assumeAll(await this.picker.pickSeveral());
  }

  /** Lets the user correct a role that they typed, with the error in view. */
  private async assumePicked(draft?: Draft): Promise<SessionInfo> {
    const requests = await this.picker.pick(draft);
    const [request] = requests;
    if (!request || !('roleArn' in request)) {
      return this.assumeAll(requests);
    }
    try {
      return await this.assume(request);
    } catch (error) {
      if (!isHostError(error, ...inputErrorCodes)) {
        throw error;
      }
      return this.assumePicked({ text: request.roleArn, error: error.explanation });
    }
  }

  private async assumeAll(requests: readonly AssumeRequest[]): Promise<SessionInfo> {
    const sessions: SessionInfo[] = [];
    const failures: { name: string; error: unknown }[] = [];
    for (const request of requests) {
      try {
        sessions.push(await this.assume(request));
      } catch (error) {
        if (error instanceof PromptClosedError) {
          throw error;
        }
        failures.push({ name: requestName(request), error });
      }
    }
    return summarize(sessions, failures, requests.length);
  }

  /** Returns a session that is ready as it is. */
  private async assume(request: AssumeRequest): Promise<SessionInfo> {
    if ('session' in request) {
      return isReady(request.session, Date.now()) ? request.session : this.assumer.assume(request);
    }
    const session = await this.assumer.assume(request);
    await this.recent.add(request);
    return session;
  }
}

/** Throws a single error as it is and combines several into one message. */
function summarize(
  sessions: readonly SessionInfo[],
  failures: readonly { name: string; error: unknown }[],
  requestedCount: number,
): SessionInfo {
  const [failure] = failures;
  if (failure && failures.length === 1) {
    throw failure.error;
  }
  if (failure) {
    const reasons = failures.map(({ name, error }) => `${name}: ${reasonOf(error)}`).join(' ');
    throw new OperationError(
      vscode.l10n.t('{0} of {1} roles could not be assumed.', failures.length, requestedCount),
      reasons,
    );
  }
  const [session] = sessions;
  if (!session) {
    throw new UserCancelledError();
  }
  return session;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
