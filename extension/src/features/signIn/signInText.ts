import * as vscode from 'vscode';
import { formatDateTime, formatTime } from '../../infrastructure/presentation/sessionText.ts';
import type { SignedIn, SignInInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Describes the state of a sign-in. */
export function describeSignIn({ state, expiresAt, isRenewable }: SignInInfo): string {
  switch (state) {
    case 'unreadable':
      return vscode.l10n.t('cannot be read');
    case 'signedOut':
      return vscode.l10n.t('signed out');
    default:
      return isRenewable || expiresAt === undefined
        ? vscode.l10n.t('signed in')
        : vscode.l10n.t('signed in until {0}', formatDateTime(expiresAt));
  }
}

/** Tells that the user is signed in, and for how long. */
export function describeSignedIn({ name, identity, expiresAt, isRenewable }: SignedIn): string {
  const who = identity === undefined ? name : vscode.l10n.t('{0} as {1}', name, identity);
  return isRenewable
    ? vscode.l10n.t('Signed in to {0}. The sign-in is renewed until the session ends.', who)
    : vscode.l10n.t('Signed in to {0} until {1}.', who, formatTime(expiresAt));
}
