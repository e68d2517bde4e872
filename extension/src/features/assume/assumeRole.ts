import * as vscode from 'vscode';
import { OperationError, PromptClosedError, UserCancelledError } from '../../infrastructure/commands/errors.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { isHostError } from '../../infrastructure/rpc/hostErrors.ts';
import { isReady } from '../../infrastructure/state/expiry.ts';
import type { RecentRoles } from './recentRoles.ts';
import type { RoleAssumer } from './roleAssumer.ts';
import type { Draft, RolePicker } from './rolePicker.ts';
import { nameOf, type Wish } from './wish.ts';

/** What is answered to a role, or to the profile that is to assume it, which cannot be meant. */
const codesOfTyped = ['InvalidArgument', 'ConfigurationInvalid', 'ProfileNotFound', 'CredentialsMissing'] as const;

/** The commands that assume roles. */
export class AssumeRole {
  constructor(
    private readonly assumer: RoleAssumer,
    private readonly picker: RolePicker,
    private readonly recent: RecentRoles,
  ) {}

  /** Assumes a profile, or what the person says when none is named; of several, the first is the answer. */
  async one(profile?: string): Promise<SessionInfo> {
    return profile === undefined ? this.picked() : this.assume({ profile });
  }

  /** Assumes several roles, one after the other: one code often serves them all. */
  async several(): Promise<void> {
    await this.all(await this.picker.pickSeveral());
  }

  /** What was typed and cannot be meant is typed again, with what is wrong in view. */
  private async picked(draft?: Draft): Promise<SessionInfo> {
    const wishes = await this.picker.pick(draft);
    const [wish] = wishes;
    if (!wish || !('roleArn' in wish)) {
      return this.all(wishes);
    }
    try {
      return await this.assume(wish);
    } catch (error) {
      if (!isHostError(error, ...codesOfTyped)) {
        throw error;
      }
      return this.picked({ text: wish.roleArn, fault: error.explanation });
    }
  }

  private async all(wishes: readonly Wish[]): Promise<SessionInfo> {
    const sessions: SessionInfo[] = [];
    const failures: { name: string; error: unknown }[] = [];
    for (const wish of wishes) {
      try {
        sessions.push(await this.assume(wish));
      } catch (error) {
        if (error instanceof PromptClosedError) {
          throw error;
        }
        failures.push({ name: nameOf(wish), error });
      }
    }
    return result(sessions, failures, wishes.length);
  }

  /** A session that is good is taken as it is. */
  private async assume(wish: Wish): Promise<SessionInfo> {
    if ('session' in wish) {
      return isReady(wish.session, Date.now()) ? wish.session : this.assumer.assume(wish);
    }
    const session = await this.assumer.assume(wish);
    await this.recent.add(wish);
    return session;
  }
}

/** One failure speaks for itself; several become one message. */
function result(
  sessions: readonly SessionInfo[],
  failures: readonly { name: string; error: unknown }[],
  wanted: number,
): SessionInfo {
  const [failure] = failures;
  if (failure && failures.length === 1) {
    throw failure.error;
  }
  if (failure) {
    const reasons = failures.map(({ name, error }) => `${name}: ${reasonOf(error)}`).join(' ');
    throw new OperationError(vscode.l10n.t('{0} of {1} roles could not be assumed.', failures.length, wanted), reasons);
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
