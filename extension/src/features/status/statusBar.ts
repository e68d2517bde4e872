import * as vscode from 'vscode';
import { untilNextChange } from '../../infrastructure/presentation/countdown.ts';
import { showBriefly } from '../../infrastructure/presentation/messages.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { StatusItem } from '../../infrastructure/presentation/widgets.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { NewTerminalSessions } from '../../infrastructure/state/newTerminalSessions.ts';
import { millisecondsLeft } from '../../infrastructure/state/expiry.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import type { TerminalUses } from '../../infrastructure/state/terminalUses.ts';
import { describeStatus } from './sessionStatus.ts';
import { sessionsTooltip } from './sessionsTooltip.ts';

const backgrounds = {
  normal: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

const noticeMilliseconds = 8000;

/**
 * The status bar item. While there are sessions it shows the role of the active terminal, or the most recently assumed
 * role if the terminal has none.
 */
export class StatusBar implements vscode.Disposable {
  private readonly item = new StatusItem(
    'roleassist.sessions',
    vscode.l10n.t('AWS Role'),
    'roleassist.openRoleTerminal',
  );
  private readonly subscriptions: readonly vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private known = new Set<string>();
  private notice: vscode.Disposable | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly terminals: Pick<TerminalUses, 'onDidChange' | 'sessionIdOf'>,
    private readonly newTerminals: NewTerminalSessions,
  ) {
    const render = () => {
      this.render();
    };
    this.subscriptions = [
      store.onDidChange(render),
      terminals.onDidChange(render),
      newTerminals.onDidChange(render),
      vscode.window.onDidChangeActiveTerminal(render),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.notice?.dispose();
    vscode.Disposable.from(...this.subscriptions, this.item).dispose();
  }

  private render(): void {
    clearTimeout(this.timer);
    const { sessions } = this.store;
    const inFront = this.sessionInFront();
    const shown = sessions.find(({ sessionId }) => inFront === undefined || sessionId === inFront);
    if (!shown && inFront !== undefined) {
      this.showEnded();
    } else if (shown) {
      this.show(shown);
    } else {
      this.item.hide();
    }
    this.noticeHiddenSession(shown);
  }

  private sessionInFront(): string | undefined {
    const { activeTerminal } = vscode.window;
    return activeTerminal && this.terminals.sessionIdOf(activeTerminal);
  }

  private show(session: SessionInfo): void {
    const now = Date.now();
    const { severity, ...status } = describeStatus(session, this.store.sessions.length - 1, now);
    const others = this.store.sessions.filter((other) => other !== session);
    const tooltip = sessionsTooltip([session, ...others], (sessionId) => this.newTerminals.haveSession(sessionId));
    this.item.show({ ...status, background: backgrounds[severity], tooltip });

    const delay = untilNextChange(millisecondsLeft(session, now));
    if (delay !== undefined) {
      this.timer = setTimeout(() => {
        this.render();
      }, delay);
    }
  }

  /** The session of the active terminal has ended, so another role's name would be wrong. */
  private showEnded(): void {
    const text = vscode.l10n.t('session ended');
    this.item.show({
      icon: 'circle-slash',
      text,
      accessibleLabel: vscode.l10n.t('The AWS session of this terminal has ended'),
      background: backgrounds.warning,
      tooltip: sessionsTooltip(this.store.sessions, (sessionId) => this.newTerminals.haveSession(sessionId)),
    });
  }

  /** Explains why the role that the user has just assumed is not shown. */
  private noticeHiddenSession(shown: SessionInfo | undefined): void {
    const [latest] = this.store.sessions;
    if (shown === latest) {
      this.notice?.dispose();
    } else if (shown && latest && !this.known.has(latest.sessionId)) {
      this.notice = showBriefly(
        'key',
        vscode.l10n.t('{0} is assumed. This terminal still uses {1}.', sessionName(latest), sessionName(shown)),
        noticeMilliseconds,
      );
    }
    this.known = new Set(this.store.sessions.map(({ sessionId }) => sessionId));
  }
}
