import * as vscode from 'vscode';
import { isServed } from '../../infrastructure/lifecycle/servedDocuments.ts';
import { logError } from '../../infrastructure/logging/logError.ts';
import type { Platform } from '../../infrastructure/platform.ts';

/**
 * Starts the host when a document may be a trust policy. The connection then sends the document, and the host publishes
 * its mistakes. Without the host they are missing, which stops nobody: a failure is only logged.
 */
export function registerPolicies({ context, host, log }: Platform): void {
  const onDocument = (document: vscode.TextDocument) => {
    if (isServed(document)) {
      host.start().catch((error: unknown) => {
        logError(log, error);
      });
    }
  };
  vscode.workspace.textDocuments.forEach(onDocument);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(onDocument),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      onDocument(document);
    }),
  );
}
