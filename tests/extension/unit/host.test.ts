import { beforeEach, describe, expect, it } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { Host, type HostStopEvent } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import { RestartPolicy } from '../../../extension/src/infrastructure/lifecycle/restartPolicy.ts';
import { hostNotInstalled } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { FakeHosts } from './fakes/hostConnection.ts';
import { CancellationTokenSource } from './fakes/vscode.ts';
import { Deferred } from './support/deferred.ts';
import { now } from './support/samples.ts';

let hosts: FakeHosts;
let host: Host;
let stops: HostStopEvent[];
let time: number;

const { token } = new CancellationTokenSource();
const request = () => host.request('roleassist/method', { of: 'a test' }, token);

beforeEach(() => {
  time = now;
  hosts = new FakeHosts();
  host = new Host(hosts.connect, new RestartPolicy(() => time));
  stops = [];
  host.onDidStop((stop) => stops.push(stop));
});

describe('starting', () => {
  it('waits for the first request', async () => {
    host.onNotification('roleassist/notification', () => undefined);
    expect(hosts.started).toEqual([]);
    await expect(request()).resolves.toBe('reply');
    expect(hosts.latest.requests).toEqual([{ method: 'roleassist/method', params: { of: 'a test' }, token }]);
  });

  it('happens once for concurrent requests', async () => {
    await Promise.all([request(), request()]);
    await request();
    expect(hosts.started).toHaveLength(1);
  });

  it('reports a failure with an action, and the next request tries again', async () => {
    hosts.prepare = (connection) => {
      connection.starting = Promise.reject(new Error('spawn ENOENT'));
    };
    await expect(request()).rejects.toMatchObject({
      message: 'The RoleAssist host could not be started.',
      errorActions: [{ command: 'roleassist.restartHost' }],
    });

    hosts.prepare = () => undefined;
    await expect(request()).resolves.toBe('reply');
  });
});

describe('a package without a host', () => {
  it('says what to install, in the version of the extension', async () => {
    hosts.prepare = (connection) => {
      connection.starting = Promise.reject(new Error('spawn ENOENT'));
    };
    host = new Host(hosts.connect, new RestartPolicy(() => time), () => hostNotInstalled('1.2.3'));
    await expect(request()).rejects.toMatchObject({
      message: `This package of RoleAssist has no host for ${process.platform}-${process.arch}.`,
      explanation: expect.stringContaining('dotnet tool update --global RoleAssist.Tool --version 1.2.3') as string,
      errorActions: [{ command: 'roleassist.restartHost' }],
    });
  });
});

describe('starting without a request', () => {
  it('happens once', async () => {
    await Promise.all([host.start(), host.start()]);
    await host.start();
    expect(hosts.started).toHaveLength(1);
    expect(hosts.latest.requests).toEqual([]);
  });

  it('happens again after the host died, but not after it could not start', async () => {
    await host.start();
    hosts.latest.die();
    hosts.prepare = (connection) => {
      connection.starting = Promise.reject(new Error('spawn ENOENT'));
    };
    await expect(host.start()).rejects.toThrow('could not be started');
    await host.start();
    expect(hosts.started).toHaveLength(2);
  });
});

describe('the state', () => {
  let states: string[];

  beforeEach(() => {
    states = [];
    host.onDidChangeState((state) => states.push(state));
  });

  it('is reported once for each start and stop', async () => {
    await Promise.all([request(), request()]);
    await host.stop();
    expect(states).toEqual(['starting', 'running', 'stopped']);
  });

  it('is stopped, not failed, after the host dies, and the next request starts it again', async () => {
    await request();
    hosts.latest.die();
    await request();
    expect(states).toEqual(['starting', 'running', 'stopped', 'starting', 'running']);
  });

  it('is failed if the host cannot be started, until it starts', async () => {
    hosts.prepare = (connection) => {
      connection.starting = Promise.reject(new Error('spawn ENOENT'));
    };
    await request().catch(() => undefined);
    hosts.prepare = () => undefined;
    await request();
    expect(states).toEqual(['starting', 'failed', 'starting', 'running']);
  });

  it('is failed if the host dies during the start or stops repeatedly', async () => {
    hosts.prepare = (connection) => {
      connection.starting = Promise.resolve().then(() => {
        connection.die();
        throw new Error('the connection closed');
      });
    };
    for (let life = 0; life <= 5; life++) {
      await request().catch(() => undefined);
    }
    expect(states.slice(0, 3)).toEqual(['starting', 'stopped', 'failed']);
    expect(states.at(-1)).toBe('failed');
  });
});

