import type { CommandAction } from './errorActions.ts';

/** A failure that the user is told about: a message that is safe to show, an optional hint, and actions. */
export class OperationError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
    readonly errorActions: readonly CommandAction[] = [],
    /** The severity `information` is for a state that is not a failure, such as an empty list. */
    readonly severity: 'error' | 'information' = 'error',
  ) {
    super(message);
    this.name = new.target.name;
  }

  /** The message followed by the hint. A server's message may lack a period. */
  get explanation(): string {
    const isEnded = /[.!?…:]$/.test(this.message);
    return this.hint ? `${this.message}${isEnded ? '' : '.'} ${this.hint}` : this.message;
  }
}

/** The user canceled, so there is nothing to show. */
export class UserCancelledError extends Error {
  constructor() {
    super('Cancelled by the user.');
    this.name = new.target.name;
  }
}

/** The user closed a prompt. */
export class PromptClosedError extends UserCancelledError {}
