import { existsSync } from 'node:fs';
import path from 'node:path';
import { unpackDebianPackages } from './debian-packages.mjs';
import { Failure, which } from './processes.mjs';
import { artifacts } from './project.mjs';

/** Debian's name of each architecture, and the prefix of its compilers. */
const architectures = {
  x64: { debian: 'amd64', prefix: 'x86_64-linux' },
  arm64: { debian: 'arm64', prefix: 'aarch64-linux' },
};

/**
 * The MSBuild properties that link a Linux host for release, which runs with older C libraries than this machine's.
 * See docs/adr/0023-an-old-c-library-for-release.md.
 * @param {string} target the Marketplace's identifier, such as `linux-arm64` or `alpine-x64`
 */
export async function releaseLinking(target) {
  const [system, architecture] = target.split('-');
  const { debian, prefix } = architectures[architecture] ?? {};
  if (!prefix || !['linux', 'alpine'].includes(system)) {
    throw new Failure(`A host for ${target} cannot be built on Linux. Build it on a machine of that kind.`);
  }
  const compiler = `${prefix}-gnu-gcc`;
  if (!which(compiler)) {
    throw new Failure(`${compiler} is missing. On Debian or Ubuntu, install gcc-${prefix.replace('_', '-')}-gnu.`);
  }
  const tools = { CppCompilerAndLinker: compiler, ObjCopyName: `${prefix}-gnu-objcopy` };
  return system === 'alpine' ? { ...tools, ...musl(prefix) } : { ...tools, ...(await glibc(debian, prefix)) };
}

async function glibc(debian, prefix) {
  const folder = path.join(artifacts, 'sysroot', debian);
  await unpackDebianPackages({ architecture: debian, packages: ['libc6', 'libc6-dev'], folder });
  return { SysRoot: folder, SysRootLibraries: path.join(folder, 'usr', 'lib', `${prefix}-gnu`) };
}

/** musl's own description of how gcc links with it. */
function musl(prefix) {
  const specs = `/usr/lib/${prefix}-musl/musl-gcc.specs`;
  if (!existsSync(specs)) {
    throw new Failure(`${specs} is missing. On Debian or Ubuntu, install musl-dev for that architecture.`);
  }
  return { MuslSpecs: specs };
}
