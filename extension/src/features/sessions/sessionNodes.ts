import * as vscode from 'vscode';
import { preciseCountdown } from '../../infrastructure/presentation/countdown.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { markIcon, markLabel } from '../../infrastructure/presentation/marks.ts';
import {
  describeCondition,
  sessionFacts,
  sessionName,
  severities,
} from '../../infrastructure/presentation/sessionText.ts';
import { Tooltip } from '../../infrastructure/presentation/tooltip.ts';
import { treeItem } from '../../infrastructure/presentation/widgets.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { isReady } from '../../infrastructure/state/expiry.ts';

/** A session in the view. Commands read its ID, ARN and account. */
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

/** Where a session is used. */
export interface SessionUse {
  readonly hasTerminals: boolean;
  readonly inNewTerminals: boolean;
}

/** The row of a session: its name, the time left, and its context menu. */
export function sessionItem(session: SessionInfo, use: SessionUse, now: number): vscode.TreeItem {
  const { hasTerminals, inNewTerminals } = use;
  const condition = describeCondition(session, now, preciseCountdown);
  const mark = markLabel(session);
  const usedBy = inNewTerminals ? vscode.l10n.t('new terminals') : undefined;
  return treeItem({
    label: sessionName(session),
    collapsibleState: hasTerminals ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    // VS Code remembers whether a row is expanded by its ID. A row that had no children would stay collapsed.
    id: hasTerminals ? `${session.sessionId}:used` : session.sessionId,
    // Most significant first, because a narrow view truncates the end. The icon also marks production.
    description: joinParts(' · ', condition, usedBy, session.account, mark),
    icon: iconOf(session),
    // The context value controls the row's menu. A session that is not ready is refreshed before a terminal uses it.
    contextValue: joinParts(
      ':',
      'session',
      isReady(session, now) ? 'ready' : 'stuck',
      inNewTerminals ? 'inNewTerminals' : undefined,
      session.signIn === undefined ? undefined : 'signIn',
    ),
    accessibleLabel: joinParts(
      ', ',
      vscode.l10n.t('AWS role {0}', sessionName(session)),
      mark,
      condition,
      vscode.l10n.t('account {0}', session.account),
      inNewTerminals ? vscode.l10n.t('used in all new terminals') : undefined,
      session.remark,
    ),
  });
}

/** The tooltip of a session. */
export function sessionDetails(session: SessionInfo, inNewTerminals: boolean): vscode.MarkdownString {
  return new Tooltip()
    .heading(sessionName(session), markLabel(session))
    .warning(session.remark)
    .facts(...sessionFacts(session), [
      vscode.l10n.t('Used in'),
      inNewTerminals ? vscode.l10n.t('all new terminals') : undefined,
    ])
    .toMarkdown();
}

export function terminalItem(node: TerminalNode): vscode.TreeItem {
  return treeItem({
    label: node.terminal.name,
    icon: new vscode.ThemeIcon('terminal'),
    contextValue: 'terminal',
    command: { title: vscode.l10n.t('Show Terminal'), command: 'roleassist.showTerminal', arguments: [node] },
    accessibleLabel: vscode.l10n.t('terminal {0}', node.terminal.name),
  });
}

/** The icon of the state. It differs in shape and not only in color. */
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
