// Fakes of VS Code's documents, editors and edits.

export interface FileLocation {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: FileLocation;
  readonly end: FileLocation;
}

export const CodeActionKind = { QuickFix: 'quickfix' };

export class CodeAction {
  edit: WorkspaceEdit | undefined;
  command: { title: string; command: string; arguments?: unknown[] } | undefined;
  diagnostics: unknown[] | undefined;

  constructor(
    readonly title: string,
    readonly kind: string,
  ) {}
}

export class WorkspaceEdit {
  readonly replacements: { uri: unknown; range: Span; text: string }[] = [];

  replace(uri: unknown, range: Span, text: string): void {
    this.replacements.push({ uri, range, text });
  }
}

export class SnippetString {
  constructor(readonly value: string) {}
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };

export class Diagnostic {
  source: string | undefined;

  constructor(
    readonly range: Span,
    readonly message: string,
    readonly severity: number,
  ) {}
}

/** The problems that the extension shows in documents, by their path. */
export class DiagnosticCollection {
  readonly shown = new Map<string, readonly Diagnostic[]>();

  get({ path }: { path: string }): readonly Diagnostic[] | undefined {
    return this.shown.get(path);
  }

  set({ path }: { path: string }, diagnostics: readonly Diagnostic[]): void {
    this.shown.set(path, diagnostics);
  }

  delete({ path }: { path: string }): void {
    this.shown.delete(path);
  }

  dispose(): void {
    this.shown.clear();
  }
}

export class TextDocument {
  version = 1;
  isDirty = false;
  isClosed = false;
  /** Whether VS Code can save it. */
  isWritable = true;
  readonly uri: { readonly scheme: string; readonly path: string; readonly fsPath: string; toString(): string };

  constructor(
    readonly languageId: string,
    public text = '',
    path = '/project/file',
    scheme = 'file',
  ) {
    this.uri = { scheme, path, fsPath: path, toString: () => `${scheme}://${path}` };
  }

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  getText(): string {
    return this.text;
  }

  lineAt(line: number): { text: string; firstNonWhitespaceCharacterIndex: number } {
    const text = this.text.split('\n')[line] ?? '';
    return { text, firstNonWhitespaceCharacterIndex: text.length - text.trimStart().length };
  }

  save(): Promise<boolean> {
    this.isDirty &&= !this.isWritable;
    return Promise.resolve(this.isWritable);
  }
}

/** An editor with a document. */
export class TextEditor {
  readonly selection: Span = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  readonly snippets: string[] = [];

  constructor(readonly document: TextDocument) {}

  /** Replaces the selection, which is the whole content here. */
  edit(change: (edit: { replace: (range: Span, text: string) => void }) => void): Promise<boolean> {
    change({
      replace: (_, text) => {
        this.document.text = text;
      },
    });
    return Promise.resolve(true);
  }

  insertSnippet({ value }: SnippetString): Promise<boolean> {
    this.snippets.push(value);
    return Promise.resolve(true);
  }
}
