import * as vscode from 'vscode';
import type { CommandAction } from '../errors/errorActions.ts';
import { showMessage } from './messages.ts';

/** A button of a message that calls a function. */
export interface CallbackAction {
  readonly title: string;
  readonly run: () => unknown;
}

/** Shows a message with buttons. Does not wait for the user, who may leave the message open for a long time. */
export function notify(
  severity: 'error' | 'warning' | 'information',
  message: string,
  actions: readonly (CommandAction | CallbackAction)[],
): void {
  void showMessage(severity, message, actions).then((chosen) => chosen && runAction(chosen));
}

function runAction(action: CommandAction | CallbackAction): unknown {
  return 'run' in action ? action.run() : vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
}
