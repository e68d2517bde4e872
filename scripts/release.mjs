// Makes every package of a release from the hosts in artifacts/host: this machine's, and those that other machines built.
import path from 'node:path';
import { build } from './lib/build.mjs';
import { paint, say, step } from './lib/console.mjs';
import { main } from './lib/main.mjs';
import { writeNotices } from './lib/notices.mjs';
import { artifacts, root } from './lib/project.mjs';
import { makeRelease } from './release/channels.mjs';
import { publishPortableHost } from './release/portable-host.mjs';
import { platforms } from './release/platforms.mjs';

await main(async () => {
  await build();
  await step('host for any platform', publishPortableHost);
  await step('notices', writeNotices);

  const out = path.join(artifacts, 'release');
  const release = await makeRelease({ hosts: path.join(artifacts, 'host'), out, step });
  const missing = platforms.filter(({ target }) => !release.platforms.some((built) => built.target === target));
  say(`\n${path.relative(root, out)}: ${release.files.length} files of version ${release.version}.`);
  if (missing.length > 0) {
    say(paint('dim', `Without a host, and so without packages: ${missing.map(({ target }) => target).join(', ')}.`));
  }
});
