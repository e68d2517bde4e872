import { Disposable, languages, workspace, type TextDocument } from 'vscode';
import { awsConfig } from './servedDocuments.ts';

/** Gives the two AWS files their language, wherever the host says that they are. */
export class AwsFileLanguage implements Disposable {
  private readonly files = new Set<string>();
  private readonly opened = workspace.onDidOpenTextDocument((document) => {
    this.apply(document);
  });

  /** Remembers the URIs that the host has named, and applies the language to the documents that are open. */
  setFiles(uris: readonly string[]): void {
    for (const uri of uris) {
      this.files.add(normalized(uri));
    }
    workspace.textDocuments.forEach((document) => {
      this.apply(document);
    });
  }

  dispose(): void {
    this.opened.dispose();
  }

  private apply(document: TextDocument): void {
    if (document.languageId !== awsConfig && this.files.has(normalized(document.uri.toString()))) {
      void languages.setTextDocumentLanguage(document, awsConfig);
    }
  }
}

/** VS Code escapes more characters than the host, such as the colon of a drive. */
function normalized(uri: string): string {
  const written = decodeURIComponent(uri);
  return process.platform === 'win32' ? written.toLowerCase() : written;
}
