import { PromptClosedError } from '../errors/operationError.ts';

interface Prompt {
  readonly subject: string;
  readonly done: Promise<unknown>;
}

/**
 * Lets one command at a time ask for what the host needs, an MFA code or a passphrase: VS Code closes a prompt when
 * another one opens, and one answer often serves several commands.
 */
export class PromptQueue {
  private current: Prompt | undefined;

  /**
   * Runs work that asks about a subject, such as an MFA device, if no other such work is running. Otherwise waits for
   * that work and returns undefined, because the caller may no longer need an answer. If the user closes the prompt,
   * all callers that wait for the same subject are canceled.
   */
  async run<T extends object>(subject: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.current) {
      await this.waitFor(this.current, subject);
      return undefined;
    }
    const done = work();
    this.current = { subject, done };
    try {
      return await done;
    } finally {
      this.current = undefined;
    }
  }

  private async waitFor(prompt: Prompt, subject: string): Promise<void> {
    try {
      await prompt.done;
    } catch (error) {
      if (error instanceof PromptClosedError && prompt.subject === subject) {
        throw error;
      }
      // The other command reports its own error.
    }
  }
}
