// The packages of both lock files, as the bill of materials lists them.

/**
 * @typedef {{ name: string, group?: string, version: string, purl: string, sha512?: string, license?: string,
 *   isShipped: boolean, isDirect: boolean, dependsOn: string[] }} LockedPackage
 */

/**
 * The packages of package-lock.json, in its third version.
 * @param {{ packages: Record<string, any> }} lock
 * @param {Set<string>} shipped the names of those in the extension's bundle
 * @returns {LockedPackage[]}
 */
export function npmPackages({ packages }, shipped) {
  const direct = { ...packages[''].dependencies, ...packages[''].devDependencies };
  return Object.entries(packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, locked]) => {
      const whole = nameOf(folder);
      const [name, group] = whole.split('/').reverse();
      const wanted = { ...locked.dependencies, ...locked.optionalDependencies, ...locked.peerDependencies };
      return {
        name,
        group,
        version: locked.version,
        purl: npmPurl(whole, locked.version),
        sha512: hexOf(locked.integrity),
        license: locked.license,
        isShipped: shipped.has(whole),
        isDirect: folder === `node_modules/${whole}` && whole in direct,
        dependsOn: Object.keys(wanted).flatMap((dependency) => {
          const found = resolve(packages, folder, dependency);
          return found ? [npmPurl(dependency, packages[found].version)] : [];
        }),
      };
    });
}

/** Where Node.js finds a package that one in a folder asks for: beside it, or in a folder further up. */
function resolve(packages, folder, dependency) {
  for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))) {
    const candidate = `${from === '' ? '' : `${from}/`}node_modules/${dependency}`;
    if (candidate in packages) {
      return candidate;
    }
    if (from === '') {
      return undefined;
    }
  }
}

const nameOf = (folder) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** https://github.com/package-url/purl-spec: the `@` of a scope is encoded. */
const npmPurl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Packages that only compile and analyze. */
const buildTools = /Analyzers$|ILCompiler$|ILLink/;

/**
 * The packages of NuGet's packages.lock.json, of every platform in it.
 * @param {{ dependencies: Record<string, Record<string, any>> }} lock
 * @returns {LockedPackage[]}
 */
export function nugetPackages({ dependencies }) {
  const isPackage = ({ type }) => type !== 'Project';
  const resolved = new Map(
    Object.values(dependencies)
      .flatMap((framework) => Object.entries(framework))
      .filter(([, locked]) => isPackage(locked))
      .map(([name, locked]) => [name.toLowerCase(), nugetPurl(name, locked.resolved)]),
  );
  return Object.values(dependencies)
    .flatMap((framework) => Object.entries(framework))
    .filter(([, locked]) => isPackage(locked))
    .map(([name, locked]) => ({
      name,
      version: locked.resolved,
      purl: nugetPurl(name, locked.resolved),
      sha512: hexOf(`sha512-${locked.contentHash}`),
      isShipped: !buildTools.test(name),
      isDirect: locked.type !== 'Transitive',
      dependsOn: Object.keys(locked.dependencies ?? {}).flatMap(
        (dependency) => resolved.get(dependency.toLowerCase()) ?? [],
      ),
    }));
}

const nugetPurl = (name, version) => `pkg:nuget/${name}@${version}`;

/** The hexadecimal form of `sha512-…`, which lock files have in Base64. */
const hexOf = (integrity) =>
  integrity?.startsWith('sha512-')
    ? Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex')
    : undefined;
