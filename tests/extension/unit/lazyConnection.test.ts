import { expect, it } from 'vitest';
import type { LogOutputChannel as Log } from 'vscode';
import { lazyConnector } from '../../../extension/src/infrastructure/lifecycle/lazyConnection.ts';
import { FakeHosts } from './fakes/hostConnection.ts';
import { CancellationTokenSource, LogOutputChannel } from './fakes/vscode.ts';

const { token } = new CancellationTokenSource();
const log = new LogOutputChannel();

function connect(onDied: () => void = () => undefined) {
  const hosts = new FakeHosts();
  let loads = 0;
  const connection = lazyConnector(
    () => {
      loads++;
      return Promise.resolve(hosts.connect);
    },
    log as unknown as Log,
  )(onDied);
  return { hosts, connection, loads: () => loads };
}

it('loads nothing before it is started', async () => {
  const { connection, loads, hosts } = connect();
  expect(loads()).toBe(0);
  await connection.start();
  expect([loads(), hosts.started.length]).toEqual([1, 1]);
});

it('forwards requests, notifications and the end of the host', async () => {
  const heard: unknown[] = [];
  let deaths = 0;
  const { connection, hosts } = connect(() => deaths++);
  connection.onNotification('told', (params) => heard.push(params));
  await connection.start();

  await expect(connection.sendRequest('asked', {}, token)).resolves.toBe('reply');
  hosts.latest.notify('told', 'something');
  hosts.latest.die();
  await connection.stop();

  expect([heard, deaths, hosts.latest.isStopped]).toEqual([['something'], 1, true]);
});

it('logs why it could not be loaded', async () => {
  const reason = new Error("Cannot find module './languageClient.js'");
  const connection = lazyConnector(() => Promise.reject(reason), log as unknown as Log)(() => undefined);
  await expect(connection.start()).rejects.toBe(reason);
  expect(log.lines).toEqual([`error ${reason.message}`]);
});

it('rejects requests and stops before it is started', async () => {
  const { connection } = connect();
  await expect(connection.stop()).rejects.toThrow('not been started');
  await expect(connection.sendRequest('asked', {}, token)).rejects.toThrow('not been started');
});
