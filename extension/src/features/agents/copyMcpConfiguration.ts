import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import { mcpArguments, mcpFolders } from './mcpServers.ts';

/**
 * Copies what a client of the Model Context Protocol needs to start the host, as `roleassist mcp --print-config` prints
 * it. The extension starts no program but the host, as a language server, so it writes the text itself.
 */
export async function copyMcpConfiguration(executable: string): Promise<void> {
  const folder = await pickFolder();
  const configuration = { mcpServers: { roleassist: { command: executable, args: mcpArguments(folder) } } };
  await vscode.env.clipboard.writeText(`${JSON.stringify(configuration, undefined, 2)}\n`);
  notify(
    'information',
    vscode.l10n.t(
      'The MCP configuration is on the clipboard. It names the program of this version, so copy it again after an update.',
    ),
    [],
  );
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = mcpFolders();
  if (folders.length <= 1) {
    return folders[0];
  }
  const { folder } = await pick(
    folders.map((candidate) => ({
      label: candidate?.name ?? '',
      description: candidate?.uri.fsPath ?? '',
      folder: candidate,
    })),
    { title: vscode.l10n.t('Copy MCP Configuration'), placeHolder: vscode.l10n.t('In which folder?') },
  );
  return folder;
}
