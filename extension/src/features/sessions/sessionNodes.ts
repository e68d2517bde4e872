import * as vscode from 'vscode';
import { agentName, describeHandOuts } from '../../infrastructure/presentation/agentText.ts';
import { preciseCountdown } from '../../infrastructure/presentation/countdown.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { markIcon, markLabel } from '../../infrastructure/presentation/marks.ts';
import {
  describeCondition,
  formatDateTime,
  limitOf,
  sessionFacts,
  sessionName,
  severities,
} from '../../infrastructure/presentation/sessionText.ts';
import { Tooltip } from '../../infrastructure/presentation/tooltip.ts';
import { treeItem } from '../../infrastructure/presentation/widgets.ts';
import type { AgentHandOut, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { isReady } from '../../infrastructure/state/expiry.ts';

/** A session in the view. Commands read its ID, ARN and account. */
export interface SessionNode {
  readonly kind: 'session';
  readonly sessionId: string;
  readonly arn: string;
  readonly account: string;
  readonly session: SessionInfo;
}

/** A terminal that uses the session above it, or that an agent opened while new terminals used it. */
export interface TerminalNode {
  readonly kind: 'terminal';
  readonly terminal: vscode.Terminal;
  readonly isAgents: boolean;
}

/** Where a session is used. */
export interface SessionUse {
  readonly hasTerminals: boolean;
  readonly inNewTerminals: boolean;
  /** The credentials of this session that agents have. */
  readonly handOuts: readonly AgentHandOut[];
}

/** The row of a session: its name, the time left, and its context menu. */
export function sessionItem(session: SessionInfo, use: SessionUse, now: number): vscode.TreeItem {
  const { hasTerminals, inNewTerminals, handOuts } = use;
  const condition = describeCondition(session, now, preciseCountdown);
  const mark = markLabel(session);
  const usedBy = inNewTerminals ? vscode.l10n.t('new terminals') : undefined;
  const owner = session.agent === undefined ? undefined : vscode.l10n.t('of {0}', agentName(session.agent));
  const limit = limitOf(session);
  const given = describeHandOuts(handOuts);
  return treeItem({
    label: sessionName(session),
    collapsibleState: hasTerminals ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    // VS Code remembers whether a row is expanded by its ID. A row that had no children would stay collapsed.
    id: hasTerminals ? `${session.sessionId}:used` : session.sessionId,
    // Most significant first, because a narrow view truncates the end. The icon also marks production.
    description: joinParts(' · ', owner, condition, limit, usedBy, given, session.account, mark),
    icon: iconOf(session),
    // The context value controls the row's menu. A session that is not ready is refreshed before a terminal uses it.
    contextValue: joinParts(
      ':',
      session.agent === undefined ? 'session' : 'agentSession',
      isReady(session, now) ? 'ready' : 'stuck',
      inNewTerminals ? 'inNewTerminals' : undefined,
      session.signIn === undefined ? undefined : 'signIn',
    ),
    accessibleLabel: joinParts(
      ', ',
      vscode.l10n.t('AWS role {0}', sessionName(session)),
      mark,
      owner,
      condition,
      limit,
      vscode.l10n.t('account {0}', session.account),
      inNewTerminals ? vscode.l10n.t('used in all new terminals') : undefined,
      given,
      session.remark,
    ),
  });
}

/** The tooltip of a session. */
export function sessionDetails(
  session: SessionInfo,
  { inNewTerminals, handOuts }: Omit<SessionUse, 'hasTerminals'>,
): vscode.MarkdownString {
  const last = handOuts.at(-1);
  return new Tooltip()
    .heading(sessionName(session), markLabel(session))
    .warning(session.remark)
    .facts(
      ...sessionFacts(session),
      [vscode.l10n.t('Agent'), session.agent && agentName(session.agent)],
      [vscode.l10n.t('Used in'), inNewTerminals ? vscode.l10n.t('all new terminals') : undefined],
      [vscode.l10n.t('Agents'), describeHandOuts(handOuts)],
      [vscode.l10n.t('Last hand-out'), last && formatDateTime(last.time)],
    )
    .toMarkdown();
}

export function terminalItem(node: TerminalNode): vscode.TreeItem {
  return treeItem({
    label: node.terminal.name,
    ...(node.isAgents ? { description: vscode.l10n.t('of an agent') } : {}),
    icon: new vscode.ThemeIcon(node.isAgents ? 'sparkle' : 'terminal'),
    contextValue: 'terminal',
    command: { title: vscode.l10n.t('Show Terminal'), command: 'roleassist.showTerminal', arguments: [node] },
    accessibleLabel: node.isAgents
      ? vscode.l10n.t('terminal {0} of an agent', node.terminal.name)
      : vscode.l10n.t('terminal {0}', node.terminal.name),
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
      return new vscode.ThemeIcon(
        session.agent !== undefined
          ? 'sparkle'
          : session.state === 'active'
            ? (markIcon(session) ?? 'key')
            : 'sync~spin',
      );
  }
}
