import type { Platform } from '../../infrastructure/platform.ts';
import { StatusBar } from './statusBar.ts';

export function registerStatus({ context, sessions, terminals }: Platform): void {
  context.subscriptions.push(new StatusBar(sessions, terminals));
}
