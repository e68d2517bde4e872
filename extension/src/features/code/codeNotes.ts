import * as vscode from 'vscode';
import { tell } from '../../infrastructure/commands/remedies.ts';
import type { CodeResult, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Says once what the reader of new code should know, and nothing where there is nothing. */
export function tellNotes({ notes }: CodeResult, profiles: readonly ProfileInfo[]): void {
  const warnings = profiles
    .filter(({ kind }) => kind === 'accessKey')
    .map(({ name }) =>
      vscode.l10n.t(
        "Profile '{0}' has a long-lived access key. The key is not in the code, which names the profile; a role would be safer.",
        name,
      ),
    );
  const words = [...warnings, ...notes].join(' ');
  if (words) {
    tell(warnings.length > 0 ? 'warning' : 'information', words, []);
  }
}
