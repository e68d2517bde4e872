import type { CancellationToken } from 'vscode';
import type {
  ConnectHost,
  HostConnection,
  NotificationHandler,
} from '../../../../extension/src/infrastructure/lifecycle/hostConnection.ts';
import { Disposable } from './vscode.ts';

/** A fake host process that can start slowly, answer, notify, and die. */
export class FakeHostConnection implements HostConnection {
  readonly requests: { method: string; params: unknown; token: CancellationToken }[] = [];
  isStopped = false;
  starting: Promise<void> = Promise.resolve();
  reply: () => Promise<unknown> = () => Promise.resolve('reply');
  private readonly handlers = new Map<string, NotificationHandler>();

  constructor(readonly die: () => void) {}

  start(): Promise<void> {
    return this.starting;
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return Promise.resolve();
  }

  sendRequest<R>(method: string, params: unknown, token: CancellationToken): Promise<R> {
    this.requests.push({ method, params, token });
    return this.reply() as Promise<R>;
  }

  onNotification(method: string, handler: NotificationHandler): Disposable {
    this.handlers.set(method, handler);
    return new Disposable(() => this.handlers.delete(method));
  }

  notify(method: string, params: unknown): void {
    this.handlers.get(method)?.(params);
  }
}

/** Starts fake hosts and remembers them. `prepare` configures a host before it starts. */
export class FakeHosts {
  readonly started: FakeHostConnection[] = [];
  prepare: (connection: FakeHostConnection) => void = () => undefined;

  readonly connect: ConnectHost = (onDied) => {
    const connection = new FakeHostConnection(onDied);
    this.prepare(connection);
    this.started.push(connection);
    return connection;
  };

  /** The host that started last. */
  get latest(): FakeHostConnection {
    const latest = this.started.at(-1);
    if (!latest) {
      throw new Error('No host has been started.');
    }
    return latest;
  }
}
