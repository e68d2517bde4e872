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
  const [agent, name] = [agentName(request.agent), sessionName(request)];
  const pressed = await chooseInDialog(
    request.isProduction
      ? vscode.l10n.t('Let the agent {0} use {1}, which is production?', agent, name)
      : vscode.l10n.t('Let the agent {0} use {1}?', agent, name),
    detailsOf(request),
    [vscode.l10n.t('Deny'), vscode.l10n.t('Once'), vscode.l10n.t('For This Session')],
  );
  return decisions[pressed ?? 0] ?? 'deny';
}

/** A request for a run in several accounts has no account and no role, and names its places instead of a profile. */
function detailsOf(request: ApprovalRequest): (string | undefined)[] {
  const { agent, account, roleArn, command, policy, reason, expires, isProduction } = request;
  return [
    reason,
    isProduction ? vscode.l10n.t('PRODUCTION') : undefined,
    account && vscode.l10n.t('Account: {0}', account),
    roleArn && vscode.l10n.t('Role: {0}', roleArn),
    vscode.l10n.t('Agent: {0}', agent),
    command && vscode.l10n.t('What for, in its own words: {0}', cut(command)),
    policy
      ? vscode.l10n.t('What it may do: what the policy preset {0} allows', policy)
      : vscode.l10n.t('What it may do: everything that you may'),
    vscode.l10n.t(
      'For this session: the same agent with the same role, for 15 minutes. The agent waits until {0}.',
      formatTime(expires),
    ),
  ];
}

function cut(text: string): string {
  return text.length > maxCommand ? `${text.slice(0, maxCommand)}…` : text;
}
