import * as vscode from 'vscode';
import { Methods, type PlainKeyInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import { isFile, type AwsFiles } from './awsFiles.ts';

/** Matches the IDs of long-lived keys. The host is asked, and so started, only for AWS files that have one. */
const keyShaped = /AKIA[A-Z0-9]{16}/;

/**
 * Marks the keys in plain text in open AWS files, and offers to move them to the vault. Where the keys are, the host
 * says: the lines of a file with unsaved changes may differ, so its marks stay as they are until it is saved.
 */
export class PlainKeyMarks implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly marks = vscode.languages.createDiagnosticCollection('roleassist');
  private readonly profileOf = new WeakMap<vscode.Diagnostic, string>();
  private readonly subscriptions: vscode.Disposable[];
  private isMarking = false;
  private isStale = false;

  constructor(
    private readonly host: HostApi,
    profiles: Pick<ProfileStore, 'onDidList' | 'onDidOutdate'>,
    private readonly files: AwsFiles,
  ) {
    const onChange = ({ uri, isDirty }: vscode.TextDocument) => {
      if (!isDirty && this.files.has(uri)) {
        this.update();
      }
    };
    this.subscriptions = [
      vscode.workspace.onDidOpenTextDocument(onChange),
      vscode.workspace.onDidSaveTextDocument(onChange),
      // Another program, or the host, has changed the file.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        onChange(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.marks.delete(uri);
      }),
      profiles.onDidOutdate(() => {
        this.update();
      }),
      profiles.onDidList((list) => {
        if (this.files.add(list.profiles.map(({ file, isSandbox }) => (isSandbox ? undefined : file)))) {
          this.update();
        }
      }),
    ];
    this.update();
  }

  static register(host: HostApi, profiles: ProfileStore, files: AwsFiles): vscode.Disposable {
    const marks = new PlainKeyMarks(host, profiles, files);
    const provider = vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, marks, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });
    return vscode.Disposable.from(provider, marks);
  }

  /** VS Code asks at every move of the cursor, so this only looks at what is marked. */
  provideCodeActions({ uri }: vscode.TextDocument, { start, end }: vscode.Range): vscode.CodeAction[] {
    const marks = this.marks.get(uri) ?? [];
    return marks
      .filter(({ range }) => start.line <= range.end.line && range.start.line <= end.line)
      .map((mark) => this.moveAction(mark));
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.marks).dispose();
  }

  private moveAction(mark: vscode.Diagnostic): vscode.CodeAction {
    const action = new vscode.CodeAction(vscode.l10n.t('Move this key to the vault'), vscode.CodeActionKind.QuickFix);
    action.diagnostics = [mark];
    action.command = {
      title: action.title,
      command: 'roleassist.moveKeys',
      arguments: [this.profileOf.get(mark)],
    };
    return action;
  }

  /** Updates the marks. While that is under way, further calls lead to one more update. */
  private update(): void {
    this.isStale = true;
    if (!this.isMarking) {
      void this.markWhileStale();
    }
  }

  private async markWhileStale(): Promise<void> {
    this.isMarking = true;
    while (this.isStale) {
      this.isStale = false;
      await this.mark();
    }
    this.isMarking = false;
  }

  private async mark(): Promise<void> {
    const saved = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => !isDirty && this.files.has(uri));
    const suspects = saved.filter((document) => keyShaped.test(document.getText()));
    for (const document of saved.filter((candidate) => !suspects.includes(candidate))) {
      this.marks.delete(document.uri);
    }
    const keys = suspects.length > 0 ? await this.listKeys() : undefined;
    for (const document of keys ? suspects.filter(({ isDirty, isClosed }) => !isDirty && !isClosed) : []) {
      const own = keys?.filter(({ file, line }) => isFile(document.uri, file) && line <= document.lineCount) ?? [];
      this.marks.set(
        document.uri,
        own.map((key) => this.markOf(document, key)),
      );
    }
  }

  private markOf(document: vscode.TextDocument, { profile, line }: PlainKeyInfo): vscode.Diagnostic {
    const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line - 1);
    const start = new vscode.Position(line - 1, firstNonWhitespaceCharacterIndex);
    const end = new vscode.Position(line - 1, text.trimEnd().length);
    const mark = new vscode.Diagnostic(
      new vscode.Range(start, end),
      vscode.l10n.t('This key is in plain text. Any program that you run can read it.'),
      vscode.DiagnosticSeverity.Warning,
    );
    mark.source = 'RoleAssist';
    this.profileOf.set(mark, profile);
    return mark;
  }

  /** Ignores errors, because the user only looks at the file and did not ask for anything. */
  private async listKeys(): Promise<readonly PlainKeyInfo[] | undefined> {
    const cancellation = new vscode.CancellationTokenSource();
    try {
      const { plainKeys } = await this.host.request(Methods.listVaultKeys, {}, cancellation.token);
      return plainKeys;
    } catch {
      return undefined;
    } finally {
      cancellation.dispose();
    }
  }
}
