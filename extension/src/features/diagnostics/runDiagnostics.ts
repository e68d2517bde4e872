import * as vscode from 'vscode';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** Opens a report on everything that RoleAssist depends on. If the host does not start, the report says so. */
export async function runDiagnostics(host: HostApi, version: string): Promise<void> {
  const editor = editorFacts(version);
  const content = await reportOf(host, editor);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}

async function reportOf(host: HostApi, editor: Readonly<Record<string, string>>): Promise<string> {
  try {
    const { report } = await withProgress(vscode.l10n.t('Checking files, network and clock'), (token) =>
      host.request(Methods.runDiagnostics, { editor }, token),
    );
    return report;
  } catch (error) {
    if (!(error instanceof OperationError)) {
      throw error;
    }
    const facts = Object.entries(editor).map(([name, value]) => `- ${name}: ${value}\n`);
    return `# RoleAssist diagnostics\n\n## Host\n\n- **Error:** ${error.explanation}\n\n## Editor\n\n${facts.join('')}`;
  }
}

/** The facts that only the editor knows. The report is not translated, because it goes into bug reports. */
function editorFacts(version: string): Readonly<Record<string, string>> {
  const { appName, remoteName, shell, uiKind } = vscode.env;
  const terminal = vscode.workspace.getConfiguration('terminal.integrated');
  return {
    Extension: version,
    Editor: `${appName} ${vscode.version}`,
    'Runs in': uiKind === vscode.UIKind.Web ? 'a browser' : 'a desktop window',
    Remote: remoteName ?? 'none',
    Platform: `${process.platform} ${process.arch}`,
    'Default shell': shell === '' ? 'unknown' : shell,
    'Shell integration': terminal.get('shellIntegration.enabled') === false ? 'off' : 'on',
    'Relaunch of changed terminals': terminal.get('environmentChangesRelaunch') === false ? 'off' : 'on',
    Workspace: vscode.workspace.isTrusted ? 'trusted' : 'not trusted',
  };
}
