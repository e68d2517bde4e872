import { workspace, type ProviderResult, type TextDocument } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { awsConfig } from './servedDocuments.ts';

/**
 * Sends requests of the language service only for documents in its language: the others that the host gets have
 * diagnostics alone. A lens runs something, so an untrusted workspace has none.
 */
export function languageFeatures(): Middleware {
  return {
    provideCompletionItem: onlyAwsConfig,
    provideHover: onlyAwsConfig,
    provideDefinition: onlyAwsConfig,
    provideReferences: onlyAwsConfig,
    provideDocumentHighlights: onlyAwsConfig,
    provideDocumentSymbols: onlyAwsConfig,
    provideFoldingRanges: onlyAwsConfig,
    provideDocumentSemanticTokens: onlyAwsConfig,
    provideDocumentLinks: onlyAwsConfig,
    provideInlayHints: onlyAwsConfig,
    provideDocumentFormattingEdits: onlyAwsConfig,
    prepareRename: onlyAwsConfig,
    provideRenameEdits: onlyAwsConfig,
    provideCodeActions: onlyAwsConfig,
    provideCodeLenses: (document, token, next) =>
      workspace.isTrusted && document.languageId === awsConfig ? next(document, token) : undefined,
  };
}

/** The last argument of each method of the middleware passes the request on. */
function onlyAwsConfig(document: TextDocument, ...rest: unknown[]): ProviderResult<never> {
  const next = rest.pop() as (document: TextDocument, ...all: unknown[]) => ProviderResult<never>;
  return document.languageId === awsConfig ? next(document, ...rest) : undefined;
}
