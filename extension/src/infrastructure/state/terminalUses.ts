import type { Event } from 'vscode';

/** A terminal in which a session is used. */
export interface TerminalUse {
  readonly name: string;
  show(): void;
}

/** The terminals in which sessions are used. */
export interface TerminalUses {
  readonly onDidChange: Event<void>;
  /** Those of one session. */
  of(sessionId: string): readonly TerminalUse[];
}
