import { PromptClosedError } from '../../infrastructure/errors/operationError.ts';

interface Prompt {
  readonly mfaSerial: string | undefined;
  readonly done: Promise<unknown>;
}

/**
 * Lets one command at a time ask for MFA codes: VS Code closes a prompt when another one opens, and one code often serves
 * all roles behind its device.
 */
export class MfaPromptQueue {
  private current: Prompt | undefined;

  /**
   * Does work that asks for codes of a device, when nobody else does such work. Otherwise waits until they are done and
   * resolves to undefined: a code may not be needed any more. A prompt that the person closes is closed for all who wait
   * for the same device's code.
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
      // What else went wrong is told to those whose prompt it was.
    }
  }
}
