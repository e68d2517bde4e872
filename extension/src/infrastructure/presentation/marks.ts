import * as vscode from 'vscode';
import type { ProfileInfo, SessionInfo } from '../rpc/contract.generated.ts';
import { plain } from '../text/plainText.ts';
import { sessionName } from './sessionText.ts';

type Marked = Pick<SessionInfo | ProfileInfo, 'isProduction' | 'isSandbox'>;

/** The label that marks a role of production or of the sandbox: it says the same without colour, and to those who hear it. */
export function markLabel({ isProduction, isSandbox }: Marked): string | undefined {
  if (isProduction) {
    return vscode.l10n.t('PRODUCTION');
  }
  return isSandbox ? vscode.l10n.t('SANDBOX') : undefined;
}

/** The sign that goes with the label. */
export function markIcon({ isProduction, isSandbox }: Marked): string | undefined {
  if (isProduction) {
    return 'shield';
  }
  return isSandbox ? 'beaker' : undefined;
}

/** What a role's terminal looks like: one with a role of production is never taken for another. */
export function terminalAppearance(session: SessionInfo): Pick<vscode.TerminalOptions, 'name' | 'iconPath' | 'color'> {
  const [label, name] = [markLabel(session), sessionName(session)];
  return {
    // Tabs are narrow, and the icon says what kind of name it is.
    name: plain(label ? `${label}: ${name}` : name),
    iconPath: new vscode.ThemeIcon(markIcon(session) ?? 'key'),
    ...(session.isProduction ? { color: new vscode.ThemeColor('terminal.ansiRed') } : {}),
  };
}
