import * as vscode from 'vscode';
import type { Platform } from '../../infrastructure/platform.ts';
import { agentName } from '../../infrastructure/presentation/agentText.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { Methods, type ApprovalRequest } from '../../infrastructure/rpc/contract.generated.ts';
import { askApproval } from './approvalText.ts';

/**
 * Asks the user about agents that wait for their word, one after the other. VS Code cannot close a dialog, so one whose
 * agent waits no longer stays open, and then says so.
 */
export class Approvals implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private waiting: ApprovalRequest[] = [];
  private readonly ended = new Set<string>();
  private shown: string | undefined;

  constructor(private readonly platform: Pick<Platform, 'api' | 'boundary' | 'host'>) {
    const { api, boundary, host } = platform;
    api.onNotification(Methods.approvalRequested, (request) => {
      this.waiting.push(request);
      if (this.shown === undefined) {
        void boundary.run(() => this.askAll());
      }
    });
    api.onNotification(Methods.approvalEnded, ({ id }) => {
      this.end(id);
    });
    this.subscription = host.onDidStop(() => {
      for (const id of [this.shown, ...this.waiting.map((request) => request.id)]) {
        this.end(id);
      }
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private end(id: string | undefined): void {
    if (id !== undefined && (id === this.shown || this.waiting.some((request) => request.id === id))) {
      this.ended.add(id);
    }
  }

  private async askAll(): Promise<void> {
    const missed: ApprovalRequest[] = [];
    for (let request = this.waiting.shift(); request; request = this.waiting.shift()) {
      const next = request;
      if (this.isOver(next)) {
        missed.push(next);
      } else {
        this.shown = next.id;
        await this.platform.boundary.run(() => this.ask(next));
      }
      this.ended.delete(next.id);
    }
    this.shown = undefined;
    notifyMissed(missed);
  }

  private async ask(request: ApprovalRequest): Promise<void> {
    const { id, agent } = request;
    const decision = await askApproval(request);
    const isKnown =
      !this.isOver(request) &&
      (
        await withProgress(vscode.l10n.t('Answering {0}', agentName(agent)), (token) =>
          this.platform.api.request(Methods.decideApproval, { id, decision }, token),
        )
      ).isKnown;
    if (!isKnown && decision !== 'deny') {
      notifyMissed([request]);
    }
  }

  private isOver({ id, expires }: ApprovalRequest): boolean {
    return this.ended.has(id) || Date.parse(expires) <= Date.now();
  }
}

/** Tells the user about agents that no longer wait: a single message, however many there are. */
function notifyMissed(requests: readonly ApprovalRequest[]): void {
  const [request] = requests;
  if (request) {
    notify(
      'information',
      requests.length === 1
        ? vscode.l10n.t(
            'The agent {0} no longer waits for {1}, and got nothing. It can ask again.',
            agentName(request.agent),
            sessionName(request),
          )
        : vscode.l10n.t(
            '{0} requests of agents have expired, and they got nothing. They can ask again.',
            requests.length,
          ),
      [],
    );
  }
}
