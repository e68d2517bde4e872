import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Returns the files below a folder that contain one of the secrets as UTF-8 or UTF-16 text. */
export async function filesWithSecrets(folder, secrets) {
  const needles = secrets.flatMap((secret) => [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const content = await readFile(file).catch(() => Buffer.alloc(0)); // a browser deletes files while it runs
    if (needles.some((needle) => content.includes(needle))) {
      found.push(path.relative(folder, file));
    }
  }
  return found;
}
