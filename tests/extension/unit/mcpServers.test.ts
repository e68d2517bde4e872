import type { Uri } from 'vscode';
import { beforeEach, describe, expect, it } from 'vitest';
import { copyMcpConfiguration } from '../../../extension/src/features/agents/copyMcpConfiguration.ts';
import { offerMcpServers } from '../../../extension/src/features/agents/mcpServers.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { Disposable, editor, folder, openEditor } from './fakes/vscode.ts';

class Definition {
  cwd?: Uri;

  constructor(
    readonly label: string,
    readonly command: string,
    readonly args: string[],
  ) {}
}

interface Provider {
  onDidChangeMcpServerDefinitions(listener: () => void): unknown;
  provideMcpServerDefinitions(): Definition[];
}

let provider: Provider;

function offer(): void {
  const lm = {
    registerMcpServerDefinitionProvider: (_: string, given: unknown) => {
      provider = given as Provider;
      return new Disposable(() => undefined) as never;
    },
  };
  offerMcpServers('/x/roleassist', { lm, McpStdioServerDefinition: Definition });
}

beforeEach(() => {
  openEditor();
});

describe('the MCP servers that VS Code is offered', () => {
  it('are the host with each folder as a root', () => {
    editor.folders = [folder('api'), folder('web')];
    offer();
    expect(provider.provideMcpServerDefinitions()).toMatchObject([
      {
        label: 'RoleAssist (api)',
        command: '/x/roleassist',
        args: ['mcp', '--workspace', '/project/api'],
        cwd: { fsPath: '/project/api' },
      },
      { label: 'RoleAssist (web)', args: ['mcp', '--workspace', '/project/web'] },
    ]);
  });

  it('has no root without a folder, and is not started in the installation of VS Code', () => {
    offer();
    const [server] = provider.provideMcpServerDefinitions();
    expect(server).toMatchObject({ label: 'RoleAssist', args: ['mcp'] });
    expect(server?.cwd?.fsPath).toBeTruthy();
  });

  it('leaves out folders that are not on this machine', () => {
    editor.folders = [folder('api'), { ...folder('far'), uri: { ...folder('far').uri, scheme: 'vscode-vfs' } }];
    offer();
    expect(provider.provideMcpServerDefinitions().map(({ label }) => label)).toEqual(['RoleAssist']);
  });

  it('are none in an untrusted workspace, or where agents get nothing', () => {
    offer();
    editor.isTrusted = false;
    expect(provider.provideMcpServerDefinitions()).toEqual([]);
    editor.isTrusted = true;
    editor.settings['roleassist.agents'] = 'deny';
    expect(provider.provideMcpServerDefinitions()).toEqual([]);
  });

  it('change with the folders, the trust and the setting', () => {
    offer();
    let changes = 0;
    provider.onDidChangeMcpServerDefinitions(() => changes++);
    editor.changedFolders.fire();
    editor.grantedTrust.fire();
    editor.changeSetting('roleassist.agents', 'deny');
    editor.changeSetting('roleassist.audit', false);
    expect(changes).toBe(3);
  });

  it.each([{}, { lm: {} }, { lm: { registerMcpServerDefinitionProvider: () => expect.fail('called') } }])(
    'are none in a VS Code without them (%j)',
    (api) => {
      expect(() => {
        offerMcpServers('/x/roleassist', api).dispose();
      }).not.toThrow();
    },
  );
});

describe('Copy MCP Configuration', () => {
  const copy = (answer: object) => {
    const transport = new FakeTransport({ text: 'the configuration', outlivesUpdates: true, ...answer });
    return { transport, copied: copyMcpConfiguration(new HostApi(transport)) };
  };

  it('copies what the host writes for the folder', async () => {
    editor.folders = [folder('api')];
    const { transport, copied } = copy({});
    await copied;
    expect(transport.requests).toMatchObject([
      { method: 'roleassist/mcp/getConfiguration', params: { workspace: '/project/api' } },
    ]);
    expect(editor.clipboard).toBe('the configuration');
    expect(editor.message?.text).toBe('The MCP configuration is on the clipboard.');
  });

  it('says if it names the program of this version', async () => {
    const { transport, copied } = copy({ outlivesUpdates: false });
    await copied;
    expect(transport.params).toEqual([{}]);
    expect(editor.message?.text).toContain('copy it again after an update');
  });

  it('asks for the folder if there are several', async () => {
    editor.folders = [folder('api'), folder('web')];
    editor.choice = 'web';
    const { transport, copied } = copy({});
    await copied;
    expect(transport.params).toEqual([{ workspace: '/project/web' }]);
    editor.clipboard = '';
    editor.choice = undefined;
    await expect(copy({}).copied).rejects.toThrow();
    expect(editor.clipboard).toBe('');
  });
});
