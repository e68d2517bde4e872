import * as vscode from 'vscode';
import { agentName } from '../../infrastructure/presentation/agentText.ts';
import { chooseInDialog } from '../../infrastructure/presentation/messages.ts';
import { formatTime, sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { ApprovalDecision, ApprovalRequest } from '../../infrastructure/rpc/contract.generated.ts';
import { pagesOf, summaryOf } from './longCommand.ts';

/** Denying comes first, because Enter presses the first button, and the user may be typing when the dialog opens. */
const decisions: readonly ApprovalDecision[] = ['deny', 'once', 'session'];

/** Asks the user whether an agent gets a role. A dialog that is closed denies. */
export async function askApproval(request: ApprovalRequest): Promise<ApprovalDecision> {
  const { command } = request;
  const summary = command && summaryOf(command);
  const question = questionOf(request);
  if (command === undefined || summary === command) {
    return decide(await chooseInDialog(question, detailsOf(request, command), decisionLabels()));
  }
  // A yes comes after the last page, so that nobody says it to a command that they could not read.
  const pressed = await chooseInDialog(question, detailsOf(request, summary), [
    vscode.l10n.t('Deny'),
    vscode.l10n.t('Show All'),
  ]);
  return pressed === 1 ? askByPages(request, command) : 'deny';
}

async function askByPages(request: ApprovalRequest, command: string): Promise<ApprovalDecision> {
  const pages = pagesOf(command);
  for (const [index, page] of pages.entries()) {
    const isLast = index === pages.length - 1;
    const pressed = await chooseInDialog(
      questionOf(request),
      [
        vscode.l10n.t('What for, in its own words, part {0} of {1}:', index + 1, pages.length),
        page,
        ...(isLast ? detailsOf(request, undefined) : []),
      ],
      isLast ? decisionLabels() : [vscode.l10n.t('Deny'), vscode.l10n.t('Show Next Part')],
    );
    if (isLast || pressed !== 1) {
      return isLast ? decide(pressed) : 'deny';
    }
  }
  return 'deny';
}

function decide(pressed: number | undefined): ApprovalDecision {
  return decisions[pressed ?? 0] ?? 'deny';
}

function decisionLabels(): string[] {
  return [vscode.l10n.t('Deny'), vscode.l10n.t('Once'), vscode.l10n.t('For This Session')];
}

function questionOf(request: ApprovalRequest): string {
  const [agent, name] = [agentName(request.agent), sessionName(request)];
  return request.isProduction
    ? vscode.l10n.t('Let the agent {0} use {1}, which is production?', agent, name)
    : vscode.l10n.t('Let the agent {0} use {1}?', agent, name);
}

/** A request for a run in several accounts has no account and no role, and names its places instead of a profile. */
function detailsOf(request: ApprovalRequest, command: string | undefined): (string | undefined)[] {
  const { agent, account, roleArn, policy, reason, expires, isProduction } = request;
  return [
    reason,
    isProduction ? vscode.l10n.t('PRODUCTION') : undefined,
    account && vscode.l10n.t('Account: {0}', account),
    roleArn && vscode.l10n.t('Role: {0}', roleArn),
    vscode.l10n.t('Agent: {0}', agent),
    command && vscode.l10n.t('What for, in its own words: {0}', command),
    policy
      ? vscode.l10n.t('What it may do: what the policy preset {0} allows', policy)
      : vscode.l10n.t('What it may do: everything that you may'),
    vscode.l10n.t(
      'For this session: the same agent with the same role, for 15 minutes. The agent waits until {0}.',
      formatTime(expires),
    ),
  ];
}
