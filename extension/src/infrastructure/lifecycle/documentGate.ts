import type { Diagnostic, TextDocument, TextDocumentChangeEvent, Uri } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { plain } from '../text/plainText.ts';
import { isServed } from './servedDocuments.ts';

/**
 * Lets only the documents through to the host that it may have something to say about. A document that begins to be one
 * while it is edited is then opened, and stays open until VS Code closes it: its next mistake may be in what made it
 * one. What is sent is created before the first wait, because later changes are sent by themselves.
 */
export class DocumentGate implements Middleware {
  private readonly sent = new Set<string>();

  constructor(private readonly open: (document: TextDocument) => Promise<void>) {}

  readonly didOpen = (document: TextDocument, next: (document: TextDocument) => Promise<void>): Promise<void> => {
    if (!isServed(document)) {
      return Promise.resolve();
    }
    this.sent.add(document.uri.toString());
    return next(document);
  };

  readonly didChange = (
    event: TextDocumentChangeEvent,
    next: (event: TextDocumentChangeEvent) => Promise<void>,
  ): Promise<void> =>
    this.sent.has(event.document.uri.toString()) ? next(event) : this.didOpen(event.document, this.open);

  readonly didClose = (document: TextDocument, next: (document: TextDocument) => Promise<void>): Promise<void> =>
    this.sent.delete(document.uri.toString()) ? next(document) : Promise.resolve();

  /** Messages repeat values of the document. */
  readonly handleDiagnostics = (
    uri: Uri,
    diagnostics: Diagnostic[],
    next: (uri: Uri, diagnostics: Diagnostic[]) => void,
  ): void => {
    for (const diagnostic of diagnostics) {
      diagnostic.message = plain(diagnostic.message);
    }
    next(uri, diagnostics);
  };
}
