import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { AssumeParams, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { isHostError } from '../../infrastructure/rpc/hostErrors.ts';
import { askMfaCode } from './mfaCode.ts';
import { pickProfile } from './pickProfile.ts';

/** Assumes a profile, or the one that the person picks when none is named. */
export async function assumeRole(host: HostApi, profile?: string): Promise<SessionInfo> {
  return assumeProfile(host, profile ?? (await pickProfile(host)));
}

/** Only the host knows whether a code is needed, so the first request goes without one. */
async function assumeProfile(host: HostApi, profile: string): Promise<SessionInfo> {
  const title = vscode.l10n.t('Assuming {0}', profile);
  let params: AssumeParams = { profile };
  for (;;) {
    try {
      const { session } = await withProgress(title, (token) => host.assume(params, token));
      return session;
    } catch (error) {
      if (!isHostError(error, 'MfaRequired') && !isHostError(error, 'MfaCodeRejected')) {
        throw error;
      }
      params = { profile, tokenCode: await askMfaCode(profile, error) };
    }
  }
}
