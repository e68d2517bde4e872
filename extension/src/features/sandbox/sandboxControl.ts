import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods, type SandboxInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** The profile that shows the most: a role that requires an MFA code. */
const featuredProfile = 'sandbox-prod-admin';

/** Controls the host's sandbox, which simulates AWS accounts and an MFA device whose codes it can supply. */
export class SandboxControl {
  private running: SandboxInfo | undefined;

  constructor(private readonly host: HostApi) {}

  async start(): Promise<void> {
    const sandbox = await withProgress(vscode.l10n.t('Starting the sandbox'), (token) =>
      this.host.request(Methods.startSandbox, {}, token),
    );
    this.setRunning(sandbox);
    const profile = sandbox.profiles.includes(featuredProfile) ? featuredProfile : sandbox.profiles[0];
    notify(
      'information',
      vscode.l10n.t(
        'The sandbox simulates AWS on this machine. Its roles start with "sandbox-" and give no access to AWS. You can get its MFA codes with one click.',
      ),
      [
        errorActions.openRoleTerminal({ profile }),
        { title: vscode.l10n.t('Select a Role'), command: 'roleassist.assumeRole' },
      ],
    );
  }

  async stop(): Promise<void> {
    await withProgress(vscode.l10n.t('Stopping the sandbox'), (token) =>
      this.host.request(Methods.stopSandbox, {}, token),
    );
    this.setRunning(undefined);
  }

  /** Called when the host has stopped, and the sandbox with it. */
  reset(): void {
    this.setRunning(undefined);
  }

  /** Returns a function that fetches a code, if the MFA device belongs to the sandbox. */
  codeFetcherFor(mfaSerial: string | undefined): (() => Promise<string>) | undefined {
    if (!this.running || mfaSerial !== this.running.mfaSerial) {
      return undefined;
    }
    return async () => {
      const { tokenCode } = await withProgress(vscode.l10n.t('Waiting for the next code'), (token) =>
        this.host.request(Methods.getSandboxCode, { mfaSerial }, token),
      );
      return tokenCode;
    };
  }

  private setRunning(sandbox: SandboxInfo | undefined): void {
    this.running = sandbox;
    void vscode.commands.executeCommand('setContext', 'roleassist.sandboxRuns', sandbox !== undefined);
  }
}
