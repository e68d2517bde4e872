import * as vscode from 'vscode';
import type { Platform } from '../../infrastructure/platform.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import { maintainArnKey } from './arnAtCursor.ts';
import { OpenConsole } from './openConsole.ts';
import { RecentServices } from './recentServices.ts';

/** Registers the commands that open the AWS console. */
export function registerConsole(
  { api, commands, context, profiles, sessions }: Platform,
  requests: PromptedRequests,
  chooser: SessionChooser,
): void {
  const console = new OpenConsole(api, requests, chooser, sessions, profiles, new RecentServices(context.globalState));
  commands.register('roleassist.openConsole', (row) => console.open(row));
  commands.register('roleassist.openConsoleService', (row) => console.openService(row));
  commands.register('roleassist.openArnInConsole', () => console.openArn(vscode.window.activeTextEditor));
  context.subscriptions.push(maintainArnKey());
}
