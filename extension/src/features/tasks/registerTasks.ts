import * as vscode from 'vscode';
import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import { RoleTasks, type TaskTerminals } from './roleTasks.ts';

export function registerTasks(
  { boundary, context, environments }: Platform,
  chooser: SessionChooser,
  newTerminals: TaskTerminals,
): void {
  const tasks = new RoleTasks(chooser, environments, newTerminals, boundary);
  context.subscriptions.push(vscode.tasks.registerTaskProvider(RoleTasks.type, tasks));
}
