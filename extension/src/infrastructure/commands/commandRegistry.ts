import * as vscode from 'vscode';
import type { ErrorBoundary } from './errorBoundary.ts';

/** Registers commands so that none can be without the error boundary. */
export class CommandRegistry implements vscode.Disposable {
  private readonly registrations: vscode.Disposable[] = [];

  constructor(private readonly boundary: ErrorBoundary) {}

  register(command: string, run: () => unknown): void {
    this.registrations.push(vscode.commands.registerCommand(command, () => this.boundary.run(run)));
  }

  dispose(): void {
    vscode.Disposable.from(...this.registrations).dispose();
  }
}
