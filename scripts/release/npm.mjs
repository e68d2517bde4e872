import { tarGz } from '../lib/archives.mjs';
import { executable, file, legalFiles, text } from '../lib/package-files.mjs';
import { executableOf } from './platforms.mjs';
import { product } from './release.mjs';

/** Writes a package for each platform, and one that starts the host of the package that npm has installed beside it. */
export async function writeNpmPackages(release) {
  for (const platform of release.platforms) {
    const { target, os, cpu, libc, host } = platform;
    const name = executableOf(platform);
    await writePackage(release, {
      name: `@roleassist/${target}`,
      manifest: { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }), preferUnplugged: true },
      files: [await executable(`package/bin/${name}`, host)],
      target,
    });
  }
  const optionalDependencies = Object.fromEntries(
    release.platforms.map(({ target }) => [`@roleassist/${target}`, release.version]),
  );
  await writePackage(release, {
    name: product.name,
    manifest: { type: 'module', bin: { [product.name]: 'bin/roleassist.mjs' }, optionalDependencies },
    files: [{ ...(await file('package/bin/roleassist.mjs', 'scripts/release/npm-command.mjs')), executable: true }],
  });
}

async function writePackage(release, { name, manifest, files, target }) {
  const description = {
    name,
    version: release.version,
    description: product.description,
    license: product.license,
    homepage: product.homepage,
    repository: { type: 'git', url: `git+${product.repository}.git` },
    engines: { node: '>=18' },
    ...manifest,
    files: ['bin', 'ThirdPartyNotices.txt'],
  };
  const content = await tarGz(
    [
      text('package/package.json', `${JSON.stringify(description, undefined, 2)}\n`),
      ...files,
      ...(await legalFiles('package/')),
    ],
    release.time,
  );
  // As `npm pack` names them.
  const fileName = `${name.replace('@', '').replace('/', '-')}-${release.version}.tgz`;
  await release.write(`npm/${fileName}`, content, { kind: 'npm', target });
}
