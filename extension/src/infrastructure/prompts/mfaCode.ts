import * as vscode from 'vscode';
import { ask } from './prompts.ts';
import { isHostError, type HostError } from '../rpc/hostErrors.ts';

/** Whether an error asks for an MFA code. */
export function needsMfaCode(error: unknown): error is HostError {
  return isHostError(error, 'MfaRequired', 'MfaCodeRejected', 'MfaCodeSpent');
}

/** Returns a function that fetches the codes of an MFA device, if that is possible. */
export type CodeFetcherLookup = (mfaSerial: string | undefined) => (() => Promise<string>) | undefined;

/**
 * Asks for the MFA code that an error requires, in a masked field. Shows why the previous code was rejected, and counts
 * down if the user has to wait for the next one.
 */
export async function askMfaCode(
  profile: string,
  error: HostError,
  codeFetcherFor: CodeFetcherLookup,
): Promise<string> {
  const { mfaSerial, retryAfterSeconds = 0 } = error.data;
  const device = deviceName(mfaSerial);
  const nextCode = Date.now() + retryAfterSeconds * 1000;
  const secondsLeft = () => Math.ceil((nextCode - Date.now()) / 1000);

  const fetchCode = codeFetcherFor(mfaSerial);
  const reply = await ask({
    title: vscode.l10n.t('MFA code for {0}', profile),
    placeholder: vscode.l10n.t('Six digits'),
    password: true,
    prompt: () =>
      secondsLeft() > 0
        ? vscode.l10n.t('Enter the next code from {0}, in {1} s', device, secondsLeft())
        : fetchCode
          ? vscode.l10n.t("Press the wand button to fill in the sandbox's code")
          : vscode.l10n.t('Enter the current code from {0}', device),
    initialError: isHostError(error, 'MfaRequired') ? undefined : () => rejectionReason(error, secondsLeft()),
    buttons: fetchCode ? [{ iconPath: new vscode.ThemeIcon('wand'), tooltip: vscode.l10n.t('Get Sandbox Code') }] : [],
    validate: (text) => (isMfaCode(text) ? undefined : vscode.l10n.t('An MFA code has six digits.')),
  });
  return 'text' in reply ? reply.text : (fetchCode?.() ?? '');
}

/** Describes a virtual device by its name and account, and any other by its serial number. */
function deviceName(mfaSerial: string | undefined): string {
  const [, account, name] = /^arn:[^:]*:iam::(\d+):mfa\/(.+)$/.exec(mfaSerial ?? '') ?? [];
  if (account && name) {
    return vscode.l10n.t('MFA device {0} ({1})', name, account);
  }
  return mfaSerial === undefined ? vscode.l10n.t('the MFA device') : vscode.l10n.t('MFA device {0}', mfaSerial);
}

/** Returns why the previous code was rejected. A spent code was correct, so this tells when the next one is due. */
function rejectionReason(error: HostError, secondsLeft: number): string {
  if (error.data.code !== 'MfaCodeSpent') {
    return error.explanation;
  }
  return secondsLeft > 0
    ? vscode.l10n.t('{0} Next code in {1} s.', error.message, secondsLeft)
    : vscode.l10n.t('{0} The next code is available now.', error.message);
}

function isMfaCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}
