import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hostExecutable, rid } from '../../../scripts/lib/project.mjs';
import { executableOf, platforms } from '../../../scripts/release/platforms.mjs';

/** Writes hosts as the build leaves them: stand-ins, apart from this machine's own if it is wanted. */
export async function writeHosts(folder, { real, only = platforms.map((platform) => platform.rid) }) {
  for (const platform of platforms.filter((each) => only.includes(each.rid))) {
    const host = path.join(folder, platform.rid, executableOf(platform));
    await mkdir(path.dirname(host), { recursive: true });
    if (real && platform.rid === rid) {
      await copyFile(hostExecutable, host);
    } else {
      await writeFile(host, `stand-in for ${platform.target}, which asks for GLIBC_2.28\n`);
    }
    await chmod(host, 0o755);
  }
  await mkdir(path.join(folder, 'any'), { recursive: true });
  await writeFile(path.join(folder, 'any', 'roleassist.dll'), 'stand-in for any platform\n');
}
