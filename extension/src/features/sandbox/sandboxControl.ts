import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods, type SandboxInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** The profile that shows the most: a role that asks for an MFA code. */
const featuredProfile = 'sandbox-prod-admin';

/** The sandbox within the host: AWS accounts for whoever has none, with an MFA device that gives its codes away. */
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
        'The sandbox imitates AWS on this machine. Its roles begin with "sandbox-" and give no access to AWS; its MFA codes are a click away.',
      ),
      [
        {
          title: vscode.l10n.t('Open Role Terminal'),
          command: 'roleassist.openRoleTerminal',
          arguments: [{ profile }],
        },
        { title: vscode.l10n.t('Pick a Role'), command: 'roleassist.assumeRole' },
      ],
    );
  }

  async stop(): Promise<void> {
    await withProgress(vscode.l10n.t('Stopping the sandbox'), (token) =>
      this.host.request(Methods.stopSandbox, {}, token),
    );
    this.setRunning(undefined);
  }

  /** The host has ended, and the sandbox with it. */
  reset(): void {
    this.setRunning(undefined);
  }

  /** What fetches a code of an MFA device, where the device is the sandbox's. */
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
