import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from './processes.mjs';
import { artifacts, root } from './project.mjs';

/** The third-party notices of the VSIX. */
export const noticesFile = path.join(artifacts, 'ThirdPartyNotices.txt');

/** The modules in the bundle, as reported by esbuild. */
export const bundleFile = path.join(artifacts, 'bundle.json');

const restoreFile = path.join(artifacts, 'obj', 'RoleAssist.Host', 'project.assets.json');

/** The parts of .NET that are linked into the host. */
const runtimePacks = /^(?:Microsoft\.(?:NETCore|AspNetCore)\.App\.Runtime|runtime\..*ILCompiler)/i;

/**
 * @typedef {{ name: string, license: string, copyright: string, text: string | undefined,
 *   notices: string[] }} Notice
 *   `text` is the license in the package; `notices` are the third-party notices in it.
 */

/** Writes the authors and licenses of everything in the VSIX. */
export async function writeNotices() {
  const packages = [...(await nugetNotices()), ...(await npmNotices())];
  const licenses = [...new Set(packages.filter(({ text }) => !text).map(({ license }) => license))].sort();
  const texts = await Promise.all(licenses.map(async (license) => `${rule(license)}\n\n${await textOf(license)}`));
  // The packages of .NET all contain the same notices.
  const further = [...new Set(packages.flatMap(({ notices }) => notices))].map(
    (notice) => `${rule('Notices')}\n\n${notice.trim()}`,
  );
  await writeFile(
    noticesFile,
    [
      'RoleAssist contains third-party software under these licenses.',
      ...packages.map(({ name, license, copyright, text }) =>
        [rule(name), `License: ${license}`, copyright, text].filter(Boolean).join('\n\n'),
      ),
      ...texts,
      ...further,
    ].join('\n\n') + '\n',
  );
}

/** @returns {Promise<Notice[]>} */
async function nugetNotices() {
  const { packageFolders, libraries, project } = JSON.parse(await readFile(restoreFile, 'utf8'));
  const folderOf = (name, version) =>
    Object.keys(packageFolders)
      .map((folder) => path.join(folder, name.toLowerCase(), version))
      .find((folder) => existsSync(folder));
  const linked = Object.entries(libraries)
    .filter(([, { type, files }]) => type === 'package' && files.some((file) => file.startsWith('lib/')))
    .map(([id]) => id.split('/'));
  const packs = Object.values(project.frameworks)
    .flatMap(({ downloadDependencies = [] }) => downloadDependencies)
    .filter(({ name }) => runtimePacks.test(name))
    .map(({ name, version }) => [name, version.split(/[[,]/)[1]]);
  const found = [...linked, ...packs]
    .map(([name, version]) => ({ name, version, folder: folderOf(name, version) }))
    .filter(({ folder }) => folder !== undefined);
  return Promise.all(found.map(({ name, version, folder }) => nugetNotice(`${name} ${version}`, folder)));
}

/** @returns {Promise<Notice>} */
async function nugetNotice(name, folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const manifest = await readFile(
    path.join(
      folder,
      files.find((file) => file.endsWith('.nuspec')),
    ),
    'utf8',
  );
  const said = (element) => new RegExp(`<${element}\\b[^>]*>([^<]*)</${element}>`).exec(manifest)?.[1].trim();
  const texts = await Promise.all(
    files
      .filter((file) => /^(?:NOTICE|THIRD-PARTY-NOTICES)/i.test(file))
      .map((file) => readFile(path.join(folder, file), 'utf8')),
  );
  const license = said('license');
  if (!license) {
    throw new Failure(`The NuGet package ${name} does not specify a license.`);
  }
  const isFile = /<license\b[^>]*type="file"/.test(manifest);
  const text = isFile ? (await readFile(path.join(folder, license), 'utf8')).trim() : undefined;
  return { name, license, copyright: said('copyright') ?? said('authors'), text, notices: texts };
}

/** @returns {Promise<Notice[]>} */
async function npmNotices() {
  const { inputs } = JSON.parse(await readFile(bundleFile, 'utf8'));
  const folders = Object.keys(inputs).flatMap(
    (module) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? [],
  );
  return Promise.all([...new Set(folders)].sort().map((folder) => npmNotice(path.join(root, folder))));
}

/** @returns {Promise<Notice>} */
async function npmNotice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) {
    throw new Failure(`The npm package ${name} contains no license file.`);
  }
  return {
    name: `${name} ${version}`,
    license,
    copyright: '',
    text: (await readFile(path.join(folder, file), 'utf8')).trim(),
    notices: [],
  };
}

async function textOf(license) {
  const file = path.join(root, 'scripts', 'licenses', `${license}.txt`);
  if (!existsSync(file)) {
    throw new Failure(`The text of the license ${license} is missing. Add it as ${path.relative(root, file)}.`);
  }
  return (await readFile(file, 'utf8')).trim();
}

function rule(title) {
  return `${'-'.repeat(80)}\n${title}`;
}
