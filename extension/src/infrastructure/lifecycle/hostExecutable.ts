import { homedir } from 'node:os';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };

/** What this needs of the extension's context. */
export type Installation = Pick<ExtensionContext, 'extensionPath' | 'extension'>;

/** Whether the package contains a host. The package for platforms that have none says so in its package.json. */
export function isHostPackaged({ extension }: Installation): boolean {
  return (extension.packageJSON as { roleassistHost?: unknown }).roleassistHost !== 'dotnet-tool';
}

/**
 * Returns the path of the host's executable: in the package, which is the same place as in the working tree, or where
 * .NET installs its global tools. No setting and no PATH has a say, so that a workspace cannot choose a program.
 */
export function hostExecutable(installation: Installation): string {
  const name = process.platform === 'win32' ? 'roleassist.exe' : 'roleassist';
  if (!isHostPackaged(installation)) {
    return path.join(homedir(), '.dotnet', 'tools', name);
  }
  const rid = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  return path.join(installation.extensionPath, 'artifacts', 'host', rid, name);
}
