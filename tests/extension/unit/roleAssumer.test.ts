import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoleAssumer } from '../../../extension/src/features/assume/roleAssumer.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { PromptedRequests } from '../../../extension/src/infrastructure/prompts/promptedRequests.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { Deferred } from './support/deferred.ts';
import { mfaCodeRejected, mfaCodeSpent, mfaRequired, mfaSerial, session } from './support/samples.ts';

const done = { session: session() };

function assume(...answers: unknown[]) {
  const transport = new FakeTransport(...answers);
  return { transport, result: new RoleAssumer(new HostApi(transport)).assume({ profile: 'prod-admin' }) };
}

beforeEach(() => openEditor());

describe('a role that needs no MFA code', () => {
  it('is assumed with one request and no prompt', async () => {
    const { transport, result } = assume(done);
    await expect(result).resolves.toEqual(done.session);
    expect(transport.params).toEqual([{ profile: 'prod-admin' }]);
    expect(editor.inputBoxes).toHaveLength(0);
  });

  it('says that its session is not kept, if the host says so', async () => {
    await assume({ ...done, lockedVaultRemark: 'The vault is locked.' }).result;
    expect(editor.message).toMatchObject({ severity: 'information', text: 'The vault is locked.' });
    expect(editor.message?.buttons.map(({ title }) => title)).toEqual(['Unlock Vault']);
  });

  it('can be typed and assumed with the selected profile', async () => {
    const transport = new FakeTransport(done);
    const request = { roleArn: '444455556666/admin', sourceProfile: 'home' };
    await expect(new RoleAssumer(new HostApi(transport)).assume(request)).resolves.toEqual(done.session);
    expect(transport.params).toEqual([request]);
  });

  it('is renewed if it has a session', async () => {
    const transport = new FakeTransport(mfaRequired(), done);
    const result = new RoleAssumer(new HostApi(transport)).assume({ session: session() });
    (await editor.inputBoxes.next()).answer('123456');
    await expect(result).resolves.toEqual(done.session);
    expect(transport.requests.map(({ method, params }) => [method, params])).toEqual([
      ['roleassist/sessions/refresh', { sessionId: 'session-1' }],
      ['roleassist/sessions/refresh', { sessionId: 'session-1', tokenCode: '123456' }],
    ]);
  });
});

