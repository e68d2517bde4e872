import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { Methods, type HardCodedKeyInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** The languages in which the host can replace keys. Opening a file of these languages activates the extension. */
export const languages = [
  'powershell',
  'csharp',
  'shellscript',
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'go',
];

/** Matches the IDs of access keys. The host is asked, and so started, only for documents that match. */
const keyShaped = /A[KS]IA[A-Z0-9]{16}/;

/** How long a document has to stay unchanged before the host is asked. */
const restMilliseconds = 250;

/** Longer documents are treated as data. */
const maxCharacters = 1_000_000;

/** The command to run after the replacement. */
const afterReplacing = 'roleassist.explainReplacedKeys';

interface Finding {
  readonly version: number;
  readonly keys: readonly HardCodedKeyInfo[];
}

/**
 * Offers a quick fix that replaces all hard-coded keys of a document with RoleAssist's credentials. Reports no
 * diagnostics, because secret scanners exist.
 */
export class HardCodedKeyActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  private readonly findings = new WeakMap<vscode.TextDocument, Finding>();

  constructor(private readonly host: HostApi) {}

  static register(host: HostApi): vscode.Disposable {
    return vscode.languages.registerCodeActionsProvider(languages, new HardCodedKeyActions(host), {
      providedCodeActionKinds: HardCodedKeyActions.kinds,
    });
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    _context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const keys = (await this.find(document, token)).filter(isReplaceable);
    if (!keys.some(({ line }) => range.start.line <= line && line <= range.end.line)) {
      return [];
    }
    const action = new vscode.CodeAction(
      vscode.l10n.t('Replace hard-coded keys with RoleAssist'),
      vscode.CodeActionKind.QuickFix,
    );
    action.edit = new vscode.WorkspaceEdit();
    for (const { line, startCharacter, endCharacter, replacement } of keys) {
      const start = new vscode.Position(line, startCharacter);
      const end = new vscode.Position(line, endCharacter);
      action.edit.replace(document.uri, new vscode.Range(start, end), replacement);
    }
    action.command = { title: action.title, command: afterReplacing };
    return [action];
  }

  /** Tells the user what the edit could not do. */
  static reportRemaining(): void {
    notify(
      'information',
      vscode.l10n.t(
        'Deactivate the old key in IAM. The new credentials need a session token, so remove code that passes keys explicitly and let the AWS SDK or tool find them.',
      ),
      [],
    );
  }

  /**
   * Asks the host for the keys in a document. Ignores errors, because the user is editing and did not ask for anything.
   */
  private async find(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<readonly HardCodedKeyInfo[]> {
    const { version, languageId } = document;
    const known = this.findings.get(document);
    if (known?.version === version) {
      return known.keys;
    }
    const text = document.getText();
    if (text.length > maxCharacters || !keyShaped.test(text)) {
      return [];
    }
    await new Promise((resolve) => setTimeout(resolve, restMilliseconds));
    if (token.isCancellationRequested) {
      return [];
    }
    try {
      const { keys } = await this.host.request(Methods.findHardCodedKeys, { text, language: languageId }, token);
      this.findings.set(document, { version, keys });
      return keys;
    } catch {
      return [];
    }
  }
}

function isReplaceable(key: HardCodedKeyInfo): key is HardCodedKeyInfo & { replacement: string } {
  return typeof key.replacement === 'string';
}
