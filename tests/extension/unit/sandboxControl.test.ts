import { beforeEach, expect, it } from 'vitest';
import { SandboxControl } from '../../../extension/src/features/sandbox/sandboxControl.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { mfaSerial } from './support/samples.ts';

const sandbox = { profiles: ['sandbox-home', 'sandbox-prod-admin'], mfaSerial };

function control(...answers: unknown[]) {
  const transport = new FakeTransport(...answers);
  return { transport, control: new SandboxControl(new HostApi(transport)) };
}

beforeEach(() => openEditor());

it('offers a terminal with the role that requires a code', async () => {
  await control(sandbox).control.start();

  expect(editor.executed).toContainEqual(['setContext', 'roleassist.sandboxRuns', true]);
  await editor.message?.press('Open Role Terminal');
  expect(editor.executed).toContainEqual(['roleassist.openRoleTerminal', { profile: 'sandbox-prod-admin' }]);
});

it('supplies the codes of only its own device while it is running', async () => {
  const { control: it, transport } = control(sandbox, { tokenCode: '123456' }, undefined);
  expect(it.codeFetcherFor(mfaSerial)).toBeUndefined();

  await it.start();
  expect(it.codeFetcherFor('arn:aws:iam::999999999999:mfa/bob')).toBeUndefined();
  expect(it.codeFetcherFor(undefined)).toBeUndefined();
  await expect(it.codeFetcherFor(mfaSerial)?.()).resolves.toBe('123456');
  expect(transport.params[1]).toEqual({ mfaSerial });

  await it.stop();
  expect(it.codeFetcherFor(mfaSerial)).toBeUndefined();
  expect(editor.executed).toContainEqual(['setContext', 'roleassist.sandboxRuns', false]);
});

it('is reset when the host stops', async () => {
  const { control: it } = control(sandbox);
  await it.start();
  it.reset();
  expect(it.codeFetcherFor(mfaSerial)).toBeUndefined();
});
