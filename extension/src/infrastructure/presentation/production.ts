import * as vscode from 'vscode';
import type { ProfileInfo, SessionInfo } from '../rpc/contract.generated.ts';

type Marked = Pick<SessionInfo | ProfileInfo, 'isProduction'>;

/** The word that marks production: it says the same without colour, and to those who hear it. */
export function productionWord({ isProduction }: Marked): string | undefined {
  return isProduction ? vscode.l10n.t('PRODUCTION') : undefined;
}

/** The mark where there is room for a sign as well. */
export function productionMark(marked: Marked): string | undefined {
  const word = productionWord(marked);
  return word && `$(shield) ${word}`;
}

/** What a role's terminal looks like: one with a role of production is never taken for another. */
export function terminalLook(session: SessionInfo): Pick<vscode.TerminalOptions, 'name' | 'iconPath' | 'color'> {
  const word = productionWord(session);
  return word
    ? {
        name: `${word}: ${session.profile}`,
        iconPath: new vscode.ThemeIcon('shield'),
        color: new vscode.ThemeColor('terminal.ansiRed'),
      }
    : // Tabs are narrow, and the icon says what kind of name it is.
      { name: session.profile, iconPath: new vscode.ThemeIcon('key') };
}
