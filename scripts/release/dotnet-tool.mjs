import { zip } from '../lib/archives.mjs';
import { nugetParts } from '../lib/nuget-package.mjs';
import { executable, folder, legalFiles, text } from '../lib/package-files.mjs';
import { executableOf } from './platforms.mjs';
import { product } from './release.mjs';

/** On nuget.org. The PowerShell gallery's `RoleAssist` is the module, and a folder can be the source of both. */
const id = 'RoleAssist.Tool';

/**
 * Writes a .NET tool as the SDK packs one for several platforms: a package for each, and one that leads to them
 * (https://learn.microsoft.com/dotnet/core/tools/rid-specific-tools). The SDK itself would build each host again.
 */
export async function writeDotnetTool(release) {
  const packages = release.platforms.map(({ rid }) => ({ rid, id: `${id}.${rid}` }));
  for (const platform of release.platforms) {
    await writePlatformPackage(release, platform);
  }
  if (release.portable) {
    packages.push({ rid: 'any', id: `${id}.any` });
    await writePortablePackage(release);
  }
  const settings = toolSettings({ packages });
  await writePackage(release, {
    id,
    type: 'DotnetTool',
    files: [text('tools/any/any/DotnetToolSettings.xml', settings)],
  });
}

async function writePlatformPackage(release, platform) {
  const name = executableOf(platform);
  const place = `tools/any/${platform.rid}/`;
  const files = [
    await executable(place + name, platform.host),
    text(`${place}DotnetToolSettings.xml`, toolSettings({ entryPoint: name, runner: 'executable' })),
  ];
  await writePackage(release, { id: `${id}.${platform.rid}`, type: ridPackage, files, target: platform.target });
}

/** For the platforms without a native host: runs on the .NET runtime, which a machine with the SDK has. */
async function writePortablePackage(release) {
  const place = 'tools/net10.0/any/';
  const files = [
    ...(await folder(place, release.portable)),
    text(`${place}DotnetToolSettings.xml`, toolSettings({ entryPoint: 'roleassist.dll', runner: 'dotnet' })),
  ];
  await writePackage(release, { id: `${id}.any`, type: ridPackage, files, target: 'universal' });
}

const ridPackage = 'DotnetToolRidPackage';

async function writePackage(release, { id: packageId, type, files: tool, target }) {
  const files = [...tool, ...(await legalFiles())];
  const parts = nugetParts({
    id: packageId,
    version: release.version,
    metadata: `
      <authors>${product.publisher}</authors>
      <description>${product.description}</description>
      <projectUrl>${product.homepage}</projectUrl>
      <repository type="git" url="${product.repository}" commit="${release.commit}" />
      <tags>aws sts assume-role mfa credentials</tags>
      <packageTypes><packageType name="${type}" /></packageTypes>`,
    files: files.map(({ name }) => name),
  });
  const content = await zip([...parts, ...files], release.time);
  await release.write(`nuget/${packageId}.${release.version}.nupkg`, content, { kind: 'dotnet-tool', target });
}

function toolSettings({ entryPoint, runner, packages = [] }) {
  const command = entryPoint
    ? `<Command Name="${product.name}" EntryPoint="${entryPoint}" Runner="${runner}" />`
    : `<Command Name="${product.name}" />`;
  const list = packages.map(
    ({ rid, id: packageId }) => `    <RuntimeIdentifierPackage RuntimeIdentifier="${rid}" Id="${packageId}" />`,
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<DotNetCliTool Version="2">',
    '  <Commands>',
    `    ${command}`,
    '  </Commands>',
    ...(list.length > 0 ? ['  <RuntimeIdentifierPackages>', ...list, '  </RuntimeIdentifierPackages>'] : []),
    '</DotNetCliTool>',
    '',
  ].join('\n');
}
