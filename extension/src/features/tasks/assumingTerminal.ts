import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';

const failed = 1;

/** A task terminal that assumes a role, runs another task with it, and exits with that task's exit code. */
export class AssumingTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private execution: vscode.TaskExecution | undefined;
  private isClosed = false;

  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly boundary: ErrorBoundary,
    /** Assumes the role and creates the task to run. */
    private readonly prepare: () => Promise<vscode.Task>,
  ) {}

  open(): void {
    this.write(vscode.l10n.t('Assuming the role for this task.'));
    void this.run();
  }

  close(): void {
    this.isClosed = true;
    this.execution?.terminate();
  }

  private async run(): Promise<void> {
    const exitCode = await this.boundary.run(async () => {
      const task = await this.prepare();
      return this.isClosed ? failed : this.execute(task);
    });
    this.closed.fire(exitCode ?? failed);
  }

  private async execute(task: vscode.Task): Promise<number> {
    const ended = new Promise<number>((resolve) => {
      const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution === this.execution) {
          subscription.dispose();
          resolve(exitCode ?? failed);
        }
      });
    });
    this.execution = await vscode.tasks.executeTask(task);
    this.write(vscode.l10n.t('The task runs in a separate terminal.'));
    return ended;
  }

  private write(line: string): void {
    this.written.fire(`${line}\r\n`);
  }
}
