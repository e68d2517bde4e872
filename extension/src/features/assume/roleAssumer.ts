import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { HostError } from '../../infrastructure/rpc/hostErrors.ts';
import { askMfaCode, wantsMfaCode, type CodeSource } from './mfaCode.ts';
import { MfaTurns } from './mfaTurns.ts';
import { nameOf, type Wish } from './wish.ts';

/** Assumes roles: asks for what is missing and sends the request again with it. */
export class RoleAssumer {
  private readonly turns = new MfaTurns();
  private readonly underWay: string[] = [];

  constructor(
    private readonly host: HostApi,
    private readonly codeOf: CodeSource = () => undefined,
  ) {}

  /** Makes a session of a wish; one that is there is made anew. */
  async assume(wish: Wish): Promise<SessionInfo> {
    const name = nameOf(wish);
    this.underWay.push(name);
    try {
      return await this.assumeWish(wish);
    } finally {
      this.underWay.splice(this.underWay.indexOf(name), 1);
    }
  }

  /** Whether a command assumes this profile right now, and so tells the person how it goes. */
  isAssuming(profile: string): boolean {
    return this.underWay.includes(profile);
  }

  /** Only the host knows whether a code is needed, so each request goes without one first. */
  private async assumeWish(wish: Wish): Promise<SessionInfo> {
    for (;;) {
      try {
        return await this.request(wish);
      } catch (error) {
        if (!wantsMfaCode(error)) {
          throw error;
        }
        const session = await this.turns.take(error.data.mfaSerial, () => this.assumeWithCode(wish, error));
        if (session) {
          return session;
        }
      }
    }
  }

  private async assumeWithCode(wish: Wish, error: HostError): Promise<SessionInfo> {
    const tokenCode = await askMfaCode(nameOf(wish), error, this.codeOf);
    try {
      return await this.request(wish, tokenCode);
    } catch (refusal) {
      if (!wantsMfaCode(refusal)) {
        throw refusal;
      }
      return this.assumeWithCode(wish, refusal);
    }
  }

  private async request(wish: Wish, tokenCode?: string): Promise<SessionInfo> {
    const code = tokenCode === undefined ? {} : { tokenCode };
    const { session } = await withProgress(vscode.l10n.t('Assuming {0}', nameOf(wish)), (token) =>
      'session' in wish
        ? this.host.refreshSession({ sessionId: wish.session.sessionId, ...code }, token)
        : this.host.assume({ ...wish, ...code }, token),
    );
    return session;
  }
}
