import * as vscode from 'vscode';
import { closeCountdown } from '../../infrastructure/presentation/countdown.ts';
import { joined } from '../../infrastructure/presentation/joined.ts';
import { markIcon, markWord } from '../../infrastructure/presentation/marks.ts';
import { describeCondition, sessionName, severities } from '../../infrastructure/presentation/sessionWords.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { isReady } from '../../infrastructure/state/expiry.ts';

/** A session in the view. Its id, ARN and account are what commands take of it. */
export interface SessionNode {
  readonly kind: 'session';
  readonly sessionId: string;
  readonly arn: string;
  readonly account: string;
  readonly session: SessionInfo;
}

/** A terminal that uses the session above it. */
export interface TerminalNode {
  readonly kind: 'terminal';
  readonly terminal: vscode.Terminal;
}

/** The row of a session: who, how long, and what can be done with it. */
export function sessionItem(session: SessionInfo, hasTerminals: boolean, now: number): vscode.TreeItem {
  const condition = describeCondition(session, now, closeCountdown);
  const mark = markWord(session);
  const item = new vscode.TreeItem(
    sessionName(session),
    hasTerminals ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
  );
  // VS Code remembers of a row whether it is open, and one that could not be opened so far would stay closed.
  item.id = hasTerminals ? `${session.sessionId}:used` : session.sessionId;
  item.description = joined(' · ', mark, condition, session.account);
  item.iconPath = iconOf(session);
  // What a row can do stands in its context value: what is not ready is refreshed before a terminal gets it.
  item.contextValue = isReady(session, now) ? 'session:ready' : 'session:stuck';
  item.accessibilityInformation = {
    label: joined(
      ', ',
      vscode.l10n.t('AWS role {0}', sessionName(session)),
      mark,
      condition,
      vscode.l10n.t('account {0}', session.account),
      session.remark,
    ),
  };
  return item;
}

/** What is told of a session when the pointer rests on its row. */
export function sessionDetails(session: SessionInfo): vscode.MarkdownString {
  const details = new vscode.MarkdownString('', true);
  const lines: [string, string | undefined][] = [
    ['', markWord(session)],
    ['', session.remark],
    [vscode.l10n.t('Account'), session.account],
    [vscode.l10n.t('ARN'), session.arn],
    [vscode.l10n.t('Region'), session.region],
    [vscode.l10n.t('Source'), session.source],
    [vscode.l10n.t('Credentials until'), session.expiration && new Date(session.expiration).toLocaleString()],
  ];
  for (const [name, value] of lines) {
    if (value) {
      // Appended as text: what stands in somebody's AWS files must not become a link.
      details
        .appendMarkdown(name ? `${name}: ` : '')
        .appendText(value)
        .appendMarkdown('\n\n');
    }
  }
  return details;
}

export function terminalItem(node: TerminalNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.terminal.name);
  item.iconPath = new vscode.ThemeIcon('terminal');
  item.contextValue = 'terminal';
  item.command = {
    title: vscode.l10n.t('Show Terminal'),
    command: 'roleassist.showTerminal',
    arguments: [node],
  };
  item.accessibilityInformation = { label: vscode.l10n.t('terminal {0}', node.terminal.name) };
  return item;
}

/** The state, by a sign that differs in shape and not in colour alone. */
function iconOf(session: SessionInfo): vscode.ThemeIcon {
  switch (severities[session.state]) {
    case 'error':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    default:
      return new vscode.ThemeIcon(session.state === 'active' ? (markIcon(session) ?? 'key') : 'sync~spin');
  }
}
