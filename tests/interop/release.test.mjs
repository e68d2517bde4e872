// The packages of a release: what is in them, and that they are the same each time. release-install.test.mjs installs them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Scope } from '../../scripts/lib/main.mjs';
import { run, which } from '../../scripts/lib/processes.mjs';
import { root, version } from '../../scripts/lib/project.mjs';
import { makeRelease } from '../../scripts/release/channels.mjs';
import { platforms } from '../../scripts/release/platforms.mjs';
import { writeHosts } from './support/release-hosts.mjs';
import { installReleaseLinters, parseYaml, validateBom } from './support/release-linters.mjs';
import { readZip } from './support/zip.mjs';

const scope = new Scope();
/** @type {string} */ let out;
/** @type {{ files: { name: string, size: number, sha256: string, kind: string, target?: string }[] }} */ let release;

const read = (name) => readFile(path.join(out, name), 'utf8');
const addressOf = (name) => `https://github.com/roleassist/roleassist/releases/download/v${version}/${name}`;
const sha256Of = (name) => release.files.find((file) => file.name === name)?.sha256 ?? assert.fail(name);

before(async () => {
  await installReleaseLinters();
  const folder = await scope.temporaryFolder('release');
  out = path.join(folder, 'out');
  await writeHosts(path.join(folder, 'hosts'), { real: false });
  release = await makeRelease({ hosts: path.join(folder, 'hosts'), out });
});
after(() => scope.close());

describe('a release', () => {
  it('has every package of every platform', async () => {
    const perPlatform = platforms.flatMap(({ target, rid, os, debian }) => [
      `roleassist-${target}-${version}.vsix`,
      `roleassist-${version}-${rid}.${os === 'win32' ? 'zip' : 'tar.gz'}`,
      `nuget/RoleAssist.Tool.${rid}.${version}.nupkg`,
      `npm/roleassist-${target}-${version}.tgz`,
      ...(debian ? [`roleassist_${version}_${debian}.deb`] : []),
    ]);
    const others = [
      `roleassist-universal-${version}.vsix`,
      `nuget/RoleAssist.Tool.any.${version}.nupkg`,
      `nuget/RoleAssist.Tool.${version}.nupkg`,
      `npm/roleassist-${version}.tgz`,
      `powershell/RoleAssist.${version}.nupkg`,
      `roleassist-${version}.cdx.json`,
      'manifests/homebrew/roleassist.rb',
      'manifests/scoop/roleassist.json',
      'manifests/winget/RoleAssist.RoleAssist.installer.yaml',
      'manifests/winget/RoleAssist.RoleAssist.locale.en-US.yaml',
      'manifests/winget/RoleAssist.RoleAssist.yaml',
      'release.json',
      'SHA256SUMS',
    ];
    assert.deepEqual(await filesIn(out), [...perPlatform, ...others].sort());
  });

  it('is the same each time, in any time zone', async () => {
    const made = [];
    for (const zone of ['UTC', 'Asia/Kathmandu']) {
      const folder = await scope.temporaryFolder('again');
      await writeHosts(path.join(folder, 'hosts'), { real: false, only: ['linux-x64'] });
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        await makeRelease({ hosts: path.join(folder, 'hosts'), out: path.join(folder, 'out') });
      } finally {
        before === undefined ? delete process.env.TZ : (process.env.TZ = before);
      }
      made.push(path.join(folder, 'out'));
    }
    const names = await filesIn(made[0]);
    assert.deepEqual(await filesIn(made[1]), names);
    for (const name of names) {
      const [one, other] = await Promise.all(made.map((folder) => readFile(path.join(folder, name))));
      assert.ok(one.equals(other), `${name} differs`);
    }
  });

  it('describes its files with their size and checksum', async () => {
    const { commit, files } = JSON.parse(await read('release.json'));
    assert.match(commit, /^[0-9a-f]{40}$/);
    for (const { name, size, sha256 } of files) {
      const content = await readFile(path.join(out, name));
      assert.equal(content.length, size);
      assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
    }
    const sums = (await read('SHA256SUMS')).trim().split('\n');
    assert.deepEqual(
      sums.slice(0, -1),
      files.map(({ name, sha256 }) => `${sha256}  ${path.basename(name)}`),
    );
    assert.match(sums.at(-1), /^[0-9a-f]{64} {2}release\.json$/);
  });
});

