import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { CodeResult, ProfileInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Shows what the user should know about the generated code, if anything, in one message. */
export function showNotes({ notes }: CodeResult, profiles: readonly ProfileInfo[]): void {
  const warnings = profiles
    .filter(({ kind }) => kind === 'accessKey')
    .map(({ name }) =>
      vscode.l10n.t(
        "Profile '{0}' uses a long-term access key. The code refers to the profile and does not contain the key, but a role would be safer.",
        name,
      ),
    );
  const text = [...warnings, ...notes].join(' ');
  if (text) {
    notify(warnings.length > 0 ? 'warning' : 'information', text, []);
  }
}
