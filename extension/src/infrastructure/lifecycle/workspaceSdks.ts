import { workspace } from 'vscode';

/** The files that tell which SDK a folder works with, by the host's name of the SDK. Only their names are looked at. */
const projectFiles: Readonly<Record<string, string>> = {
  net: '**/*.{csproj,fsproj,vbproj}',
  powerShell: '**/*.{ps1,psm1}',
  javaScript: '**/package.json',
  boto3: '**/{requirements.txt,pyproject.toml}',
  go: '**/go.mod',
  java: '**/{pom.xml,build.gradle}',
  rust: '**/Cargo.toml',
};

const excluded = '**/{node_modules,bin,obj,.venv,venv,target,dist}/**';

/** The word in the setting for the SDKs that the files of the workspace tell. */
const automatic = 'auto';

export const sdksSetting = 'roleassist.sdks';

/** The SDKs that the user works with: those in the setting, and those that the workspace has files of. */
export async function findSdks(): Promise<string[]> {
  const setting = workspace.getConfiguration('roleassist').get<unknown>('sdks');
  const named = Array.isArray(setting) ? setting.filter((name) => typeof name === 'string') : [automatic];
  const found = named.includes(automatic) ? await findInWorkspace() : [];
  return [...new Set([...named.filter((name) => name !== automatic), ...found])];
}

async function findInWorkspace(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(projectFiles).map(async ([sdk, pattern]) =>
      (await workspace.findFiles(pattern, excluded, 1)).length > 0 ? [sdk] : [],
    ),
  );
  return found.flat();
}
