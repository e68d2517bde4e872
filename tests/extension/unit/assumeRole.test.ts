import { beforeEach, describe, expect, it } from 'vitest';
import { assumeRole } from '../../../extension/src/features/assume/assumeRole.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/commands/errors.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { mfaCodeRejected, mfaRequired, mfaSerial, profile, session } from './support/samples.ts';

const done = { session: session() };

function assume(...answers: unknown[]) {
  const transport = new FakeTransport(...answers);
  return { transport, result: assumeRole(new HostApi(transport), 'prod-admin') };
}

beforeEach(() => openEditor());

describe('a role that needs no MFA code', () => {
  it('is assumed with one request and without a question', async () => {
    const { transport, result } = assume(done);
    await expect(result).resolves.toEqual(done.session);
    expect(transport.params).toEqual([{ profile: 'prod-admin' }]);
    expect(editor.inputBoxes).toHaveLength(0);
  });

  it('is picked first when none is named', async () => {
    editor.choice = 'prod-admin';
    const transport = new FakeTransport({ profiles: [profile()], problems: [] }, done);
    await expect(assumeRole(new HostApi(transport))).resolves.toEqual(done.session);
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-admin' });
  });
});

describe('a role that needs an MFA code', () => {
  it('is asked for again with the code', async () => {
    const { transport, result } = assume(mfaRequired(), done);
    (await editor.inputBoxes.next()).answer('123456');
    await expect(result).resolves.toEqual(done.session);
    expect(transport.params).toEqual([{ profile: 'prod-admin' }, { profile: 'prod-admin', tokenCode: '123456' }]);
  });

  it('asks behind a mask, names the device and stays while another window is used', async () => {
    assume(mfaRequired()).result.catch(() => undefined);
    const box = await editor.inputBoxes.next();
    expect(box).toMatchObject({ password: true, ignoreFocusOut: true, validationMessage: undefined });
    expect(box.title).toContain('prod-admin');
    expect(box.prompt).toContain(mfaSerial);
    expect(box.placeholder).not.toBe('');
  });

  it('is asked for again with the reason, in a box that is empty and usable, when AWS refuses the code', async () => {
    const { transport, result } = assume(mfaRequired(), mfaCodeRejected(), done);
    (await editor.inputBoxes.next()).answer('111111');
    const again = await editor.inputBoxes.next();
    expect(again).toMatchObject({
      isOpen: true,
      password: true,
      value: '',
      validationMessage: 'AWS refused the MFA code. Wait for the next one.',
    });

    again.type('2');
    expect(again.validationMessage).toBeUndefined();
    again.answer('222222');
    await expect(result).resolves.toEqual(done.session);
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-admin', tokenCode: '222222' });
  });

  it('is asked for as often as AWS refuses, and never with two boxes open', async () => {
    const refusals = Array.from({ length: 100 }, mfaCodeRejected);
    const { transport, result } = assume(mfaRequired(), ...refusals, done);
    for (let attempt = 0; attempt <= refusals.length; attempt++) {
      const box = await editor.inputBoxes.next();
      expect(editor.inputBoxes).toHaveLength(0);
      box.answer('123456');
    }
    await expect(result).resolves.toEqual(done.session);
    expect(transport.requests).toHaveLength(refusals.length + 2);
  });

  it.each(['', '12345', '1234567', 'abcdef', '12 34 56', '１２３４５６'])(
    'never sends %j, which cannot be a code',
    async (answer) => {
      const { transport, result } = assume(mfaRequired(), done);
      const box = await editor.inputBoxes.next();
      box.answer(answer);
      expect(box).toMatchObject({ isOpen: true, validationMessage: 'An MFA code has six digits.' });
      expect(transport.requests).toHaveLength(1);

      box.answer('123456');
      await expect(result).resolves.toEqual(done.session);
    },
  );

  it('takes a code that was pasted with spaces around it', async () => {
    const { transport, result } = assume(mfaRequired(), done);
    (await editor.inputBoxes.next()).answer(' 123456\n');
    await result;
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-admin', tokenCode: '123456' });
  });

  it('is given up when the person closes the box', async () => {
    const { transport, result } = assume(mfaRequired(), done);
    (await editor.inputBoxes.next()).close();
    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
    expect(transport.requests).toHaveLength(1);
  });
});

it('asks for no code when the failure is another one, though it names the device', async () => {
  const denied = new HostError('AWS does not allow it.', { code: 'AccessDenied', mfaSerial });
  await expect(assume(denied).result).rejects.toBe(denied);
  expect(editor.inputBoxes).toHaveLength(0);
});
