import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zip } from './archives.mjs';
import { file, folder } from './package-files.mjs';
import { nugetParts } from './nuget-package.mjs';
import { powerShellPackage, root, version } from './project.mjs';

const module = path.join(root, 'powershell', 'RoleAssist');

/** The earliest time that a ZIP file can hold. */
const earliest = Date.UTC(1980, 0, 1) / 1000;

/**
 * Writes the PowerShell module as a NuGet package, the format of the PowerShell Gallery
 * (https://learn.microsoft.com/powershell/gallery/concepts/module-and-manifest).
 */
export async function writePowerShellPackage() {
  await writeFile(powerShellPackage, await powerShellModule(earliest));
}

/** @param {number} time in seconds since 1970 */
export async function powerShellModule(time) {
  const manifest = await readFile(path.join(module, 'RoleAssist.psd1'), 'utf8');
  const setting = (name) => manifest.match(new RegExp(`${name} += '(.*)'`))[1];
  const files = [await file('LICENSE', 'LICENSE'), ...(await folder('', module))];
  const parts = nugetParts({
    id: 'RoleAssist',
    version,
    metadata: `
      <authors>${setting('Author')}</authors>
      <description>${setting('Description')}</description>
      <tags>PSModule PSEdition_Desktop PSEdition_Core AWS STS AssumeRole MFA</tags>`,
    files: files.map(({ name }) => name),
  });
  return zip([...parts, ...files], time);
}
