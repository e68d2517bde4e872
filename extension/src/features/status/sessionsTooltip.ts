import * as vscode from 'vscode';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

const commands = ['roleassist.openRoleTerminal', 'roleassist.assumeRole', 'roleassist.endSession'] as const;

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Every session with what is the matter with it, account, ARN and expiry, and what can be done. */
export function sessionsTooltip(sessions: readonly SessionInfo[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: commands };
  for (const session of sessions) {
    // Appended as text: what stands in somebody's AWS files must not become a link.
    tooltip.appendMarkdown('**').appendText(session.profile).appendMarkdown('**\n\n');
    if (session.remark) {
      tooltip.appendMarkdown('$(warning) ').appendText(session.remark).appendMarkdown('\n\n');
    }
    for (const [name, value] of facts(session)) {
      tooltip.appendMarkdown(`- ${name}: `).appendText(value).appendMarkdown('\n');
    }
    tooltip.appendMarkdown('\n---\n\n');
  }
  const titles = [vscode.l10n.t('Open Role Terminal'), vscode.l10n.t('Assume Role'), vscode.l10n.t('End Session')];
  return tooltip.appendMarkdown(commands.map((command, index) => `[${titles[index]}](command:${command})`).join(' · '));
}

function facts({ account, arn, region, expiration }: SessionInfo): [name: string, value: string][] {
  const facts: [string, string | undefined][] = [
    [vscode.l10n.t('Account'), account],
    [vscode.l10n.t('ARN'), arn],
    [vscode.l10n.t('Region'), region],
    [vscode.l10n.t('Credentials until'), expiration && moment.format(Date.parse(expiration))],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
