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
  command: { title: string; command: string } | undefined;

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

export class TextDocument {
  version = 1;
  readonly uri = { scheme: 'file', path: '/project/file' };

  constructor(
    readonly languageId: string,
    public text = '',
  ) {}

  getText(): string {
    return this.text;
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
