import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, run, which } from './processes.mjs';
import { artifacts } from './project.mjs';
import { unlessUpToDate } from './up-to-date.mjs';

/** The release whose C library is the oldest that a host for release must run with: glibc 2.31. */
const release = 'bullseye';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Unpacks packages of an old Debian, without their dependencies and without installing anything, unless the folder has
 * them already. apt checks Debian's signatures; its state is in artifacts too, so that no root is needed.
 * @param {{ architecture: string, packages: string[], folder: string }} what `architecture` is Debian's name.
 */
export async function unpackDebianPackages({ architecture, packages, folder }) {
  await unlessUpToDate({
    name: path.relative(artifacts, folder).replaceAll(path.sep, '-'),
    outputs: [folder],
    sources: ['scripts/lib/debian-packages.mjs'],
    variant: [architecture, ...packages].join(' '),
    work: async () => {
      const downloads = `${folder}.packages`;
      await rm(folder, { recursive: true, force: true });
      await rm(downloads, { recursive: true, force: true });
      await download(architecture, packages, downloads);
      await mkdir(folder);
      for (const file of await readdir(downloads)) {
        await run('dpkg-deb', ['--extract', path.join(downloads, file), folder]);
      }
      await keepLinksInside(folder);
      await rm(downloads, { recursive: true });
    },
  });
}

async function download(architecture, packages, folder) {
  if (!which('apt-get') || !existsSync(keyring)) {
    throw new Failure('Packages of Debian are needed. Install debian-archive-keyring, on Debian or Ubuntu.');
  }
  const state = path.join(artifacts, 'apt', architecture);
  await mkdir(path.join(state, 'lists'), { recursive: true });
  await mkdir(path.join(state, 'cache'), { recursive: true });
  await mkdir(folder, { recursive: true });
  const sources = path.join(state, 'sources.list');
  await writeFile(sources, `deb [signed-by=${keyring}] http://deb.debian.org/debian ${release} main\n`);
  const options = {
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '-',
    'Dir::State::Lists': path.join(state, 'lists'),
    'Dir::State::Status': '/dev/null',
    'Dir::Cache': path.join(state, 'cache'),
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Sandbox::User': 'root',
    'Acquire::Retries': '3',
  };
  const apt = (...args) =>
    run('apt-get', [...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]), ...args], {
      cwd: folder,
    });
  // The lists of an earlier call may do.
  await apt('download', ...packages).catch(async () => {
    await apt('update');
    await apt('download', ...packages);
  });
}

/** Makes absolute links relative: they are meant for a root file system, and would lead to this machine's files. */
async function keepLinksInside(folder) {
  for (const entry of await readdir(folder, { recursive: true })) {
    const link = path.join(folder, entry);
    const target = (await lstat(link)).isSymbolicLink() ? await readlink(link) : '';
    if (path.isAbsolute(target)) {
      await rm(link);
      await symlink(path.relative(path.dirname(link), path.join(folder, target)), link);
    }
  }
}
