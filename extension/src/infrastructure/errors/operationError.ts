import type { CommandAction } from './errorActions.ts';

/** A failure that is told to the person: a message that is safe to show, a hint, buttons. */
export class OperationError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
    readonly errorActions: readonly CommandAction[] = [],
    /** Where there is merely nothing yet, nothing has gone wrong. */
    readonly severity: 'error' | 'information' = 'error',
  ) {
    super(message);
    this.name = new.target.name;
  }

  /** What happened and what to do about it. A server's own words may end without a full stop. */
  get explanation(): string {
    const isEnded = /[.!?…:]$/.test(this.message);
    return this.hint ? `${this.message}${isEnded ? '' : '.'} ${this.hint}` : this.message;
  }
}

/** The person has given up. They know, so nothing is said. */
export class UserCancelledError extends Error {
  constructor() {
    super('Cancelled by the user.');
    this.name = new.target.name;
  }
}

/** The person has given up by closing a prompt. */
export class PromptClosedError extends UserCancelledError {}
