import * as vscode from 'vscode';
import { showMessage } from '../presentation/messages.ts';

/** What a person can do about what they are told: a button that runs a command. */
export interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** The same where no command does it. */
export interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

export const remedies = {
  /** Assumes a profile, or the one that the person then picks. */
  assumeRole: (profile?: string): Remedy => ({
    title: vscode.l10n.t('Assume Role'),
    command: 'roleassist.assumeRole',
    ...(profile === undefined ? {} : { arguments: [profile] }),
  }),
  /** Makes a session anew, with a code if need be. */
  refreshSession: (sessionId: string): Remedy => ({
    title: vscode.l10n.t('Refresh'),
    command: 'roleassist.refreshSession',
    arguments: [{ sessionId }],
  }),
  setUpProfile: (): Remedy => ({
    title: vscode.l10n.t('Set Up a Default Profile'),
    command: 'roleassist.setUpProfile',
  }),
  startSandbox: (): Remedy => ({ title: vscode.l10n.t('Try It on the Sandbox'), command: 'roleassist.startSandbox' }),
  manageTrust: (): Remedy => ({ title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }),
  restartHost: (): Remedy => ({ title: vscode.l10n.t('Restart'), command: 'roleassist.restartHost' }),
  showLog: (): Remedy => ({ title: vscode.l10n.t('Show Log'), command: 'roleassist.showLog' }),
};

/** Shows a message with its buttons. Nothing waits for it: it may stay on the screen for long. */
export function tell(
  severity: 'error' | 'warning' | 'information',
  message: string,
  buttons: readonly (Remedy | Action)[],
): void {
  void showMessage(severity, message, buttons).then((chosen) => chosen && press(chosen));
}

function press(button: Remedy | Action): unknown {
  return 'run' in button ? button.run() : vscode.commands.executeCommand(button.command, ...(button.arguments ?? []));
}
