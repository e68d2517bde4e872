import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { mcpFolders } from './mcpServers.ts';

/**
 * Copies what a client of the Model Context Protocol needs to start the host, as `roleassist mcp --print-config` prints
 * it.
 */
export async function copyMcpConfiguration(api: HostApi): Promise<void> {
  const folder = await pickFolder();
  const { text, outlivesUpdates } = await withProgress(vscode.l10n.t('Copying the MCP configuration'), (token) =>
    api.request(Methods.getMcpConfiguration, folder ? { workspace: folder.uri.fsPath } : {}, token),
  );
  await vscode.env.clipboard.writeText(text);
  notify(
    'information',
    outlivesUpdates
      ? vscode.l10n.t('The MCP configuration is on the clipboard.')
      : vscode.l10n.t(
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
