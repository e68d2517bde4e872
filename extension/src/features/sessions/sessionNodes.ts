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

/** How a session is used, which its row shows. */
export interface SessionUse {
  readonly hasTerminals: boolean;
  readonly inNewTerminals: boolean;
}

/** The row of a session: who, how long, and what can be done with it. */
export function sessionItem(session: SessionInfo, use: SessionUse, now: number): vscode.TreeItem {
  const { hasTerminals, inNewTerminals } = use;
  const condition = describeCondition(session, now, preciseCountdown);
  const mark = markLabel(session);
  const usedBy = inNewTerminals ? vscode.l10n.t('new terminals') : undefined;
  return treeItem({
    label: sessionName(session),
    collapsibleState: hasTerminals ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    // VS Code remembers of a row whether it is open, and one that could not be opened so far would stay closed.
    id: hasTerminals ? `${session.sessionId}:used` : session.sessionId,
    // What differs most comes first: a narrow view cuts off the end. The icon marks production too.
    description: joinParts(' · ', condition, usedBy, session.account, mark),
    icon: iconOf(session),
    // What a row can do stands in its context value: what is not ready is refreshed before a terminal gets it.
    contextValue: joinParts(
      ':',
      'session',
      isReady(session, now) ? 'ready' : 'stuck',
      inNewTerminals ? 'inNewTerminals' : undefined,
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

/** What is told of a session when the pointer rests on its row. */
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
