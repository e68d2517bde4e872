import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { agentAccess } from '../../infrastructure/configuration/settings.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { NewTerminalScopes } from '../../infrastructure/state/newTerminalSessions.ts';
import { agentMark, agentTerminal, agentVariable, asObject, system, windowsVariable } from './agentShell.ts';
import { openWindows, type OpenWindows } from './openWindows.ts';

const section = 'chat.tools.terminal.terminalProfile';
const settingName = `${section}.${system}`;
const answerKey = 'roleassist.marksAgentTerminals';
const toldKey = 'roleassist.toldAgentTerminalsTaken';

/** Two windows may write at the same time, and one be lost. A user who removes it twice in this time wants it gone. */
const restoreMilliseconds = 60_000;

/** Who has VS Code's setting for the terminals of agents. Builds without such terminals do not know it. */
type Holder = 'unknown' | 'nobody' | 'us' | 'user' | 'marked';

/**
 * Marks the terminals of VS Code's agents while all new terminals use a role, so that the host gives agents a session of
 * their own there. VS Code adds the variables of all new terminals to those of agents too, after the ones of a terminal's
 * profile, so the profile cannot select another role; but it can say who asks. The user is asked once.
 *
 * The setting is the user's, so all windows share it. It lists the windows that need it, and the last one removes it. A
 * window that crashed is removed by whichever looks next.
 */
export class AgentTerminalSetting implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private work: Promise<unknown>;
  private isAsked = false;
  private restoredAt = -restoreMilliseconds;

  constructor(
    private readonly newTerminals: NewTerminalScopes,
    private readonly memory: vscode.Memento,
    private readonly boundary: ErrorBoundary,
    private readonly log: vscode.LogOutputChannel,
    private readonly windows: OpenWindows = openWindows(),
  ) {
    this.subscription = vscode.Disposable.from(
      newTerminals.onDidChange(() => {
        this.update();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('roleassist.agents')) {
          this.update();
        } else if (change.affectsConfiguration(settingName)) {
          this.restore();
        }
      }),
    );
    // A window that crashed may have left it.
    this.work = this.boundary.run(() => this.undo());
  }

  /** Undoes the setting, because the window closes. */
  async end(): Promise<void> {
    this.subscription.dispose();
    this.enqueue(() => this.undo());
    await this.work;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private get isNeeded(): boolean {
    const hasAgents = vscode.workspace.getConfiguration('chat').get('disableAIFeatures') !== true;
    return hasAgents && this.newTerminals.scopes().length > 0 && agentAccess() !== 'same';
  }

  private update(): void {
    this.enqueue(() => (this.isNeeded ? this.apply() : this.undo()));
  }

  private restore(): void {
    const now = Date.now();
    const isGone = holder() === 'nobody' || (holder() === 'us' && !listed().includes(this.windows.own));
    if (this.isNeeded && isGone && now - this.restoredAt >= restoreMilliseconds) {
      this.restoredAt = now;
      this.update();
    }
  }

  /** One change at a time, so that the last one wins. */
  private enqueue(change: () => Promise<void>): void {
    this.work = this.work.then(() => this.boundary.run(change));
  }

  private async apply(): Promise<void> {
    switch (holder()) {
      case 'unknown':
        this.log.info(`VS Code has no setting ${settingName}, so terminals of its agents are not marked.`);
        return;
      case 'user':
        return this.tellTaken();
      case 'nobody':
        return this.isAllowed ? this.list([this.windows.own]) : this.ask();
      case 'us':
        return this.list([...this.others(), this.windows.own]);
      default:
        return;
    }
  }

  private async undo(): Promise<void> {
    if (holder() === 'us') {
      await this.list(this.others());
    }
  }

  private others(): string[] {
    return listed().filter((window) => window !== this.windows.own && this.windows.isOpen(window));
  }

  /** Writes which windows need the setting; removes it if none does. */
  private async list(windows: readonly string[]): Promise<void> {
    const now = holder() === 'us' ? listed() : [];
    if (windows.length === 0) {
      await write(undefined, this.log);
    } else if (windows.join(' ') !== now.join(' ')) {
      const terminal = agentTerminal();
      await write({ ...terminal, env: { ...terminal.env, [windowsVariable]: windows.join(' ') } }, this.log);
    }
  }

  private get isAllowed(): boolean {
    return this.memory.get<unknown>(answerKey) === true;
  }

  /** Does not wait for the answer, which may come much later or never. Then it asks in the next window again. */
  private ask(): Promise<void> {
    if (this.isAsked || this.memory.get<unknown>(answerKey) === false) {
      return Promise.resolve();
    }
    this.isAsked = true;
    const remember = (answer: boolean) => async () => {
      await this.memory.update(answerKey, answer);
      this.update();
    };
    notify(
      'information',
      vscode.l10n.t(
        'Agents of VS Code open terminals too. RoleAssist can mark these, so that agents get a narrow session instead of your role. It sets {0} in your user settings while new terminals use a role.',
        settingName,
      ),
      [
        { title: vscode.l10n.t('Mark Terminals of Agents'), run: remember(true) },
        { title: vscode.l10n.t("Don't Ask Again"), run: remember(false) },
      ],
    );
    return Promise.resolve();
  }

  private async tellTaken(): Promise<void> {
    if (this.memory.get<unknown>(toldKey) !== true) {
      await this.memory.update(toldKey, true);
      notify(
        'information',
        vscode.l10n.t(
          'RoleAssist leaves your setting {0} as it is. Add {1} to its "env", so that agents get a narrow session in their terminals instead of your role.',
          settingName,
          `"${agentVariable}": "agent"`,
        ),
        [],
      );
    }
  }
}

function holder(): Holder {
  const setting = vscode.workspace.getConfiguration(section).inspect<unknown>(system);
  // A setting that VS Code knows has a default value, which is null for this one.
  if (setting?.defaultValue === undefined) {
    return 'unknown';
  }
  const values = [setting.workspaceFolderValue, setting.workspaceValue, setting.globalValue];
  const value = values.find((candidate) => candidate !== undefined && candidate !== null);
  if (value === undefined) {
    return 'nobody';
  }
  const mark = asObject(asObject(value)['env'])[agentVariable];
  if (mark === agentMark && value === setting.globalValue) {
    return 'us';
  }
  return mark === undefined || mark === null ? 'user' : 'marked';
}

/** The windows that the setting names. */
function listed(): string[] {
  const value = vscode.workspace.getConfiguration(section).inspect<unknown>(system)?.globalValue;
  const windows = asObject(asObject(value)['env'])[windowsVariable];
  return typeof windows === 'string' ? windows.split(' ').filter(Boolean) : [];
}

/** A file of settings that cannot be written now, such as one with unsaved changes, is no reason to disturb the user. */
async function write(value: object | undefined, log: vscode.LogOutputChannel): Promise<void> {
  try {
    await vscode.workspace.getConfiguration(section).update(system, value, vscode.ConfigurationTarget.Global);
  } catch (error) {
    log.warn(`${settingName} was not changed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
