import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { CodeResult, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Says once what the reader of new code should know, and nothing where there is nothing. */
export function showNotes({ notes }: CodeResult, profiles: readonly ProfileInfo[]): void {
  const warnings = profiles
    .filter(({ kind }) => kind === 'accessKey')
    .map(({ name }) =>
      vscode.l10n.t(
        "Profile '{0}' has a long-lived access key. The key is not in the code, which names the profile; a role would be safer.",
        name,
      ),
    );
  const text = [...warnings, ...notes].join(' ');
  if (text) {
    notify(warnings.length > 0 ? 'warning' : 'information', text, []);
  }
}
