import * as vscode from 'vscode';

/** Which of the programs that VS Code starts in a folder get a role, and which role. */
export interface LaunchSettings {
  /** Whether debug sessions get the role. */
  readonly debugSessions: boolean;
  /** The types of the debug configurations that do. */
  readonly debugTypes: readonly string[];
  /** The profile that the folder works with; without it, the role that was assumed last. */
  readonly profile: string | undefined;
}

/** What the person has set for a folder, as it is now. A workspace that is not trusted starts nothing with a role. */
export function readLaunchSettings(folder: vscode.WorkspaceFolder | undefined): LaunchSettings {
  const settings = vscode.workspace.getConfiguration('roleassist', folder);
  const debugTypes = settings.get('debugTypes');
  const profile = settings.get('profile');
  return {
    debugSessions: settings.get('debugSessions') === true && vscode.workspace.isTrusted,
    debugTypes: Array.isArray(debugTypes) ? debugTypes.filter((type) => typeof type === 'string') : [],
    profile: (typeof profile === 'string' && profile.trim()) || undefined,
  };
}
