import * as vscode from 'vscode';
import { agentName } from '../../infrastructure/presentation/agentText.ts';
import { chooseInDialog } from '../../infrastructure/presentation/messages.ts';
import { formatTime, sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { ApprovalDecision, ApprovalRequest } from '../../infrastructure/rpc/contract.generated.ts';

/** The most characters of an agent's command to show, so that the buttons stay on the screen. */
const maxCommand = 300;

/** Denying comes first, because Enter presses the first button, and the user may be typing when the dialog opens. */
const decisions: readonly ApprovalDecision[] = ['deny', 'once', 'session'];

/** Asks the user whether an agent gets a role. A dialog that is closed denies. */
export async function askApproval(request: ApprovalRequest): Promise<ApprovalDecision> {
  const { agent, isProduction } = request;
  const [who, role] = [agentName(agent), sessionName(request)];
  const pressed = await chooseInDialog(
    isProduction
      ? vscode.l10n.t('Give the agent {0} the production role {1}?', who, role)
      : vscode.l10n.t('Give the agent {0} the credentials of {1}?', who, role),
    detailsOf(request),
    [vscode.l10n.t('Deny'), vscode.l10n.t('Once'), vscode.l10n.t('For This Session')],
  );
  return decisions[pressed ?? 0] ?? 'deny';
}

function detailsOf(request: ApprovalRequest): (string | undefined)[] {
  const { agent, profile, account, roleArn, command, policy, reason, expires, isProduction } = request;
  return [
    isProduction
      ? vscode.l10n.t('PRODUCTION: account {0}', account ?? vscode.l10n.t('unknown'))
      : vscode.l10n.t('Account: {0}', account ?? vscode.l10n.t('unknown')),
    vscode.l10n.t('Profile: {0}', profile),
    roleArn && vscode.l10n.t('Role: {0}', roleArn),
    vscode.l10n.t('Agent: {0}', agent),
    command && vscode.l10n.t('What for, in its own words: {0}', cut(command)),
    policy
      ? vscode.l10n.t('What it may do: the policy preset {0}', policy)
      : vscode.l10n.t('What it may do: everything that you may'),
    reason,
    vscode.l10n.t(
      'For this session: this agent and this role, for 15 minutes. The agent waits until {0}.',
      formatTime(expires),
    ),
  ];
}

function cut(text: string): string {
  return text.length > maxCommand ? `${text.slice(0, maxCommand)}…` : text;
}
