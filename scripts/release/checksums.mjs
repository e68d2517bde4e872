import path from 'node:path';
import { product } from './release.mjs';

/** Writes what was released, for programs (`release.json`) and for `sha256sum --check`. */
export async function writeChecksums(release) {
  const files = [...release.files].sort((one, other) => (one.name < other.name ? -1 : 1));
  const description = {
    name: product.name,
    version: release.version,
    commit: release.commit,
    date: new Date(release.time * 1000).toISOString(),
    files,
  };
  await release.write('release.json', `${JSON.stringify(description, undefined, 2)}\n`, { kind: 'description' });
  // A release on GitHub has no folders.
  const sums = [...files, release.find('description')].map(
    ({ name, sha256 }) => `${sha256}  ${path.posix.basename(name)}`,
  );
  await release.write('SHA256SUMS', `${sums.join('\n')}\n`, { kind: 'checksums' });
}