describe('a host that dies', () => {
  it('is restarted by the next request', async () => {
    await request();
    hosts.latest.die();
    expect(hosts.started).toHaveLength(1);
    await expect(request()).resolves.toBe('reply');
    expect(hosts.started).toHaveLength(2);
  });

  it('is not restarted after four restarts in three minutes', async () => {
    for (let life = 0; life <= 4; life++) {
      await request();
      hosts.latest.die();
    }
    await expect(request()).rejects.toMatchObject({
      message: 'The RoleAssist host stopped repeatedly and is not restarted automatically.',
      errorActions: [{ command: 'roleassist.restartHost' }],
    });
    expect(hosts.started).toHaveLength(5);

    time += 3 * 60_000;
    await expect(request()).resolves.toBe('reply');
  });

  it('counts if it dies during the start', async () => {
    hosts.prepare = (connection) => {
      connection.starting = Promise.resolve().then(() => {
        connection.die();
        throw new Error('the connection closed');
      });
    };
    for (let life = 0; life <= 4; life++) {
      await expect(request()).rejects.toThrow('could not be started');
    }
    await expect(request()).rejects.toThrow('stopped repeatedly');
  });

  it('is restarted immediately if the user asks for it', async () => {
    for (let life = 0; life <= 4; life++) {
      await request();
      hosts.latest.die();
    }
    await host.restart();
    await expect(request()).resolves.toBe('reply');
    expect(hosts.started).toHaveLength(6);
  });

  it('is noticed by the user only if a request is pending', async () => {
    await request();
    hosts.latest.die();
    expect(stops).toEqual([{ isFinal: false, isUserAware: false }]);

    await request();
    const answer = new Deferred<unknown>();
    hosts.latest.reply = () => answer.promise;
    const waiting = request();
    await Promise.resolve();
    hosts.latest.die();
    answer.reject(new ResponseError(ErrorCodes.PendingResponseRejected, 'The connection got disposed.'));
    await expect(waiting).rejects.toThrow('has stopped');
    expect(stops).toEqual([
      { isFinal: false, isUserAware: false },
      { isFinal: false, isUserAware: true },
    ]);
  });
});

describe('stopping', () => {
  it('stops the host, raises the event and does not count as a death', async () => {
    for (let life = 0; life < 10; life++) {
      await request();
      const { latest } = hosts;
      await host.stop();
      latest.die();
      expect(latest.isStopped).toBe(true);
    }
    expect(stops).toHaveLength(10);
    await expect(request()).resolves.toBe('reply');
  });

  it('does nothing if no host is running', async () => {
    await host.stop();
    expect(stops).toEqual([]);
  });

  it('does not wait for a host that never becomes ready', async () => {
    hosts.prepare = (connection) => {
      connection.starting = new Promise(() => undefined);
      connection.stop = () => Promise.reject(new Error('It is starting and cannot be stopped.'));
    };
    void request();
    hosts.prepare = () => undefined;
    await host.restart();
    await expect(request()).resolves.toBe('reply');
    expect(hosts.started).toHaveLength(2);
  });

  it('stops a host that is still starting', async () => {
    const started = new Deferred<undefined>();
    let isReady = false;
    hosts.prepare = (connection) => {
      const stop = connection.stop.bind(connection);
      connection.starting = started.promise;
      connection.stop = () => (isReady ? stop() : Promise.reject(new Error('It is starting and cannot be stopped.')));
    };
    const waiting = request();
    await host.stop();
    expect(hosts.latest.isStopped).toBe(false);
    isReady = true;
    started.resolve(undefined);
    await waiting;
    expect(hosts.latest.isStopped).toBe(true);
  });
});

describe('notifications', () => {
  it('are received from every host', async () => {
    const heard: unknown[] = [];
    host.onNotification('roleassist/notification', (params) => heard.push(params));
    await request();
    hosts.latest.notify('roleassist/notification', 1);
    hosts.latest.die();
    await request();
    hosts.latest.notify('roleassist/notification', 2);
    expect(heard).toEqual([1, 2]);
  });

  it('of a host that has been stopped are ignored', async () => {
    const heard: unknown[] = [];
    host.onNotification('roleassist/notification', (params) => heard.push(params));
    await request();
    const { latest } = hosts;
    await host.restart();
    latest.notify('roleassist/notification', 'late');
    expect(heard).toEqual([]);
  });
});

it('translates the response of a canceled request to a cancellation', async () => {
  hosts.prepare = (connection) => {
    connection.reply = () => Promise.reject(new ResponseError(-32800, 'The request was cancelled.'));
  };
  await expect(request()).rejects.toBeInstanceOf(UserCancelledError);
});
