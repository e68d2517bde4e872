import * as vscode from 'vscode';
import type { ProfileInfo, SessionInfo } from '../rpc/contract.generated.ts';
import { plain } from './plainText.ts';
import { sessionName } from './sessionWords.ts';

type Marked = Pick<SessionInfo | ProfileInfo, 'isProduction' | 'isSandbox'>;

/** The word that marks a role of production or of the sandbox: it says the same without colour, and to those who hear it. */
export function markWord({ isProduction, isSandbox }: Marked): string | undefined {
  if (isProduction) {
    return vscode.l10n.t('PRODUCTION');
  }
  return isSandbox ? vscode.l10n.t('SANDBOX') : undefined;
}

/** The sign that goes with the word. */
export function markIcon({ isProduction, isSandbox }: Marked): string | undefined {
  if (isProduction) {
    return 'shield';
  }
  return isSandbox ? 'beaker' : undefined;
}

/** What a role's terminal looks like: one with a role of production is never taken for another. */
export function terminalLook(session: SessionInfo): Pick<vscode.TerminalOptions, 'name' | 'iconPath' | 'color'> {
  const [word, name] = [markWord(session), sessionName(session)];
  return {
    // Tabs are narrow, and the icon says what kind of name it is.
    name: plain(word ? `${word}: ${name}` : name),
    iconPath: new vscode.ThemeIcon(markIcon(session) ?? 'key'),
    ...(session.isProduction ? { color: new vscode.ThemeColor('terminal.ansiRed') } : {}),
  };
}