describe('the extension', () => {
  it('has the host of its platform where it looks for it', async () => {
    for (const { target, rid, os } of platforms) {
      const entries = await readZip(path.join(out, `roleassist-${target}-${version}.vsix`));
      const hosts = [...entries.keys()].filter((name) => name.startsWith('extension/artifacts/host/'));
      const name = os === 'win32' ? 'roleassist.exe' : 'roleassist';
      assert.deepEqual(hosts, [`extension/artifacts/host/${rid.replace('-musl', '')}/${name}`]);
      assert.ok(entries.get(hosts[0]).content.includes(`stand-in for ${target},`));
      assert.equal(entries.get(hosts[0]).mode & 0o777, 0o755);
      assert.ok(entries.get('extension.vsixmanifest').content.includes(`TargetPlatform="${target}"`));
    }
  });

  it('for other platforms has no host and says where it is', async () => {
    const entries = await readZip(path.join(out, `roleassist-universal-${version}.vsix`));
    assert.ok(![...entries.keys()].some((name) => name.includes('artifacts/host')));
    assert.equal(JSON.parse(entries.get('extension/package.json').content).roleassistHost, 'dotnet-tool');
    assert.ok(!entries.get('extension.vsixmanifest').content.includes('TargetPlatform'));
  });

  it('has a page whose pictures and links the marketplace can show', async () => {
    const entries = await readZip(path.join(out, `roleassist-linux-x64-${version}.vsix`));
    const page = entries.get('extension/readme.md').content.toString();
    const own = `https://github.com/roleassist/roleassist/`;
    const addresses = [...page.matchAll(/\]\(([^)#\s]+)/g)].map(([, address]) => address);
    assert.ok(addresses.length > 10);
    for (const address of addresses) {
      assert.match(address, /^https:/);
      const file = address.startsWith(own) && address.match(`${own}(?:blob|raw)/v${version}/(.*)`)?.[1];
      assert.ok(!file || existsSync(path.join(root, file)), address);
    }
    assert.match(page, /!\[[^\]]+\]\(https:\/\/github\.com\/roleassist\/roleassist\/raw\/v[\d.]+\/.*\.png\)/);
    const manifest = JSON.parse(entries.get('extension/package.json').content);
    assert.ok(manifest.repository.url && manifest.bugs.url && manifest.homepage);
  });
});

describe('a manifest', () => {
  it('of winget leads to the archives of Windows', async () => {
    const [installer, locale, main] = await Promise.all(
      ['.installer', '.locale.en-US', ''].map(async (part) =>
        parseYaml(await read(`manifests/winget/RoleAssist.RoleAssist${part}.yaml`)),
      ),
    );
    for (const manifest of [installer, locale, main]) {
      assert.equal(manifest.PackageIdentifier, 'RoleAssist.RoleAssist');
      assert.equal(manifest.PackageVersion, version);
    }
    assert.deepEqual(
      [installer, locale, main].map(({ ManifestType }) => ManifestType),
      ['installer', 'defaultLocale', 'version'],
    );
    for (const { Architecture, InstallerUrl, InstallerSha256, NestedInstallerFiles } of installer.Installers) {
      const name = `roleassist-${version}-win-${Architecture}.zip`;
      assert.equal(InstallerUrl, addressOf(name));
      assert.equal(InstallerSha256, sha256Of(name).toUpperCase());
      const inside = NestedInstallerFiles[0].RelativeFilePath.replaceAll('\\', '/');
      assert.ok((await readZip(path.join(out, name))).has(inside), inside);
    }
    assert.equal(installer.Installers.length, 2);
  });

  it('of scoop leads to the archives of Windows', async () => {
    const { architecture, bin } = JSON.parse(await read('manifests/scoop/roleassist.json'));
    for (const [name, cpu] of [
      ['64bit', 'x64'],
      ['arm64', 'arm64'],
    ]) {
      const archive = `roleassist-${version}-win-${cpu}.zip`;
      const { url, hash, extract_dir: folder } = architecture[name];
      assert.deepEqual([url, hash], [addressOf(archive), sha256Of(archive)]);
      assert.ok((await readZip(path.join(out, archive))).has(`${folder}/${bin}`));
    }
  });

  it('of Homebrew leads to the archives of macOS and Linux', async () => {
    const formula = await read('manifests/homebrew/roleassist.rb');
    for (const rid of ['osx-arm64', 'osx-x64', 'linux-arm64', 'linux-x64']) {
      const archive = `roleassist-${version}-${rid}.tar.gz`;
      assert.ok(formula.includes(`url "${addressOf(archive)}"\n      sha256 "${sha256Of(archive)}"`), rid);
    }
  });

  it('of Homebrew is Ruby', { skip: !which('ruby') && 'ruby was not found on PATH' }, async () => {
    const { stdout } = await run('ruby', ['-c', path.join(out, 'manifests/homebrew/roleassist.rb')]);
    assert.match(stdout, /Syntax OK/);
  });
});

describe('the bill of materials', () => {
  let bom;
  let byPurl;
  const lock = async (file) => JSON.parse(await readFile(path.join(root, file), 'utf8'));
  const hex = (base64) => Buffer.from(base64, 'base64').toString('hex');

  before(async () => {
    bom = JSON.parse(await read(`roleassist-${version}.cdx.json`));
    byPurl = new Map(bom.components.map((component) => [component.purl, component]));
  });

  it('is CycloneDX 1.6', () => {
    assert.deepEqual(validateBom(bom), []);
    assert.notDeepEqual(validateBom({ ...bom, bomFormat: 'SPDX' }), []);
  });

  it('lists every package of package-lock.json with its hash', async () => {
    const { packages } = await lock('package-lock.json');
    const folders = Object.keys(packages).filter(Boolean);
    assert.ok(folders.length > 100);
    for (const folder of folders) {
      const { version: locked, integrity } = packages[folder];
      const name = folder.split('node_modules/').at(-1).replace('@', '%40');
      const component = byPurl.get(`pkg:npm/${name}@${locked}`) ?? assert.fail(name);
      assert.equal(component.hashes[0].content, hex(integrity.replace('sha512-', '')), name);
    }
  });

  it("lists every package of the host's packages.lock.json with its hash", async () => {
    const { dependencies } = await lock('server/RoleAssist.Host/packages.lock.json');
    for (const [name, { type, resolved, contentHash }] of Object.values(dependencies).flatMap(Object.entries)) {
      if (type !== 'Project') {
        const component = byPurl.get(`pkg:nuget/${name}@${resolved}`) ?? assert.fail(name);
        assert.equal(component.hashes[0].content, hex(contentHash), name);
      }
    }
  });

  it('tells what is shipped from what only builds and tests', () => {
    const scopes = (pattern) => bom.components.filter(({ purl }) => pattern.test(purl)).map(({ scope: s }) => s);
    assert.deepEqual(scopes(/nuget\/StreamJsonRpc@|npm\/vscode-languageclient@/), ['required', 'required']);
    assert.deepEqual(new Set(scopes(/npm\/(?:vitest|eslint|typescript)@|ILCompiler@/)), new Set(['excluded']));
  });

  it('knows what depends on what', () => {
    const references = new Set([bom.metadata.component['bom-ref'], ...byPurl.keys()]);
    for (const { ref, dependsOn } of bom.dependencies) {
      assert.ok(
        [ref, ...dependsOn].every((reference) => references.has(reference)),
        ref,
      );
    }
    const { dependsOn } = bom.dependencies.find(({ ref }) => ref.startsWith('pkg:npm/vscode-languageclient@'));
    assert.ok(dependsOn.some((reference) => reference.startsWith('pkg:npm/vscode-languageserver-protocol@')));
  });
});

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
