import * as vscode from 'vscode';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { isHostError } from '../../infrastructure/rpc/hostErrors.ts';
import { askMfaCode } from './mfaCode.ts';
import { pickProfile } from './pickProfile.ts';

/** Assumes a profile, or the one that the person picks when none is named. */
export async function assumeRole(host: HostApi, profile?: string): Promise<SessionInfo> {
  return assumeProfile(host, profile ?? (await pickProfile(host)));
}

/** Only the host knows whether a code is needed, so the first request goes without one. */
async function assumeProfile(host: HostApi, profile: string, tokenCode?: string): Promise<SessionInfo> {
  try {
    const { session } = await withProgress(vscode.l10n.t('Assuming {0}', profile), (token) =>
      host.assume(tokenCode === undefined ? { profile } : { profile, tokenCode }, token),
    );
    return session;
  } catch (error) {
    if (isHostError(error, 'MfaRequired') || isHostError(error, 'MfaCodeRejected')) {
      return assumeProfile(host, profile, await askMfaCode(profile, error.explanation));
    }
    throw error;
  }
}
