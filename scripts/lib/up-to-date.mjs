import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { artifacts, root } from './project.mjs';

const isOutput = (file) => /(^|[\\/])(bin|obj|node_modules|dist|artifacts)([\\/]|$)/.test(file);

/** A hash of the names and contents of files and folders, which, unlike timestamps, survives a clone. */
async function fingerprint(sources, variant) {
  const hash = createHash('sha256').update(variant);
  for (const source of sources) {
    for (const file of await filesOf(source)) {
      hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
    }
  }
  return hash.digest('hex');
}

async function filesOf(source) {
  if (!existsSync(path.join(root, source))) {
    return [];
  }
  const entries = await readdir(path.join(root, source), { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) {
    return [source];
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !isOutput(file))
    .sort();
}

/**
 * Runs `work` only if one of `outputs` is missing or the sources have changed since the last time.
 * @param {{ name: string, outputs: string[], sources: string[], variant?: string, work: () => Promise<unknown> }} job
 *   `variant` distinguishes several ways to build the same outputs.
 * @returns {Promise<boolean>} whether the work was done.
 */
export async function unlessUpToDate({ name, outputs, sources, variant = '', work }) {
  const stamp = path.join(artifacts, 'stamps', name);
  const current = await fingerprint(sources, variant);
  if (outputs.every(existsSync) && (await readFile(stamp, 'utf8').catch(() => '')) === current) {
    return false;
  }
  await work();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, current);
  return true;
}
