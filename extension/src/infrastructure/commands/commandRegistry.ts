import * as vscode from 'vscode';
import type { ErrorBoundary } from './errorBoundary.ts';

/** Registers commands, each inside the error boundary. */
export class CommandRegistry implements vscode.Disposable {
  private readonly registrations: vscode.Disposable[] = [];

  constructor(private readonly boundary: ErrorBoundary) {}

  register(command: string, run: (argument?: unknown) => unknown): void {
    this.registrations.push(
      vscode.commands.registerCommand(command, async (argument?: unknown) => {
        await this.boundary.run(() => run(argument));
      }),
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.registrations).dispose();
  }
}
