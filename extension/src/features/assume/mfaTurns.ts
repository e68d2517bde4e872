import { PromptClosedError } from '../../infrastructure/commands/errors.ts';

interface Turn {
  readonly mfaSerial: string | undefined;
  readonly done: Promise<unknown>;
}

/**
 * Lets one command at a time ask for MFA codes: VS Code closes a prompt when another one opens, and one code often serves
 * all roles behind its device.
 */
export class MfaTurns {
  private current: Turn | undefined;

  /**
   * Does work that asks for codes of a device, when nobody else does such work. Otherwise waits until they are done and
   * resolves to undefined: a code may not be needed any more. A prompt that the person closes is closed for all who wait
   * for the same device's code.
   */
  async take<T extends object>(mfaSerial: string | undefined, work: () => Promise<T>): Promise<T | undefined> {
    if (this.current) {
      await this.endOf(this.current, mfaSerial);
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

  private async endOf(turn: Turn, mfaSerial: string | undefined): Promise<void> {
    try {
      await turn.done;
    } catch (error) {
      if (error instanceof PromptClosedError && turn.mfaSerial === mfaSerial) {
        throw error;
      }
      // What else went wrong is told to those whose turn it was.
    }
  }
}
