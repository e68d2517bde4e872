import { product } from './release.mjs';

const id = 'RoleAssist.RoleAssist';
const schema = '1.6.0';

/** Writes the three manifests of a package for winget (https://learn.microsoft.com/windows/package-manager/package). */
export async function writeWingetManifests(release) {
  const installers = ['x64', 'arm64'].flatMap((architecture) => {
    const archive = release.find('archive', `win32-${architecture}`);
    return archive ? [{ architecture, archive }] : [];
  });
  if (installers.length === 0) {
    return;
  }
  const manifest = (type, lines) =>
    [
      `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${schema}.schema.json`,
      `PackageIdentifier: ${id}`,
      `PackageVersion: ${release.version}`,
      ...lines,
      `ManifestType: ${type}`,
      `ManifestVersion: ${schema}`,
      '',
    ].join('\n');
  const write = (name, content) => release.write(`manifests/winget/${name}`, content, { kind: 'manifest' });

  await write(`${id}.yaml`, manifest('version', ['DefaultLocale: en-US']));
  await write(
    `${id}.locale.en-US.yaml`,
    manifest('defaultLocale', [
      'PackageLocale: en-US',
      `Publisher: ${product.publisher}`,
      `PackageName: ${product.displayName}`,
      `PackageUrl: ${product.homepage}`,
      `License: ${product.license}`,
      `LicenseUrl: ${product.repository}/blob/v${release.version}/LICENSE`,
      `ShortDescription: ${product.description}`,
      `Moniker: ${product.name}`,
      `ReleaseNotesUrl: ${product.repository}/releases/tag/v${release.version}`,
    ]),
  );
  await write(
    `${id}.installer.yaml`,
    manifest('installer', [
      'InstallerType: zip',
      'NestedInstallerType: portable',
      `ReleaseDate: ${new Date(release.time * 1000).toISOString().slice(0, 10)}`,
      'Installers:',
      ...installers.flatMap(({ architecture, archive }) => [
        `- Architecture: ${architecture}`,
        `  InstallerUrl: ${release.addressOf(archive)}`,
        `  InstallerSha256: ${archive.sha256.toUpperCase()}`,
        '  NestedInstallerFiles:',
        `  - RelativeFilePath: ${archive.name.replace(/\.zip$/, '')}\\roleassist.exe`,
        `    PortableCommandAlias: ${product.name}`,
      ]),
    ]),
  );
}
