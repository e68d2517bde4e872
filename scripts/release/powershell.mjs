import { powerShellModule } from '../lib/powershell-package.mjs';

/** Writes the PowerShell module as it is in the gallery. */
export async function writePowerShellModule(release) {
  const content = await powerShellModule(release.time);
  await release.write(`powershell/RoleAssist.${release.version}.nupkg`, content, { kind: 'powershell' });
}
