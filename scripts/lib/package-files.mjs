import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { noticesFile } from './notices.mjs';
import { root } from './project.mjs';

/**
 * A file of a package.
 * @typedef {{ name: string, content: Buffer, executable?: boolean }} PackageFile
 */

/** @returns {PackageFile} */
export const text = (name, content) => ({ name, content: Buffer.from(content) });

/** @returns {Promise<PackageFile>} */
export async function file(name, source) {
  return { name, content: await readFile(path.resolve(root, source)) };
}

/** @returns {Promise<PackageFile>} */
export async function executable(name, source) {
  return { ...(await file(name, source)), executable: true };
}

/** The files of a folder, sorted by name. @returns {Promise<PackageFile[]>} */
export async function folder(prefix, source) {
  const from = path.resolve(root, source);
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
  return Promise.all(names.map((name) => file(prefix + name, path.join(from, name))));
}

/** What every package contains for the sake of its licenses. */
export const legalFiles = (prefix = '') =>
  Promise.all([file(`${prefix}LICENSE`, 'LICENSE'), file(`${prefix}ThirdPartyNotices.txt`, noticesFile)]);
