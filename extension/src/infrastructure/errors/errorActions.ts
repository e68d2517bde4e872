import * as vscode from 'vscode';

/** A button of a message that runs a command. */
export interface CommandAction {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** The actions that messages offer. */
export const errorActions = {
  /** Assumes a profile; without one, the user picks it. */
  assumeRole: (profile?: string): CommandAction => ({
    title: vscode.l10n.t('Assume Role'),
    command: 'roleassist.assumeRole',
    ...(profile === undefined ? {} : { arguments: [profile] }),
  }),
  /** Renews a session; asks for an MFA code if necessary. */
  refreshSession: (sessionId: string): CommandAction => ({
    title: vscode.l10n.t('Refresh'),
    command: 'roleassist.refreshSession',
    arguments: [{ sessionId }],
  }),
  setUpProfile: (): CommandAction => ({
    title: vscode.l10n.t('Set Up a Default Profile'),
    command: 'roleassist.setUpProfile',
  }),
  startSandbox: (): CommandAction => ({
    title: vscode.l10n.t('Try It in the Sandbox'),
    command: 'roleassist.startSandbox',
  }),
  openRoleTerminal: (argument?: object): CommandAction => ({
    title: vscode.l10n.t('Open Role Terminal'),
    command: 'roleassist.openRoleTerminal',
    ...(argument === undefined ? {} : { arguments: [argument] }),
  }),
  useInNewTerminals: (argument: unknown): CommandAction => ({
    title: vscode.l10n.t('Use in All New Terminals'),
    command: 'roleassist.useInNewTerminals',
    arguments: [argument],
  }),
  /** Moves the key of a profile to the vault, or the keys that the user picks. */
  moveKeys: (profile?: string): CommandAction => ({
    title: vscode.l10n.t('Move Keys to the Vault…'),
    command: 'roleassist.moveKeys',
    ...(profile === undefined ? {} : { arguments: [profile] }),
  }),
  /** Rotates the key of a profile, or one that the user picks. */
  rotateKeys: (profile?: string): CommandAction => ({
    title: vscode.l10n.t('Rotate Keys…'),
    command: 'roleassist.rotateKeys',
    ...(profile === undefined ? {} : { arguments: [profile] }),
  }),
  /** Signs in; without a name, the user picks to what. Afterwards, the profile can be assumed. */
  signIn: (name?: string, profile?: string): CommandAction => ({
    title: vscode.l10n.t('Sign In'),
    command: 'roleassist.signIn',
    ...(name === undefined ? {} : { arguments: [{ signIn: name, ...(profile === undefined ? {} : { profile }) }] }),
  }),
  /** Adds a code to a sign-in that waits for the browser. */
  useSignInCode: (name: string): CommandAction => ({
    title: vscode.l10n.t('Use a Code Instead'),
    command: 'roleassist.useSignInCode',
    arguments: [name],
  }),
  unlockVault: (): CommandAction => ({ title: vscode.l10n.t('Unlock Vault'), command: 'roleassist.unlockVault' }),
  manageTrust: (): CommandAction => ({
    title: vscode.l10n.t('Manage Workspace Trust'),
    command: 'workbench.trust.manage',
  }),
  restartHost: (): CommandAction => ({ title: vscode.l10n.t('Restart'), command: 'roleassist.restartHost' }),
  showLog: (): CommandAction => ({ title: vscode.l10n.t('Show Log'), command: 'roleassist.showLog' }),
};
