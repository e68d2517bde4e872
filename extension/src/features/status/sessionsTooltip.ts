import * as vscode from 'vscode';
import { mark } from '../../infrastructure/presentation/marks.ts';
import { sessionName } from '../../infrastructure/presentation/sessionWords.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

const commands = ['roleassist.openRoleTerminal', 'roleassist.assumeRole', 'roleassist.endSession'] as const;
const sessionCommands = ['roleassist.refreshSession', 'roleassist.copyArn'] as const;

/** Every session with what is the matter with it, account, ARN, source and expiry, and what can be done. */
export function sessionsTooltip(sessions: readonly SessionInfo[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: [...commands, ...sessionCommands] };
  for (const session of sessions) {
    // Appended as text: what stands in somebody's AWS files must not become a link.
    tooltip.appendMarkdown('**').appendText(sessionName(session)).appendMarkdown('**');
    const marked = mark(session);
    tooltip.appendMarkdown(marked ? ` — **${marked}**\n\n` : '\n\n');
    if (session.remark) {
      tooltip.appendMarkdown('$(warning) ').appendText(session.remark).appendMarkdown('\n\n');
    }
    for (const [name, value] of facts(session)) {
      tooltip.appendMarkdown(`- ${name}: `).appendText(value).appendMarkdown('\n');
    }
    const argument = encodeURIComponent(JSON.stringify([{ sessionId: session.sessionId }]));
    tooltip.appendMarkdown(
      `\n${links(sessionCommands, [vscode.l10n.t('Refresh'), vscode.l10n.t('Copy ARN')], `?${argument}`)}\n\n---\n\n`,
    );
  }
  const titles = [vscode.l10n.t('Open Role Terminal'), vscode.l10n.t('Assume Role'), vscode.l10n.t('End Session')];
  return tooltip.appendMarkdown(links(commands, titles));
}

function links(to: readonly string[], titles: readonly string[], query = ''): string {
  return to.map((command, index) => `[${titles[index] ?? ''}](command:${command}${query})`).join(' · ');
}

function facts({ account, arn, region, source, expiration }: SessionInfo): [name: string, value: string][] {
  const facts: [string, string | undefined][] = [
    [vscode.l10n.t('Account'), account],
    [vscode.l10n.t('ARN'), arn],
    [vscode.l10n.t('Region'), region],
    [vscode.l10n.t('Source'), source],
    [vscode.l10n.t('Credentials until'), expiration && moment(expiration)],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

/** Made when it is shown: a formatter takes longer than the rest of what the extension does when it starts. */
function moment(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
