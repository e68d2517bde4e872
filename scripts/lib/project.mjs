import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const artifacts = path.join(root, 'artifacts');
export const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** .NET's names of the systems that the Visual Studio Marketplace's identifiers start with. */
const ridSystems = { linux: 'linux', alpine: 'linux-musl', darwin: 'osx', win32: 'win' };

/** The Visual Studio Marketplace's identifier of this platform. */
export const target = `${process.platform}-${process.arch}`;

/** The .NET runtime identifier of a target. */
export function ridOf(someTarget) {
  const [system, architecture] = someTarget.split('-');
  return `${ridSystems[system] ?? system}-${architecture}`;
}

/** Where the host for a target is. */
export const hostFor = (someTarget) =>
  path.join(artifacts, 'host', ridOf(someTarget), someTarget.startsWith('win32') ? 'roleassist.exe' : 'roleassist');

/** The .NET runtime identifier of this platform. */
export const rid = ridOf(target);

/** The path where the extension looks for the host, both in the working tree and in the VSIX. */
export const hostExecutable = hostFor(target);

/** The PowerShell module as a package for `Install-PSResource`. */
export const powerShellPackage = path.join(artifacts, `RoleAssist.${version}.nupkg`);

export const vsix = path.join(artifacts, `roleassist-${target}-${version}.vsix`);
