import { PromptClosedError } from '../../infrastructure/errors/operationError.ts';

interface Prompt {
  readonly mfaSerial: string | undefined;
  readonly done: Promise<unknown>;
}

/**
 * Lets one command at a time ask for an MFA code: VS Code closes a prompt when another one opens, and one code often
 * serves all roles of a device.
 */
export class MfaPromptQueue {
  private current: Prompt | undefined;

  /**
   * Runs work that asks for the codes of a device, if no other such work is running. Otherwise waits for that work and
   * returns undefined, because the caller may no longer need a code. If the user closes the prompt, all callers that
   * wait for the same device are canceled.
   */
  async run<T extends object>(mfaSerial: string | undefined, work: () => Promise<T>): Promise<T | undefined> {
    if (this.current) {
      await this.waitFor(this.current, mfaSerial);
      return undefined;
    }
    const done = work();
    this.current = { mfaSerial, done };
    try {
      return await done;
    } finally {
      this.current = undefined;
    }
  }

  private async waitFor(prompt: Prompt, mfaSerial: string | undefined): Promise<void> {
    try {
      await prompt.done;
    } catch (error) {
      if (error instanceof PromptClosedError && prompt.mfaSerial === mfaSerial) {
        throw error;
      }
      // The other command reports its own error.
    }
  }
}
