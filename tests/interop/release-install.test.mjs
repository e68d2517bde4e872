// Installs each package of a release from its file, as its users do, and does the main job with it in the sandbox. The
// installation of the VSIX in VS Code is what tests/extension/e2e begins with.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { run, which } from '../../scripts/lib/processes.mjs';
import { rid, target, version } from '../../scripts/lib/project.mjs';
import { writeArchives } from '../../scripts/release/archives.mjs';
import { writeDebianPackages } from '../../scripts/release/deb.mjs';
import { writeDotnetTool } from '../../scripts/release/dotnet-tool.mjs';
import { writeNpmPackages } from '../../scripts/release/npm.mjs';
import { Release } from '../../scripts/release/release.mjs';
import { writeHosts } from './support/release-hosts.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const isWindows = process.platform === 'win32';
const name = isWindows ? 'roleassist.exe' : 'roleassist';
const needs = (program) => ({ skip: !which(program) && `${program} was not found on PATH` });

describeWithSandbox('a package that is installed from its file', (context) => {
  let folder;
  let out;

  before(async () => {
    folder = await context.scope.temporaryFolder('install');
    out = path.join(folder, 'out');
    await writeHosts(path.join(folder, 'hosts'), { real: true });
    const release = await Release.start({ hosts: path.join(folder, 'hosts'), out });
    for (const write of [writeArchives, writeDebianPackages, writeDotnetTool, writeNpmPackages]) {
      await write(release);
    }
  });

  async function emptyFolder(of) {
    const created = path.join(folder, of);
    await mkdir(created, { recursive: true });
    return created;
  }

  /** Assumes a role and asks STS, both with the installed program. */
  async function doesTheMainJob(program, ...before) {
    const env = context.sandbox.environment;
    const { stdout: said } = await run(program, [...before, '--version'], { env });
    assert.equal(said.trim(), `roleassist ${version}`);
    const whoami = [program, ...before, 'whoami', '--json'];
    const { stdout } = await run(program, [...before, 'exec', 'dev', '--', ...whoami], { env });
    assert.match(JSON.parse(stdout).arn, /:assumed-role\/developer\//);
  }

  it('works as a .NET tool, which the SDK puts where the extension without a host looks', async () => {
    const home = await emptyFolder('dotnet');
    const config = path.join(home, 'nuget.config');
    const source = path.join(out, 'nuget');
    await writeFile(
      config,
      `<configuration><packageSources><clear /><add key="release" value="${source}" /></packageSources></configuration>`,
    );
    const env = { ...process.env, DOTNET_CLI_HOME: home, NUGET_PACKAGES: path.join(home, 'packages') };
    const options = ['--global', '--version', version, '--configfile', config];
    await run('dotnet', ['tool', 'update', 'RoleAssist.Tool', ...options], { env, cwd: home });
    await doesTheMainJob(path.join(home, '.dotnet', 'tools', name));
  });

  it('works as an archive', { skip: isWindows && 'tar makes no sense of a ZIP file everywhere' }, async () => {
    const to = await emptyFolder('archive');
    await run('tar', ['-xzf', path.join(out, `roleassist-${version}-${rid}.tar.gz`), '-C', to]);
    await doesTheMainJob(path.join(to, `roleassist-${version}-${rid}`, name));
  });

  it('works as a Debian package in an empty root', needs('dpkg'), async () => {
    const to = await emptyFolder('debian');
    await mkdir(path.join(to, 'var/lib/dpkg/info'), { recursive: true });
    await mkdir(path.join(to, 'var/lib/dpkg/updates'), { recursive: true });
    await writeFile(path.join(to, 'var/lib/dpkg/status'), '');
    const architecture = (await run('dpkg', ['--print-architecture'])).stdout.trim();
    const file = path.join(out, `roleassist_${version}_${architecture}.deb`);
    // The empty root has no glibc package; the program runs with the machine's.
    const options = [`--root=${to}`, '--force-depends', '--force-not-root', `--log=${path.join(to, 'log')}`];
    await run('dpkg', [...options, '--install', file]);
    assert.equal((await run('dpkg', [`--root=${to}`, '--verify', 'roleassist'])).stdout, '');
    const { stdout: depends } = await run('dpkg-deb', ['--field', file, 'Depends']);
    assert.match(depends, /^libc6 \(>= 2\.\d+\), libssl/);
    await doesTheMainJob(path.join(to, 'usr/bin/roleassist'));
  });

  it('works as npm packages, without a network', async () => {
    const to = await emptyFolder('npm');
    await writeFile(path.join(to, 'package.json'), '{}');
    const packages = [`roleassist-${version}.tgz`, `roleassist-${target}-${version}.tgz`];
    await run(
      'npm',
      [
        'install',
        '--offline',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        ...packages.map((file) => path.join(out, 'npm', file)),
      ],
      { cwd: to, env: { ...process.env, npm_config_cache: path.join(to, 'cache') } },
    );
    const { bin } = JSON.parse(await readFile(path.join(to, 'node_modules/roleassist/package.json'), 'utf8'));
    await doesTheMainJob(process.execPath, path.join(to, 'node_modules/roleassist', bin.roleassist));
  });

  it('says what to do if npm installed no package for this platform', async () => {
    const to = await emptyFolder('npm-alone');
    await run('tar', ['-xzf', path.join(out, 'npm', `roleassist-${version}.tgz`), '-C', to]);
    await assert.rejects(run(process.execPath, [path.join(to, 'package/bin/roleassist.mjs'), '--version']), {
      code: 1,
      output: /There is no RoleAssist for .*\nhint: .*dotnet tool install --global RoleAssist\.Tool/,
    });
  });
});
