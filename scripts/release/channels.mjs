import { writeArchives } from './archives.mjs';
import { writeChecksums } from './checksums.mjs';
import { writeDebianPackages } from './deb.mjs';
import { writeDotnetTool } from './dotnet-tool.mjs';
import { writeHomebrewFormula } from './homebrew.mjs';
import { writeNpmPackages } from './npm.mjs';
import { writePowerShellModule } from './powershell.mjs';
import { Release } from './release.mjs';
import { writeSbom } from './sbom.mjs';
import { writeScoopManifest } from './scoop.mjs';
import { writeExtensions } from './vsix.mjs';
import { writeWingetManifests } from './winget.mjs';

/** Each writes its packages. The manifests name archives, so they come after them; the checksums are last. */
export const channels = {
  'VS Code': writeExtensions,
  archives: writeArchives,
  'Debian packages': writeDebianPackages,
  '.NET tool': writeDotnetTool,
  npm: writeNpmPackages,
  'PowerShell module': writePowerShellModule,
  winget: writeWingetManifests,
  scoop: writeScoopManifest,
  Homebrew: writeHomebrewFormula,
  'bill of materials': writeSbom,
  checksums: writeChecksums,
};

/**
 * Makes every package of this version from the hosts in a folder.
 * @param {{ hosts: string, out: string, step?: (name: string, work: () => Promise<unknown>) => Promise<unknown> }} options
 * @returns {Promise<Release>}
 */
export async function makeRelease({ hosts, out, step = (_, work) => work() }) {
  const release = await Release.start({ hosts, out });
  for (const [name, write] of Object.entries(channels)) {
    await step(name, async () => {
      const before = release.files.length;
      await write(release);
      return `${release.files.length - before} files`;
    });
  }
  return release;
}
