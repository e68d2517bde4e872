// The dev container feature: what its JSON says, and what install.sh does as root in a container without a network.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Scope } from '../../scripts/lib/main.mjs';
import { run, which } from '../../scripts/lib/processes.mjs';
import { hostExecutable, rid, root, version } from '../../scripts/lib/project.mjs';
import { Container, withContainers } from './support/container.mjs';

const feature = path.join(root, 'devcontainer/roleassist');

/** The properties of the specification (https://containers.dev/implementors/features/) and their types. */
const properties = {
  id: 'string',
  version: 'string',
  name: 'string',
  description: 'string',
  documentationURL: 'string',
  licenseURL: 'string',
  keywords: 'array',
  options: 'object',
  installsAfter: 'array',
};
const typeOf = (value) => (Array.isArray(value) ? 'array' : typeof value);

describe('the dev container feature', { timeout: 600_000 }, () => {
  const scope = new Scope();
  /** @type {Container} */
  let container;
  let folder;
  const musl = rid.replace('linux-', 'linux-musl-');
  const archive = (platform) => `roleassist-${version}-${platform}.tar.gz`;
  const sha256 = async (file) =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex');

  /** Makes an archive as a release has it, with `program` as the host. */
  async function pack(platform, program) {
    const files = await scope.temporaryFolder('archive');
    const inside = path.join(files, `roleassist-${version}-${platform}`);
    await mkdir(inside);
    await copyFile(program, path.join(inside, 'roleassist'));
    await run('tar', ['-czf', path.join(folder, archive(platform)), '-C', files, path.basename(inside)]);
  }

  /** Runs install.sh in the container, and `then` whether it succeeds or not. */
  const install = (options = {}, then = 'ls /usr/local/bin') =>
    container.run(
      ['--mount', `type=bind,source=${folder},target=/feature,readonly`].concat(
        Object.keys(options).flatMap((name) => ['-e', name]),
      ),
      ['sh', '-c', `/feature/install.sh; code=$?; ${then}; exit $code`],
      { env: options },
    );

  before(async () => {
    if (withContainers.skip) {
      return;
    }
    container = await Container.create(scope);
    folder = await scope.temporaryFolder('feature');
    await chmod(folder, 0o755);
    for (const name of await readdir(feature)) {
      await copyFile(path.join(feature, name), path.join(folder, name));
    }
    await pack(rid, hostExecutable);
  });
  after(() => scope.close());

  it('follows the specification, and has the version of this release', async () => {
    const described = JSON.parse(await readFile(path.join(feature, 'devcontainer-feature.json'), 'utf8'));

    for (const [name, value] of Object.entries(described)) {
      assert.equal(typeOf(value), properties[name], name);
    }
    assert.equal(described.id, path.basename(feature));
    assert.equal(described.version, version);
    assert.equal(described.options.version.default, version);
    const script = await readFile(path.join(feature, 'install.sh'), 'utf8');
    assert.ok(script.includes(`\${VERSION:-${version}}`));
    for (const [name, option] of Object.entries(described.options)) {
      assert.deepEqual(Object.keys(option).sort(), ['default', 'description', 'type'], name);
      assert.equal(typeof option.default, option.type, name);
      assert.ok(script.includes(`\${${name.toUpperCase()}:-`), `install.sh reads ${name}`);
    }
    assert.ok((await stat(path.join(feature, 'install.sh'))).mode & 0o100, 'install.sh is a program');
  });

  it('is accepted by shellcheck', { skip: !which('shellcheck') && 'shellcheck was not found' }, async () => {
    await run('shellcheck', ['--shell=sh', path.join(feature, 'install.sh')]);
  });

  it('installs an archive that lies next to it, without a network', withContainers, async () => {
    await writeFile(
      path.join(folder, 'SHA256SUMS'),
      `${'0'.repeat(64)}  another.tar.gz\n${await sha256(path.join(folder, archive(rid)))} *${archive(rid)}\n`,
    );

    const { code, stdout, stderr } = await install({}, 'command -v roleassist && roleassist --version');

    assert.equal(code, 0, stderr);
    assert.deepEqual(stdout.trim().split('\n'), [
      `roleassist ${version}`,
      '/usr/local/bin/roleassist',
      `roleassist ${version}`,
    ]);
    await rm(path.join(folder, 'SHA256SUMS'));
  });

  it('installs an archive that an option names, with the SHA-256 of an option', withContainers, async () => {
    const SHA256 = (await sha256(path.join(folder, archive(rid)))).toUpperCase();

    const { code, stderr } = await install({ ARCHIVE: `/feature/${archive(rid)}`, SHA256 });

    assert.equal(code, 0, stderr);
  });

  it('chooses the archive for musl where the image has musl', withContainers, async () => {
    const host = path.join(await scope.temporaryFolder('musl'), 'roleassist');
    await writeFile(host, '#!/bin/sh\necho for musl\n');
    await pack(musl, host);
    const sum = await sha256(path.join(folder, archive(musl)));
    await writeFile(path.join(folder, 'SHA256SUMS'), `${sum}  ${archive(musl)}\n`);

    const { code, stdout, stderr } = await container.run(
      ['--mount', `type=bind,source=${folder},target=/feature,readonly`],
      [
        'sh',
        '-c',
        // The answer of Alpine's ldd.
        `printf '#!/bin/sh\\necho "musl libc (x86_64)" >&2; exit 1\\n' >/usr/local/bin/ldd; chmod +x /usr/local/bin/ldd; /feature/install.sh`,
      ],
    );

    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'for musl\n');
    await rm(path.join(folder, 'SHA256SUMS'));
  });

  for (const [name, options, expected] of [
    [
      'an archive with another SHA-256',
      { SHA256: '0'.repeat(64) },
      /error: .* has the SHA-256 [0-9a-f]{64}, not 0{64}/,
    ],
    ['an archive whose SHA-256 nothing says', {}, /error: Nothing says which SHA-256 .*\nhint: .*'sha256'/],
    ['a version that is none', { VERSION: '../../evil' }, /error: '\.\.\/\.\.\/evil' is not a version/],
    ['a file that is not there', { ARCHIVE: 'missing.tar.gz' }, /error: There is no archive at \/feature\/missing/],
    ['a release that it cannot download', { VERSION: '9.9.9' }, /error: (Cannot download|There is neither)/],
  ]) {
    it(`refuses ${name}, and installs nothing`, withContainers, async () => {
      const { code, stdout, stderr } = await install(options);

      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, expected);
    });
  }
});
