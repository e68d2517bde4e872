import type { HostApi } from '../rpc/hostApi.ts';
import { isHostError, type HostError } from '../rpc/hostErrors.ts';
import { askMfaCode, needsMfaCode, type CodeFetcherLookup } from './mfaCode.ts';
import { PromptQueue } from './promptQueue.ts';
import { openVault, unlockVault } from './vaultPrompts.ts';

/** The subject of prompts about the vault. Those about MFA codes have their device as subject. */
const vault = 'vault';

/**
 * Sends the requests of commands. If the host needs an MFA code or a locked vault, asks the user and repeats the
 * request. What runs in the background does not use this, because it must not ask.
 */
export class PromptedRequests {
  private readonly prompts = new PromptQueue();

  constructor(
    private readonly host: HostApi,
    private readonly codeFetcherFor: CodeFetcherLookup = () => undefined,
  ) {}

  /**
   * Sends a request that may need an MFA code, and the keys in the vault. Only the host knows whether it does, so the
   * first request has no code.
   * @param name what the code is for, such as a profile
   */
  send<T extends object>(name: string, send: (tokenCode?: string) => Promise<T>): Promise<T> {
    return this.sendUnlocked(() => this.sendWithCode(name, send));
  }

  /** Sends a request that may need the keys in the vault. */
  sendUnlocked<T>(send: () => Promise<T>): Promise<T> {
    return unlockOnce(send, () => this.prompts.run(vault, () => unlockVault(this.host)));
  }

  /** Opens the vault: unlocks it, or creates it if there is none yet. */
  async openVault(): Promise<void> {
    while (!(await this.prompts.run(vault, () => openVault(this.host)))) {
      // Another command asked for something, perhaps for this.
    }
  }

  private async sendWithCode<T extends object>(name: string, send: (tokenCode?: string) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await send();
      } catch (error) {
        if (!needsMfaCode(error)) {
          throw error;
        }
        const result = await this.prompts.run(error.data.mfaSerial ?? '', () => this.askAndSend(name, send, error));
        if (result) {
          return result;
        }
      }
    }
  }

  private async askAndSend<T>(name: string, send: (tokenCode?: string) => Promise<T>, error: HostError): Promise<T> {
    const tokenCode = await askMfaCode(name, error, this.codeFetcherFor);
    try {
      // No other prompt is open, and the code must not be asked for again.
      return await unlockOnce(
        () => send(tokenCode),
        () => unlockVault(this.host),
      );
    } catch (rejection) {
      if (!needsMfaCode(rejection)) {
        throw rejection;
      }
      return this.askAndSend(name, send, rejection);
    }
  }
}

/**
 * Sends a request. If the vault is locked, unlocks it once and sends the request again.
 * @param unlock returns undefined if it only waited for another command
 */
async function unlockOnce<T>(send: () => Promise<T>, unlock: () => Promise<object | undefined>): Promise<T> {
  for (let hasUnlocked = false; ;) {
    try {
      return await send();
    } catch (error) {
      if (hasUnlocked || !isHostError(error, 'VaultLocked')) {
        throw error;
      }
      hasUnlocked = (await unlock()) !== undefined;
    }
  }
}
