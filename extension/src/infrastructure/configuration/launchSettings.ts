import * as vscode from 'vscode';

/** The settings for programs that VS Code starts in a folder. */
export interface LaunchSettings {
  /** Whether debug sessions get the role. */
  readonly debugSessions: boolean;
  /** The types of debug configurations that get the role. */
  readonly debugTypes: readonly string[];
  /** The profile of the folder. Without one, the most recently assumed role is used. */
  readonly profile: string | undefined;
}

/** Reads the current settings of a folder. In an untrusted workspace nothing starts with a role. */
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
