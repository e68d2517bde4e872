import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { noticesFile } from '../lib/notices.mjs';
import { run } from '../lib/processes.mjs';
import { root } from '../lib/project.mjs';
import { executableOf } from './platforms.mjs';
import { product } from './release.mjs';

/** What .vscodeignore chooses from. */
const sources = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'extension/dist',
  'extension/media',
  'l10n',
  'package.nls.json',
  'powershell',
  'snippets',
];

/** Writes the extension for each platform with its host, and one without a host for all others. */
export async function writeExtensions(release) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'roleassist-vsix-'));
  try {
    for (const source of sources) {
      await cp(path.join(root, source), path.join(folder, source), { recursive: true });
    }
    await mkdir(path.join(folder, 'artifacts'), { recursive: true });
    await cp(noticesFile, path.join(folder, 'artifacts', 'ThirdPartyNotices.txt'));
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const platforms = [...release.platforms, { target: 'universal', host: undefined }];
    for (const platform of platforms) {
      const host = await placeHost(folder, platform);
      // Read by extension/src/infrastructure/lifecycle/hostExecutable.ts.
      const content = host ? manifest : { ...manifest, roleassistHost: 'dotnet-tool' };
      await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(content, undefined, 2)}\n`);
      await setModes(folder, host);
      await packageFolder(release, folder, platform.target);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts the host where the extension looks for it, which does not tell Alpine from other Linux systems. */
async function placeHost(folder, platform) {
  await rm(path.join(folder, 'artifacts', 'host'), { recursive: true, force: true });
  if (platform.host === undefined) {
    return undefined;
  }
  const host = path.join(folder, 'artifacts', 'host', platform.rid.replace('-musl', ''), executableOf(platform));
  await mkdir(path.dirname(host), { recursive: true });
  await cp(platform.host, host);
  return host;
}

/** The modes are in the package; those of a working tree depend on the machine. */
async function setModes(folder, host) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) {
      await chmod(file, file === host ? 0o755 : 0o644);
    }
  }
}

async function packageFolder(release, folder, target) {
  const name = `${product.name}-${target}-${release.version}.vsix`;
  const at = (kind) => `${product.repository}/${kind}/v${release.version}`;
  await run(
    process.execPath,
    [
      path.join(root, 'node_modules/@vscode/vsce/vsce'),
      'package',
      ...(target === 'universal' ? [] : ['--target', target]),
      '--no-dependencies',
      // The marketplace shows pictures and links only with whole addresses: those of this version.
      '--baseContentUrl',
      at('blob'),
      '--baseImagesUrl',
      at('raw'),
      '--out',
      path.join(release.out, name),
    ],
    // vsce writes local times and sorts by the locale.
    { cwd: folder, env: { ...process.env, SOURCE_DATE_EPOCH: String(release.time), TZ: 'UTC', LC_ALL: 'C' } },
  );
  await release.record(name, { kind: 'vsix', target });
}
