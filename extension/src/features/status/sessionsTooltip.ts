import * as vscode from 'vscode';
import { markLabel } from '../../infrastructure/presentation/marks.ts';
import { sessionFacts, sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { Tooltip, type Link } from '../../infrastructure/presentation/tooltip.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** Lists every session with its commands. The session that the status bar shows comes first. */
export function sessionsTooltip(
  sessions: readonly SessionInfo[],
  isInNewTerminals: (sessionId: string) => boolean,
): vscode.MarkdownString {
  const commands = commandLinks();
  const sessionCommands = sessionLinks();
  const stop = stopLink();
  const tooltip = new Tooltip([...commands, ...sessionCommands, stop].map(({ command }) => command));
  for (const session of sessions) {
    const inNewTerminals = isInNewTerminals(session.sessionId);
    tooltip
      .heading(sessionName(session), markLabel(session), inNewTerminals ? vscode.l10n.t('new terminals') : undefined)
      .warning(session.remark)
      .facts(...sessionFacts(session))
      .links(sessionCommands, { sessionId: session.sessionId });
    if (inNewTerminals) {
      tooltip.links([stop]);
    }
    tooltip.rule();
  }
  return tooltip.links(commands).toMarkdown();
}

function commandLinks(): Link[] {
  return [
    { title: vscode.l10n.t('Open Role Terminal'), command: 'roleassist.openRoleTerminal' },
    { title: vscode.l10n.t('Assume Role'), command: 'roleassist.assumeRole' },
    { title: vscode.l10n.t('End Session'), command: 'roleassist.endSession' },
  ];
}

function sessionLinks(): Link[] {
  return [
    { title: vscode.l10n.t('Open Console'), command: 'roleassist.openConsole' },
    { title: vscode.l10n.t('Refresh'), command: 'roleassist.refreshSession' },
    { title: vscode.l10n.t('Copy ARN'), command: 'roleassist.copyArn' },
  ];
}

function stopLink(): Link {
  return { title: vscode.l10n.t('Stop Using in New Terminals'), command: 'roleassist.stopUsingInNewTerminals' };
}
