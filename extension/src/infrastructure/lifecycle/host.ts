import * as vscode from 'vscode';
import { hostKeepsStopping, hostNotStarted, translateError } from '../rpc/hostErrors.ts';
import type { ConnectHost, HostConnection, NotificationHandler } from './hostConnection.ts';
import type { RestartPolicy } from './restartPolicy.ts';

interface ActiveHost {
  readonly connection: HostConnection;
  readonly ready: Promise<void>;
}

/** The end of a host, and of the sessions that it held. */
export interface HostStopEvent {
  /** Whether the person learns of it anyway: they asked for it, or a request that they wait for fails. */
  readonly isUserAware: boolean;
}

/** How the host is: `failed` when it could not be started, or is not started again because it keeps stopping. */
export type HostState = 'stopped' | 'starting' | 'running' | 'failed';

/** The host as features see it: started when it is first needed, and again when it is needed after it has died. */
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
  ) {}

  /** Hears a notification of whichever host runs. */
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

  async restart(): Promise<void> {
    await this.stop();
    this.restarts.reset();
    await this.ensureRunning();
  }

  async stop(): Promise<void> {
    const { active } = this;
    if (active) {
      this.active = undefined;
      this.setState('stopped');
      this.stopped.fire({ isUserAware: true });
      // One that is still starting cannot be stopped yet: it is once it has started, and nobody waits for that.
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
      throw hostNotStarted();
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
        this.stopped.fire({ isUserAware: this.pendingRequests > 0 });
      }
    });
    for (const [method, handler] of this.handlers) {
      // What a host says while it is being stopped must not be taken for its successor's words.
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

  /** One that was stopped as it started, and has a successor, isInUse no more. */
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
