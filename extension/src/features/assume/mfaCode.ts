import * as vscode from 'vscode';
import { ask } from '../../infrastructure/prompts/prompts.ts';
import { isHostError, type HostError } from '../../infrastructure/rpc/hostErrors.ts';

/** Whether an error is answered with an MFA code. */
export function wantsMfaCode(error: unknown): error is HostError {
  return isHostError(error, 'MfaRequired', 'MfaCodeRejected', 'MfaCodeSpent');
}

/** What fetches the codes of an MFA device, where that can be done. */
export type CodeSource = (mfaSerial: string | undefined) => (() => Promise<string>) | undefined;

/**
 * Asks, behind a mask, for the MFA code that an error wants; says why the last one was refused, and counts down to the
 * next one where that has to be waited for.
 */
export async function askMfaCode(profile: string, error: HostError, codeOf: CodeSource): Promise<string> {
  const { mfaSerial, retryAfterSeconds = 0 } = error.data;
  const device = mfaSerial ?? vscode.l10n.t('the MFA device');
  const nextCode = Date.now() + retryAfterSeconds * 1000;
  const secondsLeft = () => Math.ceil((nextCode - Date.now()) / 1000);

  const fetch = codeOf(mfaSerial);
  const reply = await ask({
    title: vscode.l10n.t('MFA code for {0}', profile),
    placeholder: vscode.l10n.t('Six digits'),
    password: true,
    prompt: () =>
      secondsLeft() > 0
        ? vscode.l10n.t('The next code of {0}, in {1} s', device, secondsLeft())
        : fetch
          ? vscode.l10n.t('The code of the sandbox, which the button above gets for you')
          : vscode.l10n.t('The code that {0} shows now', device),
    objection: isHostError(error, 'MfaRequired') ? undefined : () => reason(error, secondsLeft()),
    buttons: fetch
      ? [{ iconPath: new vscode.ThemeIcon('wand'), tooltip: vscode.l10n.t("Get the Sandbox's Code") }]
      : [],
    validate: (text) => (isMfaCode(text) ? undefined : vscode.l10n.t('An MFA code has six digits.')),
  });
  return 'text' in reply ? reply.text : (fetch?.() ?? '');
}

/** Why the last code was refused. A spent one was right, so what is said is when the next one comes. */
function reason(error: HostError, secondsLeft: number): string {
  if (error.data.code !== 'MfaCodeSpent') {
    return error.explanation;
  }
  return secondsLeft > 0
    ? vscode.l10n.t('{0} Next code in {1} s.', error.message, secondsLeft)
    : vscode.l10n.t('{0} The next code is there now.', error.message);
}

function isMfaCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}
