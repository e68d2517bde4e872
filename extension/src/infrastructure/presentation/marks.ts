import * as vscode from 'vscode';
import type { ProfileInfo, SessionInfo } from '../rpc/contract.generated.ts';
import { plain } from '../text/plainText.ts';
import { sessionName } from './sessionText.ts';

type Marked = Pick<SessionInfo | ProfileInfo, 'isProduction' | 'isSandbox'>;

/** The label of a production or sandbox role. It conveys the mark without color and to screen readers. */
export function markLabel({ isProduction, isSandbox }: Marked): string | undefined {
  if (isProduction) {
    return vscode.l10n.t('PRODUCTION');
  }
  return isSandbox ? vscode.l10n.t('SANDBOX') : undefined;
}

/** The icon that goes with the label. */
export function markIcon({ isProduction, isSandbox }: Marked): string | undefined {
  if (isProduction) {
    return 'shield';
  }
  return isSandbox ? 'beaker' : undefined;
}

/** The appearance of a role's terminal. A production role is always recognizable. */
export function terminalAppearance(session: SessionInfo): Pick<vscode.TerminalOptions, 'name' | 'iconPath' | 'color'> {
  const [label, name] = [markLabel(session), sessionName(session)];
  return {
    // Tabs are narrow, so the icon alone shows that this is a role.
    name: plain(label ? `${label}: ${name}` : name),
    iconPath: new vscode.ThemeIcon(markIcon(session) ?? 'key'),
    ...(session.isProduction ? { color: new vscode.ThemeColor('terminal.ansiRed') } : {}),
  };
}
