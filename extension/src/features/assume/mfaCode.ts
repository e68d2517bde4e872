import * as vscode from 'vscode';
import { ask } from '../../infrastructure/prompts/prompts.ts';

/** Asks for an MFA code, behind a mask. The prompt says which device's, and why the last code was refused. */
export async function askMfaCode(profile: string, prompt: string): Promise<string> {
  const answer = await ask({
    title: vscode.l10n.t('MFA code for {0}', profile),
    prompt,
    placeHolder: vscode.l10n.t('Six digits'),
    password: true,
    // People turn to another window, or to their phone, to read the code.
    ignoreFocusOut: true,
    validateInput: (value) => (isMfaCode(value) ? undefined : vscode.l10n.t('An MFA code has six digits.')),
  });
  return answer.trim();
}

function isMfaCode(value: string): boolean {
  return /^\d{6}$/.test(value.trim());
}
