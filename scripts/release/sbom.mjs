import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFile } from '../lib/notices.mjs';
import { root } from '../lib/project.mjs';
import { npmPackages, nugetPackages } from './locked-packages.mjs';
import { product } from './release.mjs';

/** Writes the bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), from both lock files. */
export async function writeSbom(release) {
  const read = async (file) => JSON.parse(await readFile(path.resolve(root, file), 'utf8'));
  const npm = npmPackages(await read('package-lock.json'), bundledNames(await read(bundleFile)));
  const nuget = nugetPackages(await read('server/RoleAssist.Host/packages.lock.json'));
  const bom = billOfMaterials(release, [...nuget, ...npm]);
  const content = `${JSON.stringify(bom, undefined, 2)}\n`;
  await release.write(`roleassist-${release.version}.cdx.json`, content, { kind: 'sbom' });
}

/** The npm packages in the extension's bundle: all of them are development dependencies. */
function bundledNames({ inputs }) {
  const names = Object.keys(inputs).map((module) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1]);
  return new Set(names.filter(Boolean));
}

/** @param {import('./locked-packages.mjs').LockedPackage[]} packages */
function billOfMaterials(release, packages) {
  const components = [...new Map(packages.map((locked) => [locked.purl, locked])).values()];
  components.sort((one, other) => (one.purl < other.purl ? -1 : 1));
  const rootReference = `pkg:github/roleassist/roleassist@v${release.version}`;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(release.time * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': rootReference,
        name: product.name,
        version: release.version,
        description: product.description,
        licenses: [{ license: { id: product.license } }],
        purl: rootReference,
        externalReferences: [{ type: 'vcs', url: product.repository }],
      },
    },
    components: components.map(({ name, group, version, purl, sha512, license, isShipped }) => ({
      type: 'library',
      'bom-ref': purl,
      ...(group && { group }),
      name,
      version,
      // What only builds and tests is not in any package.
      scope: isShipped ? 'required' : 'excluded',
      ...(sha512 && { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
      ...(license && { licenses: [{ expression: license }] }),
      purl,
    })),
    dependencies: [
      { ref: rootReference, dependsOn: components.filter(({ isDirect }) => isDirect).map(({ purl }) => purl) },
      ...components.map(({ purl, dependsOn }) => ({ ref: purl, dependsOn: [...new Set(dependsOn)].sort() })),
    ],
  };
  return { ...bom, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(bom))}` };
}

/** A UUID made from a text, in the form of version 8 (RFC 9562). */
function uuidOf(content) {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
