import * as vscode from 'vscode';
import { ask } from '../../infrastructure/prompts/prompts.ts';
import { isHostError, type HostError } from '../../infrastructure/rpc/hostErrors.ts';

/** Asks, behind a mask, for the MFA code that an error wants; says why the last one was refused. */
export async function askMfaCode(profile: string, error: HostError): Promise<string> {
  const { mfaSerial } = error.data;
  const answer = await ask({
    title: vscode.l10n.t('MFA code for {0}', profile),
    prompt: mfaSerial ? vscode.l10n.t('The code that {0} shows now', mfaSerial) : error.message,
    placeholder: vscode.l10n.t('Six digits'),
    password: true,
    objection: isHostError(error, 'MfaCodeRejected') ? error.explanation : undefined,
    validate: (value) => (isMfaCode(value) ? undefined : vscode.l10n.t('An MFA code has six digits.')),
  });
  return answer.trim();
}

function isMfaCode(value: string): boolean {
  return /^\d{6}$/.test(value.trim());
}
