import type { TerminalNode } from './sessionNodes.ts';

/** Shows the terminal of a row in the view. */
export function showTerminal(argument: unknown): void {
  (argument as Partial<TerminalNode> | undefined | null)?.terminal?.show();
}
