import * as vscode from 'vscode';
import type { Platform } from '../../infrastructure/platform.ts';
import { addProfiles } from './addProfiles.ts';
import { pickSession } from './pickSession.ts';
import { PopulatePreviews } from './populatePreviews.ts';
import { undoAddProfiles } from './undoAddProfiles.ts';

/** Registers the commands that add profiles for the accounts and roles of a sign-in, and take them back. */
export function registerPopulate({ api, commands, context }: Platform): void {
  const previews = new PopulatePreviews();
  commands.register('roleassist.addProfiles', async (session) =>
    addProfiles(api, previews, textOf(session) ?? (await pickSession(api, { signsIn: true }))),
  );
  commands.register('roleassist.undoAddProfiles', async (session) =>
    undoAddProfiles(api, textOf(session) ?? (await pickSession(api, { signsIn: false }))),
  );
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(PopulatePreviews.scheme, previews));
}

/** Any extension may call a command with any argument. */
function textOf(argument: unknown): string | undefined {
  return typeof argument === 'string' ? argument : undefined;
}
