import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { powerShellPackage, root, version } from './project.mjs';

const module = path.join(root, 'powershell', 'RoleAssist');

/** The same bytes for the same content. The time is the earliest that a ZIP file can hold. */
const mtime = new Date(1980, 0, 1);

/**
 * Writes the PowerShell module as a NuGet package, the format of the PowerShell Gallery
 * (https://learn.microsoft.com/powershell/gallery/concepts/module-and-manifest).
 */
export async function writePowerShellPackage() {
  // Imported late: the scripts start before `npm ci` has installed packages.
  const { default: yazl } = await import('yazl');
  const archive = new yazl.ZipFile();
  const add = (name, content) => archive.addBuffer(Buffer.from(content), name, { mtime });
  const manifest = await readFile(path.join(module, 'RoleAssist.psd1'), 'utf8');
  const setting = (name) => manifest.match(new RegExp(`${name} += '(.*)'`))[1];

  add('RoleAssist.nuspec', nuspec({ author: setting('Author'), description: setting('Description') }));
  add('_rels/.rels', relationships);
  add('[Content_Types].xml', contentTypes);
  add('LICENSE', await readFile(path.join(root, 'LICENSE')));
  const entries = await readdir(module, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    add(path.relative(module, file).replaceAll(path.sep, '/'), await readFile(file));
  }

  archive.end();
  await once(archive.outputStream.pipe(createWriteStream(powerShellPackage)), 'close');
}

const nuspec = ({ author, description }) => `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>RoleAssist</id>
    <version>${version}</version>
    <authors>${author}</authors>
    <description>${description}</description>
    <license type="expression">MIT</license>
    <tags>PSModule PSEdition_Desktop PSEdition_Core AWS STS AssumeRole MFA</tags>
  </metadata>
</package>
`;

/** The parts of the Open Packaging Conventions that a NuGet package has. */
const relationships = `<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/RoleAssist.nuspec" Id="manifest" />
</Relationships>
`;
const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
  <Default Extension="nuspec" ContentType="application/octet" />
  <Default Extension="ps1" ContentType="application/octet" />
  <Default Extension="psd1" ContentType="application/octet" />
  <Default Extension="psm1" ContentType="application/octet" />
  <Default Extension="txt" ContentType="application/octet" />
  <Override PartName="/LICENSE" ContentType="application/octet" />
</Types>
`;
