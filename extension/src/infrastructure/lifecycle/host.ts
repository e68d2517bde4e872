import * as vscode from 'vscode';
import { hostKeepsStopping, hostNotStarted, translateError } from '../rpc/hostErrors.ts';
import type { ConnectHost, HostConnection, NotificationHandler } from './hostConnection.ts';
import type { RestartPolicy } from './restartPolicy.ts';

interface ActiveHost {
  readonly connection: HostConnection;
  readonly ready: Promise<void>;
}

/** Raised when a host stops. A later host can take over the sessions that were kept. */
export interface HostStopEvent {
  /** Whether the window is closing, so that no other host follows. */
  readonly isFinal: boolean;
  /** Whether the user knows already: they stopped the host, or one of their requests fails. */
  readonly isUserAware: boolean;
}

/** The state of the host. It is `failed` if it could not start, or if it stopped too often to be restarted. */
export type HostState = 'stopped' | 'starting' | 'running' | 'failed';

/** The host process as features see it. It starts on the first request, and again on the next request after it died. */
export class Host implements vscode.Disposable {
  private readonly stopped = new vscode.EventEmitter<HostStopEvent>();
  private readonly stateChanged = new vscode.EventEmitter<HostState>();
  private readonly handlers = new Map<string, NotificationHandler>();
  private active: ActiveHost | undefined;
  private pendingRequests = 0;
  private state: HostState = 'stopped';

  readonly onDidStop = this.stopped.event;
  readonly onDidChangeState = this.stateChanged.event;

  constructor(
    private readonly connect: ConnectHost,
    private readonly restarts: RestartPolicy,
    private readonly startError: () => Error = hostNotStarted,
  ) {}

  /** Registers the handler of a notification, for the current host and every later one. */
  onNotification(method: string, handler: NotificationHandler): void {
    this.handlers.set(method, handler);
  }

  async request<R>(method: string, params: object, token: vscode.CancellationToken): Promise<R> {
    this.pendingRequests++;
    try {
      const connection = await this.ensureRunning();
      return await connection.sendRequest<R>(method, params, token);
    } catch (error) {
      throw translateError(error);
    } finally {
      this.pendingRequests--;
    }
  }

  /**
   * Starts the host without a request. One that could not start, or that stopped too often, starts only with the next
   * request, whose user learns why it does not.
   */
  async start(): Promise<void> {
    if (this.state === 'stopped') {
      await this.ensureRunning();
    }
  }

  async restart(): Promise<void> {
    await this.stopHost({ isFinal: false });
    this.restarts.reset();
    await this.ensureRunning();
  }

  /** Stops the host because the window is closing. */
  stop(): Promise<void> {
    return this.stopHost({ isFinal: true });
  }

  private async stopHost(event: Pick<HostStopEvent, 'isFinal'>): Promise<void> {
    const { active } = this;
    if (active) {
      this.active = undefined;
      this.setState('stopped');
      this.stopped.fire({ ...event, isUserAware: true });
      // A host that is still starting cannot be stopped yet. Stop it as soon as it has started, without waiting for
      // that.
      await active.connection.stop().catch(() => {
        void active.ready.then(() => active.connection.stop()).catch(() => undefined);
      });
    }
  }

  dispose(): void {
    vscode.Disposable.from(this.stopped, this.stateChanged).dispose();
  }

  private async ensureRunning(): Promise<HostConnection> {
    const active = (this.active ??= this.launch());
    try {
      await active.ready;
    } catch {
      this.detach(active.connection);
      this.setFailedUnlessReplaced();
      throw this.startError();
    }
    if (this.active === active) {
      this.setState('running');
    }
    return active.connection;
  }

  private launch(): ActiveHost {
    if (!this.restarts.canStart()) {
      this.setState('failed');
      throw hostKeepsStopping();
    }
    this.setState('starting');
    const connection = this.connect(() => {
      if (this.detach(connection)) {
        this.restarts.recordDeath();
        this.setState('stopped');
        this.stopped.fire({ isFinal: false, isUserAware: this.pendingRequests > 0 });
      }
    });
    for (const [method, handler] of this.handlers) {
      // Ignore the notifications of a host that is being stopped; they do not apply to its successor.
      connection.onNotification(method, (params) => {
        if (this.active?.connection === connection) {
          handler(params);
        }
      });
    }
    return { connection, ready: connection.start() };
  }

  private detach(connection: HostConnection): boolean {
    if (this.active?.connection !== connection) {
      return false;
    }
    this.active = undefined;
    return true;
  }

  /** A host that was stopped while it was starting may have a successor, whose state counts. */
  private setFailedUnlessReplaced(): void {
    if (!this.active) {
      this.setState('failed');
    }
  }

  private setState(state: HostState): void {
    if (this.state !== state) {
      this.state = state;
      this.stateChanged.fire(state);
    }
  }
}