describe('a role that needs an MFA code', () => {
  it('is requested again with the code', async () => {
    const { transport, result } = assume(mfaRequired(), done);
    (await editor.inputBoxes.next()).answer('123456');
    await expect(result).resolves.toEqual(done.session);
    expect(transport.params).toEqual([{ profile: 'prod-admin' }, { profile: 'prod-admin', tokenCode: '123456' }]);
  });

  it('uses a masked prompt that names the device and stays open without focus', async () => {
    assume(mfaRequired()).result.catch(() => undefined);
    const box = await editor.inputBoxes.next();
    expect(box).toMatchObject({ password: true, ignoreFocusOut: true, validationMessage: undefined });
    expect(box.title).toContain('prod-admin');
    expect(box.prompt).toBe('Enter the current code from MFA device alice (111122223333)');
    expect(box.placeholder).not.toBe('');
  });

  it('is requested again with the reason in an empty prompt if AWS rejects the code', async () => {
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

  it('is requested again each time AWS rejects the code, with one prompt at a time', async () => {
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
    'never sends %j, which is not a valid code',
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

  it('trims a pasted code', async () => {
    const { transport, result } = assume(mfaRequired(), done);
    (await editor.inputBoxes.next()).answer(' 123456\n');
    await result;
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-admin', tokenCode: '123456' });
  });

  it('offers a button for the code if the device can supply it', async () => {
    const { result } = assume(mfaRequired());
    result.catch(() => undefined);
    const plain = await editor.inputBoxes.next();
    expect(plain.buttons).toEqual([]);
    plain.close();

    const transport = new FakeTransport(mfaRequired(), done);
    const api = new HostApi(transport);
    const requests = new PromptedRequests(api, (serial) =>
      serial === mfaSerial ? () => Promise.resolve('123456') : undefined,
    );
    const assumer = new RoleAssumer(api, requests);
    const assumed = assumer.assume({ profile: 'prod-admin' });
    const box = await editor.inputBoxes.next();
    expect(box.buttons).toMatchObject([{ tooltip: 'Get Sandbox Code' }]);
    box.press();
    await expect(assumed).resolves.toEqual(done.session);
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-admin', tokenCode: '123456' });
  });

  it('is canceled if the user closes the prompt', async () => {
    const { transport, result } = assume(mfaRequired(), done);
    (await editor.inputBoxes.next()).close();
    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
    expect(transport.requests).toHaveLength(1);
  });
});

describe('a spent MFA code', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => vi.useRealTimers());

  async function spend(...answers: unknown[]) {
    const { transport, result } = assume(mfaRequired(), mfaCodeSpent(17), ...answers);
    (await editor.inputBoxes.next()).answer('111111');
    return { transport, result, box: await editor.inputBoxes.next() };
  }

  it('shows a new prompt with a countdown to the next code', async () => {
    const { box, result } = await spend();
    result.catch(() => undefined);
    const told = [box.validationMessage];
    vi.advanceTimersByTime(1000);
    told.push(box.validationMessage);
    vi.advanceTimersByTime(15_000);
    told.push(box.validationMessage);
    vi.advanceTimersByTime(1000);
    told.push(box.validationMessage);
    expect(told).toEqual([
      'AWS has seen this code already. Next code in 17 s.',
      'AWS has seen this code already. Next code in 16 s.',
      'AWS has seen this code already. Next code in 1 s.',
      'AWS has seen this code already. The next code is available now.',
    ]);
    box.close();
  });

  it('keeps counting down while the user types', async () => {
    const { box, result } = await spend();
    result.catch(() => undefined);
    box.type('2');
    vi.advanceTimersByTime(2000);
    expect(box).toMatchObject({
      validationMessage: undefined,
      prompt: 'Enter the next code from MFA device alice (111122223333), in 15 s',
    });
    vi.advanceTimersByTime(15_000);
    expect(box.prompt).toBe('Enter the current code from MFA device alice (111122223333)');
    box.close();
  });

  it('keeps the error of the answer on the screen', async () => {
    const { box, result } = await spend();
    result.catch(() => undefined);
    box.answer('2');
    vi.advanceTimersByTime(3000);
    expect(box.validationMessage).toBe('An MFA code has six digits.');
    box.close();
  });

  it('accepts the next code at any time and stops counting', async () => {
    const { transport, result, box } = await spend(done);
    box.answer('222222');
    await expect(result).resolves.toEqual(done.session);
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-admin', tokenCode: '222222' });
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('two commands that need a code at once', () => {
  const other = { session: session({ sessionId: 'session-2', profile: 'prod-audit' }) };

  /** The answers are in the order of the requests: both without a code come first. */
  function assumeBoth(...answers: unknown[]) {
    const transport = new FakeTransport(...answers);
    const assumer = new RoleAssumer(new HostApi(transport));
    return {
      transport,
      assumer,
      first: assumer.assume({ profile: 'prod-admin' }),
      second: assumer.assume({ profile: 'prod-audit' }),
    };
  }

  it('share one prompt if the code serves both', async () => {
    const { transport, first, second } = assumeBoth(mfaRequired(), mfaRequired(), done, other);
    const box = await editor.inputBoxes.next();
    expect(box.title).toContain('prod-admin');
    box.answer('123456');
    await expect(first).resolves.toEqual(done.session);
    await expect(second).resolves.toEqual(other.session);
    expect(editor.inputBoxes).toHaveLength(0);
    expect(transport.params).toEqual([
      { profile: 'prod-admin' },
      { profile: 'prod-audit' },
      { profile: 'prod-admin', tokenCode: '123456' },
      { profile: 'prod-audit' },
    ]);
  });

  it('wait for the response to the code, not only for the code', async () => {
    const answer = new Deferred<unknown>();
    const { transport, second } = assumeBoth(mfaRequired(), mfaRequired(), answer.promise, other);
    (await editor.inputBoxes.next()).answer('123456');
    await vi.waitFor(() => {
      expect(transport.requests).toHaveLength(3);
    }, 60_000);
    answer.resolve(done);
    await expect(second).resolves.toEqual(other.session);
  });

  it('prompt in sequence if each role needs a separate code', async () => {
    const { transport, first, second } = assumeBoth(mfaRequired(), mfaRequired(), done, mfaRequired(), other);
    (await editor.inputBoxes.next()).answer('111111');
    await first;
    const box = await editor.inputBoxes.next();
    expect(box.title).toContain('prod-audit');
    box.answer('222222');
    await expect(second).resolves.toEqual(other.session);
    expect(transport.params.at(-1)).toEqual({ profile: 'prod-audit', tokenCode: '222222' });
  });

  it('are both canceled if the user closes the prompt', async () => {
    const { transport, first, second } = assumeBoth(mfaRequired(), mfaRequired());
    const ends = Promise.allSettled([first, second]);
    (await editor.inputBoxes.next()).close();
    for (const end of await ends) {
      expect(end).toMatchObject({ reason: expect.any(UserCancelledError) as unknown });
    }
    expect(transport.requests).toHaveLength(2);
  });

  it('fail independently', async () => {
    const denied = new HostError('AWS does not allow it.', { code: 'AccessDenied' });
    const { first, second } = assumeBoth(mfaRequired(), mfaRequired(), denied, other);
    const ends = Promise.allSettled([first, second]);
    (await editor.inputBoxes.next()).answer('123456');
    expect(await ends).toMatchObject([{ reason: denied }, { value: other.session }]);
  });

  it('never open two prompts, even for different devices, and closing one cancels only its own command', async () => {
    const elsewhere = () => new HostError('A code is needed.', { code: 'MfaRequired', mfaSerial: 'another device' });
    const { first, second } = assumeBoth(mfaRequired(), elsewhere(), elsewhere(), other);
    const end = expect(first).rejects.toBeInstanceOf(UserCancelledError);
    const box = await editor.inputBoxes.next();
    expect(editor.inputBoxes).toHaveLength(0);
    box.close();
    await end;
    (await editor.inputBoxes.next()).answer('123456');
    await expect(second).resolves.toEqual(other.session);
  });

  it('are reported as in progress until they are done', async () => {
    const { assumer, first, second } = assumeBoth(done, other);
    expect(['prod-admin', 'prod-audit', 'dev'].map((name) => assumer.isAssuming(name))).toEqual([true, true, false]);
    await Promise.all([first, second]);
    expect(['prod-admin', 'prod-audit'].map((name) => assumer.isAssuming(name))).toEqual([false, false]);
  });
});

it('does not ask for a code after another error, even if it names the device', async () => {
  const denied = new HostError('AWS does not allow it.', { code: 'AccessDenied', mfaSerial });
  await expect(assume(denied).result).rejects.toBe(denied);
  expect(editor.inputBoxes).toHaveLength(0);
});
