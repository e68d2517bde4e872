import * as vscode from 'vscode';
import { untilNextChange } from '../../infrastructure/presentation/countdown.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { millisecondsLeft } from '../../infrastructure/state/expiry.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import { describeStatus } from './sessionStatus.ts';
import { sessionsTooltip } from './sessionsTooltip.ts';

const backgrounds = {
  normal: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** The status bar's one item: there while a session is. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('roleassist.sessions', vscode.StatusBarAlignment.Left);
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: SessionStore) {
    this.item.name = vscode.l10n.t('AWS Role');
    this.item.command = 'roleassist.openRoleTerminal';
    this.subscription = store.onDidChange(() => {
      this.render();
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.item.dispose();
  }

  private render(): void {
    clearTimeout(this.timer);
    const [latest] = this.store.sessions;
    if (latest) {
      this.show(latest);
    } else {
      this.item.hide();
    }
  }

  private show(latest: SessionInfo): void {
    const now = Date.now();
    const { text, label, severity } = describeStatus(latest, this.store.sessions.length - 1, now);
    this.item.text = text;
    this.item.accessibilityInformation = { label };
    this.item.backgroundColor = backgrounds[severity];
    this.item.tooltip = sessionsTooltip(this.store.sessions);
    this.item.show();

    const delay = untilNextChange(millisecondsLeft(latest, now));
    if (delay !== undefined) {
      this.timer = setTimeout(() => {
        this.render();
      }, delay);
    }
  }
}
