import * as vscode from 'vscode';
import { documentUri } from '../../infrastructure/presentation/documentUri.ts';
import { closeComparison, showComparison } from '../../infrastructure/presentation/messages.ts';
import type { PopulatePreview } from '../../infrastructure/rpc/contract.generated.ts';

/** Shows what would change, as documents that cannot be edited and that no file holds. */
export class PopulatePreviews implements vscode.TextDocumentContentProvider {
  static readonly scheme = 'roleassist-populate';

  private readonly texts = new Map<string, string>();
  private last = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.query) ?? '';
  }

  /** Shows the profiles before and after, and closes them when the user has decided. */
  async during<T>({ session, before, after }: PopulatePreview, decide: () => Promise<T>): Promise<T> {
    const left = this.add(session, before);
    const right = this.add(session, after);
    try {
      await showComparison(left, right, vscode.l10n.t('Profiles of {0} (not written yet)', session));
      return await decide();
    } finally {
      await closeComparison(right);
      this.texts.delete(left.query);
      this.texts.delete(right.query);
    }
  }

  private add(session: string, text: string): vscode.Uri {
    const id = String(++this.last);
    this.texts.set(id, text);
    return documentUri(PopulatePreviews.scheme, `${session}.ini`, id);
  }
}
