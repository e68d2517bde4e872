import path from 'node:path';

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };

/** Returns the path of the host's executable, which is the same in the working tree and in the installed package. */
export function hostExecutable(extensionPath: string): string {
  const rid = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  const name = process.platform === 'win32' ? 'roleassist.exe' : 'roleassist';
  return path.join(extensionPath, 'artifacts', 'host', rid, name);
}
