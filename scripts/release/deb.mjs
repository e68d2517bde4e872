import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ar, tarGz } from '../lib/archives.mjs';
import { noticesFile } from '../lib/notices.mjs';
import { executable, text } from '../lib/package-files.mjs';
import { root } from '../lib/project.mjs';
import { product } from './release.mjs';

const maintainer = `${product.publisher} <roleassist@users.noreply.github.com>`;

/**
 * Writes a package for each architecture of Debian, by its policy (https://www.debian.org/doc/debian-policy/): written
 * here and not by dpkg-deb, so that any machine makes the same bytes.
 */
export async function writeDebianPackages(release) {
  for (const { debian, target, host } of release.platforms.filter((platform) => platform.debian)) {
    const files = await installedFiles(release, host);
    const control = [
      text('./control', controlFile(release, debian, files)),
      text('./md5sums', files.map(({ name, content }) => `${md5(content)}  ${name.slice(2)}\n`).join('')),
    ];
    const members = [
      { name: 'debian-binary', content: Buffer.from('2.0\n') },
      { name: 'control.tar.gz', content: await tarGz(control, release.time) },
      { name: 'data.tar.gz', content: await tarGz(files, release.time) },
    ];
    const name = `${product.name}_${release.version}_${debian}.deb`;
    await release.write(name, ar(members, release.time), { kind: 'deb', target });
  }
}

async function installedFiles(release, host) {
  const documents = `./usr/share/doc/${product.name}`;
  const changes = `${product.name} (${release.version}) stable; urgency=medium

  * See ${product.repository}/blob/v${release.version}/CHANGELOG.md.

 -- ${maintainer}  ${new Date(release.time * 1000).toUTCString().replace('GMT', '+0000')}
`;
  const license = (await readFile(path.join(root, 'LICENSE'), 'utf8')).trim();
  const copyright = license.match(/^Copyright .*$/m)[0].replace(/^Copyright (?:\(c\) )?/, '');
  return [
    await executable(`./usr/bin/${product.name}`, host),
    { name: `${documents}/changelog.gz`, content: await zipped(changes) },
    text(`${documents}/copyright`, copyrightFile(copyright, license)),
    { name: `${documents}/ThirdPartyNotices.txt.gz`, content: await zipped(await readFile(noticesFile)) },
    text(`./usr/share/lintian/overrides/${product.name}`, overrides),
  ];
}

/** What lintian, Debian's checker, would report, and why it is so. */
const overrides = `# .NET links its own zlib into native code.
${product.name}: embedded-library zlib *
# The host starts faster at a fixed address: see RoleAssist.Host.csproj.
${product.name}: hardening-no-pie *
# The manual is \`roleassist --help\` and the web site.
${product.name}: no-manual-page *
`;

const controlFile = (release, architecture, files) => `Package: ${product.name}
Version: ${release.version}
Architecture: ${architecture}
Maintainer: ${maintainer}
Installed-Size: ${Math.ceil(files.reduce((sum, { content }) => sum + content.length, 0) / 1024)}
Depends: libc6 (>= ${glibcOf(files[0].content)}), libssl3 | libssl3t64 | libssl1.1
Recommends: ca-certificates
Section: utils
Priority: optional
Homepage: ${product.homepage}
Description: assume AWS roles for terminals, scripts and SDKs
 RoleAssist reads the profiles of the AWS files, asks for one MFA code, and
 gives terminals, commands, scripts and SDKs temporary credentials that stay
 fresh.
`;

/** The machine-readable format (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/). */
const copyrightFile = (
  copyright,
  license,
) => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ${product.displayName}
Source: ${product.repository}
Comment: The executable contains libraries of others; ThirdPartyNotices.txt.gz has their licenses.

Files: *
Copyright: ${copyright}
License: Expat

License: Expat
${license
  .split('\n')
  .map((line) => ` ${line.trim() || '.'}`)
  .join('\n')}
`;

/** The version of glibc that an executable asks for: the highest that its symbols name. */
function glibcOf(content) {
  const versions = [...content.toString('latin1').matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  return `2.${Math.max(17, ...versions)}`;
}

const md5 = (content) => createHash('md5').update(content).digest('hex');

async function zipped(content) {
  const compressed = await promisify(gzip)(content, { level: 9 });
  compressed[9] = 255;
  return compressed;
}
