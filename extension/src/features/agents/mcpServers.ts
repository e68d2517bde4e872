import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { agentAccess } from '../../infrastructure/configuration/settings.ts';

/** The ID of the collection in the manifest. */
const collection = 'roleassist';

/** The part of VS Code's API for MCP servers that is used. It is newer than the oldest VS Code that RoleAssist runs in. */
interface McpApi {
  readonly lm?: {
    readonly registerMcpServerDefinitionProvider?: (id: string, provider: McpServerProvider) => vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: McpServerConstructor;
}

type McpServerConstructor = new (label: string, command: string, args: string[]) => McpServer;

interface McpServer {
  cwd?: vscode.Uri;
}

interface McpServerProvider {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  provideMcpServerDefinitions(): McpServer[];
}

/** Returns the arguments with which the host serves an agent that works in a folder. */
export function mcpArguments(folder: vscode.WorkspaceFolder | undefined): string[] {
  return folder ? ['mcp', '--workspace', folder.uri.fsPath] : ['mcp'];
}

/** Returns the folders of the workspace that are on the host's machine; undefined stands for a window without one. */
export function mcpFolders(): (vscode.WorkspaceFolder | undefined)[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 0 ? [undefined] : folders.filter(({ uri }) => uri.scheme === 'file');
}

/**
 * Offers VS Code's agents the host as an MCP server, one for each folder. There is none where agents get nothing, and
 * none in an untrusted workspace, whose files a server could run.
 */
export function offerMcpServers(executable: string, api: McpApi = vscode as McpApi): vscode.Disposable {
  const { McpStdioServerDefinition: Definition, lm } = api;
  if (!lm?.registerMcpServerDefinitionProvider || !Definition) {
    return new vscode.Disposable(() => undefined);
  }
  const changed = new vscode.EventEmitter<void>();
  const change = () => {
    changed.fire();
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(change),
    vscode.workspace.onDidGrantWorkspaceTrust(change),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('roleassist.agents')) {
        change();
      }
    }),
    lm.registerMcpServerDefinitionProvider(collection, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () =>
        agentAccess() === 'deny' || !vscode.workspace.isTrusted
          ? []
          : mcpFolders().map((folder, _, { length }) => {
              const label = length > 1 && folder ? `RoleAssist (${folder.name})` : 'RoleAssist';
              const server = new Definition(label, executable, mcpArguments(folder));
              server.cwd = folder?.uri ?? vscode.Uri.file(homedir());
              return server;
            }),
    }),
  );
}
