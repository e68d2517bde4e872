// Archives whose bytes depend on nothing but names, contents and one time: no user, no machine, no order of a folder.
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** @typedef {import('./package-files.mjs').PackageFile} PackageFile */

const blockSize = 512;

/** @param {PackageFile[]} files @param {number} time in seconds since 1970 */
export async function zip(files, time) {
  // Imported late: the scripts start before `npm ci` has installed packages.
  const { default: yazl } = await import('yazl');
  const archive = new yazl.ZipFile();
  // ZIP files hold local time; that of the build machine's time zone must not show.
  const utc = new Date(time * 1000);
  const mtime = new Date(utc.getTime() + utc.getTimezoneOffset() * 60_000);
  for (const { name, content, executable } of sorted(files)) {
    archive.addBuffer(content, name, { mtime, mode: 0o100000 | (executable ? 0o755 : 0o644) });
  }
  archive.end();
  return buffer(archive.outputStream);
}

/** @param {PackageFile[]} files @param {number} time in seconds since 1970 */
export async function tarGz(files, time) {
  const blocks = withFolders(sorted(files)).flatMap((entry) => {
    const content = entry.content ?? Buffer.alloc(0);
    const padding = Buffer.alloc((blockSize - (content.length % blockSize)) % blockSize);
    return [header(entry, content.length, time), content, padding];
  });
  const compressed = await promisify(gzip)(Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]), { level: 9 });
  compressed[9] = 255; // The operating system that wrote the file: unknown (RFC 1952).
  return compressed;
}

/** The archive format of Debian packages (`man 5 ar`). */
export function ar(files, time) {
  const members = files.flatMap(({ name, content }) => [
    Buffer.from(
      `${name.padEnd(16)}${String(time).padEnd(12)}0     0     100644  ${String(content.length).padEnd(10)}\`\n`,
    ),
    content,
    Buffer.from(content.length % 2 ? '\n' : ''),
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...members]);
}

/** A header of POSIX' ustar format. */
function header({ name, content, executable }, size, time) {
  if (Buffer.byteLength(name) > 100) {
    throw new Error(`${name} is too long for the header of a tar archive.`);
  }
  const block = Buffer.alloc(blockSize);
  const octal = (value, offset, length) => block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset);
  block.write(name, 0);
  octal(executable || !content ? 0o755 : 0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(time, 136, 12);
  block.write(' '.repeat(8), 148);
  block.write(content ? '0' : '5', 156);
  block.write('ustar\x0000', 257);
  block.write('root', 265);
  block.write('root', 297);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** Folders are entries of their own, before their files: dpkg wants them. */
function withFolders(files) {
  const seen = new Set();
  return files.flatMap((entry) => {
    const folders = [...entry.name.matchAll(/\//g)]
      .map(({ index }) => entry.name.slice(0, index + 1))
      .filter((name) => name !== './' && !seen.has(name));
    folders.forEach((name) => seen.add(name));
    return [...folders.map((name) => ({ name })), entry];
  });
}

const sorted = (files) => [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
