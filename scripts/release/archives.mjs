import { tarGz, zip } from '../lib/archives.mjs';
import { executable, folder, legalFiles } from '../lib/package-files.mjs';
import { executableOf } from './platforms.mjs';
import { product } from './release.mjs';

/** Writes an archive for each platform: the host, its licenses and the PowerShell module. */
export async function writeArchives(release) {
  for (const platform of release.platforms) {
    const isZip = platform.os === 'win32';
    const name = `${product.name}-${release.version}-${platform.rid}`;
    const files = [
      await executable(`${name}/${executableOf(platform)}`, platform.host),
      ...(await legalFiles(`${name}/`)),
      ...(await folder(`${name}/powershell/RoleAssist/`, 'powershell/RoleAssist')),
    ];
    const content = await (isZip ? zip : tarGz)(files, release.time);
    await release.write(`${name}.${isZip ? 'zip' : 'tar.gz'}`, content, { kind: 'archive', target: platform.target });
  }
}
