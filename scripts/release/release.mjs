import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailure, Failure, run } from '../lib/processes.mjs';
import { root, version } from '../lib/project.mjs';
import { executableOf, platforms } from './platforms.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** What every package says about the product. */
export const product = {
  name: 'roleassist',
  displayName: 'RoleAssist',
  description: 'Assumes AWS roles for terminals, scripts and SDKs, with one MFA code and fresh credentials.',
  publisher: 'RoleAssist contributors',
  license: manifest.license,
  homepage: manifest.homepage,
  repository: manifest.repository.url.replace(/\.git$/, ''),
};

/**
 * @typedef {import('./platforms.mjs').Platform & { host: string }} BuiltPlatform
 * @typedef {{ name: string, size: number, sha256: string, target?: string, kind: string }} ReleaseFile
 */

/** A release that is being made: its version and time, the hosts it has, and the files that are written so far. */
export class Release {
  /** @type {ReleaseFile[]} */
  files = [];

  /** @param {{ out: string, time: number, commit: string, platforms: BuiltPlatform[], portable?: string }} properties */
  constructor({ out, time, commit, platforms: built, portable }) {
    this.version = version;
    this.out = out;
    this.time = time;
    this.commit = commit;
    this.platforms = built;
    this.portable = portable;
  }

  /** @param {{ hosts: string, out: string }} folders `hosts` has one folder for each runtime identifier. */
  static async start({ hosts, out }) {
    const built = platforms
      .map((platform) => ({ ...platform, host: path.join(hosts, platform.rid, executableOf(platform)) }))
      .filter(({ host }) => existsSync(host));
    if (built.length === 0) {
      throw new Failure(`There is no host in ${hosts}. Run npm run build first.`);
    }
    const portable = path.join(hosts, 'any');
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
    return new Release({
      ...(await sourceOf()),
      out,
      platforms: built,
      portable: existsSync(portable) ? portable : undefined,
    });
  }

  /** Where a file of this release can be downloaded. */
  addressOf({ name }) {
    return `${product.repository}/releases/download/v${this.version}/${name}`;
  }

  /** The file of a kind for a platform. */
  find(kind, target) {
    return this.files.find((file) => file.kind === kind && file.target === target);
  }

  /** Writes a file of the release. @param {{ kind: string, target?: string }} about */
  async write(name, content, about) {
    const file = path.join(this.out, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    await this.record(name, about);
  }

  /** Adds a file that another program has written to the output folder. */
  async record(name, { kind, target }) {
    const file = path.join(this.out, name);
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    this.files.push({ name, kind, ...(target && { target }), size: (await stat(file)).size, sha256 });
  }
}

/** The commit and its time, which is the time of everything in the packages (https://reproducible-builds.org). */
async function sourceOf() {
  try {
    const { stdout } = await run('git', ['log', '-1', '--format=%H %ct']);
    const [commit, time] = stdout.trim().split(' ');
    return { commit, time: Number(process.env.SOURCE_DATE_EPOCH ?? time) };
  } catch (error) {
    if (!(error instanceof CommandFailure) && error.code !== 'ENOENT') {
      throw error;
    }
    if (!process.env.SOURCE_DATE_EPOCH) {
      throw new Failure('This is no Git repository. Set SOURCE_DATE_EPOCH to the time of the release, in seconds.');
    }
    return { commit: '', time: Number(process.env.SOURCE_DATE_EPOCH) };
  }
}
