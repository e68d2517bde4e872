import type * as vscode from 'vscode';

/** The folders whose new terminals get a session. */
export interface NewTerminalScopes {
  readonly onDidChange: vscode.Event<void>;
  scopes(): readonly unknown[];
}

/** The sessions that new terminals get. */
export interface NewTerminalSessions {
  readonly onDidChange: vscode.Event<void>;
  /** Whether new terminals of any folder get this session. */
  haveSession(sessionId: string): boolean;
}
