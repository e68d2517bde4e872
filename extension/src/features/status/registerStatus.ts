import type { Platform } from '../../infrastructure/platform.ts';
import type { NewTerminalSessions } from '../../infrastructure/state/newTerminalSessions.ts';
import { StatusBar } from './statusBar.ts';

export function registerStatus({ context, sessions, terminals }: Platform, newTerminals: NewTerminalSessions): void {
  context.subscriptions.push(new StatusBar(sessions, terminals, newTerminals));
}
