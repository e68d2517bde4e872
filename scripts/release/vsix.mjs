import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { noticesFile } from '../lib/notices.mjs';
import { run } from '../lib/processes.mjs';
import { root } from '../lib/project.mjs';
import { recompress } from '../lib/recompress.mjs';
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
    const packages = [];
    for (const platform of [...release.platforms, { target: 'universal', host: undefined }]) {
      const { target } = platform;
      const name = `${product.name}-${target}-${release.version}.vsix`;
      packages.push({ folder: path.join(folder, target), target, file: path.join(release.out, name) });
      await fillFolder(path.join(folder, target), platform);
    }
    // One process for all, because vsce takes longer to load than to pack. It writes local times and sorts by the locale.
    const at = (kind) => `${product.repository}/${kind}/v${release.version}`;
    const job = JSON.stringify({ packages, links: at('blob'), pictures: at('raw') });
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(release.time), TZ: 'UTC', LC_ALL: 'C' };
    await run(process.execPath, [fileURLToPath(new URL('pack-vsix.mjs', import.meta.url)), job], { env });
    for (const { file, target } of packages) {
      await recompress(file);
      await release.record(path.basename(file), { kind: 'vsix', target });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fillFolder(folder, platform) {
  for (const source of sources) {
    await cp(path.join(root, source), path.join(folder, source), { recursive: true });
  }
  await mkdir(path.join(folder, 'artifacts'), { recursive: true });
  await cp(noticesFile, path.join(folder, 'artifacts', 'ThirdPartyNotices.txt'));
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  // Read by extension/src/infrastructure/lifecycle/hostExecutable.ts.
  const content = platform.host ? manifest : { ...manifest, roleassistHost: 'dotnet-tool' };
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(content, undefined, 2)}\n`);
  await setModes(folder, platform.host && (await placeHost(folder, platform)));
}

/** Puts the host where the extension looks for it, which does not tell Alpine from other Linux systems. */
async function placeHost(folder, platform) {
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
