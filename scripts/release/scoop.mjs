import { product } from './release.mjs';

/** Scoop's names of the architectures (https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests). */
const architectures = { '64bit': 'win32-x64', arm64: 'win32-arm64' };

/** Writes the manifest for scoop, which also says how to make that of the next version. */
export async function writeScoopManifest(release) {
  const built = Object.entries(architectures)
    .map(([name, target]) => ({ name, archive: release.find('archive', target) }))
    .filter(({ archive }) => archive !== undefined);
  if (built.length === 0) {
    return;
  }
  const each = (describe) => Object.fromEntries(built.map(({ name, archive }) => [name, describe(archive)]));
  const nextAddress = (archive) => release.addressOf(archive).replaceAll(release.version, '$version');
  const manifest = {
    version: release.version,
    description: product.description,
    homepage: product.homepage,
    license: product.license,
    architecture: each((archive) => ({
      url: release.addressOf(archive),
      hash: archive.sha256,
      extract_dir: archive.name.replace(/\.zip$/, ''),
    })),
    bin: 'roleassist.exe',
    checkver: 'github',
    autoupdate: {
      architecture: each((archive) => ({
        url: nextAddress(archive),
        extract_dir: archive.name.replace(/\.zip$/, '').replaceAll(release.version, '$version'),
      })),
      hash: { url: '$baseurl/SHA256SUMS' },
    },
  };
  const content = `${JSON.stringify(manifest, undefined, 4)}\n`;
  await release.write('manifests/scoop/roleassist.json', content, { kind: 'manifest' });
}
