import * as vscode from 'vscode';
import { describeHandOuts } from '../../infrastructure/presentation/agentText.ts';
import { untilNextPreciseChange } from '../../infrastructure/presentation/countdown.ts';
import type { AgentHandOut, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { plain } from '../../infrastructure/text/plainText.ts';
import type { NewTerminalSessions } from '../../infrastructure/state/newTerminalSessions.ts';
import { millisecondsLeft } from '../../infrastructure/state/expiry.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import {
  sessionDetails,
  sessionItem,
  terminalItem,
  type SessionNode,
  type SessionUse,
  type TerminalNode,
} from './sessionNodes.ts';

type Node = SessionNode | TerminalNode;

/** What the view shows about agents and about how sessions are limited. */
export interface SessionTraits {
  readonly agentTerminals: Pick<TerminalUses, 'onDidChange' | 'terminalsOf'>;
  readonly handOuts: {
    readonly onDidChange: vscode.Event<void>;
    valid(now: number): readonly AgentHandOut[];
    refresh(): void;
  };
}

/** The view of sessions, of the terminals that use them, and of what agents have. */
export class SessionsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private nodes = new Map<string, SessionNode>();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: SessionStore,
    private readonly terminals: Pick<TerminalUses, 'onDidChange' | 'terminalsOf'>,
    private readonly newTerminals: NewTerminalSessions,
    private readonly traits: SessionTraits,
  ) {
    this.view = vscode.window.createTreeView<Node>('roleassist.sessions', { treeDataProvider: this });
    const refresh = () => {
      this.refresh();
    };
    this.subscriptions = [
      this.view,
      store.onDidChange(refresh),
      terminals.onDidChange(refresh),
      newTerminals.onDidChange(refresh),
      traits.agentTerminals.onDidChange(refresh),
      traits.handOuts.onDidChange(refresh),
      this.view.onDidChangeVisibility(() => {
        if (this.view.visible) {
          traits.handOuts.refresh();
        }
        this.tick();
      }),
    ];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'session' ? sessionItem(node.session, this.useOf(node), Date.now()) : terminalItem(node);
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      return [...this.nodes.values()];
    }
    return node.kind === 'session' ? this.terminalsOf(node.sessionId) : [];
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    if (node.kind === 'session') {
      item.tooltip = sessionDetails(node.session, this.useOf(node));
    }
    return item;
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }

  private terminalsOf(sessionId: string): TerminalNode[] {
    const node = (isAgents: boolean) => (terminal: vscode.Terminal) =>
      ({ kind: 'terminal', terminal, isAgents }) as const;
    return [
      ...this.terminals.terminalsOf(sessionId).map(node(false)),
      ...this.traits.agentTerminals.terminalsOf(sessionId).map(node(true)),
    ];
  }

  private useOf({ sessionId, arn }: SessionNode): SessionUse {
    return {
      hasTerminals: this.terminalsOf(sessionId).length > 0,
      inNewTerminals: this.newTerminals.haveSession(sessionId),
      handOuts: this.traits.handOuts.valid(Date.now()).filter((handOut) => handOut.arn === arn),
    };
  }

  private refresh(): void {
    const sessions = [...this.store.sessions, ...this.store.agentSessions];
    this.nodes = new Map(sessions.map((session) => [session.sessionId, toNode(session)]));
    const given = describeHandOuts(this.traits.handOuts.valid(Date.now()));
    this.view.description = given === undefined ? '' : plain(given);
    this.badge();
    this.changed.fire(undefined);
    this.tick();
  }

  /** Shows the number of sessions that need the user. */
  private badge(): void {
    const value = this.store.sessions.filter(({ state }) => state === 'needsMfa' || state === 'failed').length;
    const tooltip =
      value === 1
        ? vscode.l10n.t('1 AWS session needs your attention')
        : vscode.l10n.t('{0} AWS sessions need your attention', value);
    this.view.badge = value > 0 ? { value, tooltip } : undefined;
  }

  /** Updates the countdown while the view is visible. Renders only the rows that change. */
  private tick(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.view.visible) {
      return;
    }
    const due = [...this.nodes.values()]
      .map((node) => ({ node, delay: untilNextPreciseChange(millisecondsLeft(node.session, Date.now())) }))
      .filter((change): change is { node: SessionNode; delay: number } => change.delay !== undefined);
    const delay = Math.min(...due.map((change) => change.delay));
    if (due.length > 0) {
      this.timer = setTimeout(() => {
        for (const { node } of due.filter((change) => change.delay <= delay)) {
          this.changed.fire(node);
        }
        this.tick();
      }, delay);
    }
  }
}

function toNode(session: SessionInfo): SessionNode {
  const { sessionId, arn, account } = session;
  return { kind: 'session', sessionId, arn, account, session };
}
