import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const artifacts = path.join(root, 'artifacts');
export const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const ridSystems = { linux: 'linux', darwin: 'osx', win32: 'win' };

/** The .NET runtime identifier of this platform. */
export const rid = `${ridSystems[process.platform] ?? process.platform}-${process.arch}`;

/** The Visual Studio Marketplace's identifier of this platform. */
export const target = `${process.platform}-${process.arch}`;

/** The path where the extension looks for the host, both in the working tree and in the VSIX. */
export const hostExecutable = path.join(
  artifacts,
  'host',
  rid,
  process.platform === 'win32' ? 'roleassist.exe' : 'roleassist',
);

/** The PowerShell module as a package for `Install-PSResource`. */
export const powerShellPackage = path.join(artifacts, `RoleAssist.${version}.nupkg`);

export const vsix = path.join(artifacts, `roleassist-${target}-${version}.vsix`);
