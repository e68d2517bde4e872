import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { HostError } from '../../infrastructure/rpc/hostErrors.ts';
import { askMfaCode, wantsMfaCode } from './mfaCode.ts';
import { MfaTurns } from './mfaTurns.ts';
import { pickProfile } from './pickProfile.ts';

/** Assumes roles: asks for what is missing and sends the request again with it. */
export class RoleAssumer {
  private readonly turns = new MfaTurns();
  private readonly underWay: string[] = [];

  constructor(private readonly host: HostApi) {}

  /** Assumes a profile, or the one that the person picks when none is named. */
  async assume(profile?: string): Promise<SessionInfo> {
    const name = profile ?? (await pickProfile(this.host));
    this.underWay.push(name);
    try {
      return await this.assumeProfile(name);
    } finally {
      this.underWay.splice(this.underWay.indexOf(name), 1);
    }
  }

  /** Whether a command assumes this profile right now, and so tells the person how it goes. */
  isAssuming(profile: string): boolean {
    return this.underWay.includes(profile);
  }

  /** Only the host knows whether a code is needed, so each request goes without one first. */
  private async assumeProfile(profile: string): Promise<SessionInfo> {
    for (;;) {
      try {
        return await this.request(profile);
      } catch (error) {
        if (!wantsMfaCode(error)) {
          throw error;
        }
        const session = await this.turns.take(error.data.mfaSerial, () => this.assumeWithCode(profile, error));
        if (session) {
          return session;
        }
      }
    }
  }

  private async assumeWithCode(profile: string, error: HostError): Promise<SessionInfo> {
    const tokenCode = await askMfaCode(profile, error);
    try {
      return await this.request(profile, tokenCode);
    } catch (refusal) {
      if (!wantsMfaCode(refusal)) {
        throw refusal;
      }
      return this.assumeWithCode(profile, refusal);
    }
  }

  private async request(profile: string, tokenCode?: string): Promise<SessionInfo> {
    const params = tokenCode === undefined ? { profile } : { profile, tokenCode };
    const { session } = await withProgress(vscode.l10n.t('Assuming {0}', profile), (token) =>
      this.host.assume(params, token),
    );
    return session;
  }
}
