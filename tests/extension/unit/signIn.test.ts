import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerSignIn } from '../../../extension/src/features/signIn/registerSignIn.ts';
import { signIn, useSignInCode } from '../../../extension/src/features/signIn/signIn.ts';
import { signOut } from '../../../extension/src/features/signIn/signOut.ts';
import { CommandRegistry } from '../../../extension/src/infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import type { Platform } from '../../../extension/src/infrastructure/platform.ts';
import { openAddress } from '../../../extension/src/infrastructure/presentation/openAddress.ts';
import type {
  BegunSignIn,
  SignedIn,
  SignInInfo,
} from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { SignInStore } from '../../../extension/src/infrastructure/state/signInStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, env, openEditor, UIKind } from './fakes/vscode.ts';
import { extensionContext } from './support/context.ts';
import { Deferred } from './support/deferred.ts';
import { fakeLog } from './support/samples.ts';

const url =
  'https://oidc.eu-west-1.amazonaws.com/authorize?redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Foauth%2Fcallback&state=a%2Bb%23c&scopes=sso%3Aaccount%3Aaccess';

const begun = (changes: Partial<BegunSignIn> = {}): BegunSignIn => ({
  signInId: '1',
  name: 'corp',
  kind: 'identityCenter',
  flow: 'browser',
  expiresAt: '2026-11-24T12:10:00Z',
  url,
  ...changes,
});

const device = begun({ flow: 'code', url: 'https://device.example/?user_code=ABCD-EFGH', userCode: 'ABCD-EFGH' });

const signedIn = (changes: Partial<SignedIn> = {}): SignedIn => ({
  name: 'corp',
  kind: 'identityCenter',
  expiresAt: '2026-11-24T13:00:00Z',
  isRenewable: true,
  ...changes,
});

const info = (changes: Partial<SignInInfo> = {}): SignInInfo => ({
  name: 'corp',
  kind: 'identityCenter',
  state: 'signedOut',
  place: 'https://corp.awsapps.com/start',
  ...changes,
});

let transport: FakeTransport;

function host(...answers: unknown[]): HostApi {
  transport = new FakeTransport(...answers);
  return new HostApi(transport);
}

function sent(): unknown[] {
  return transport.requests.map(({ method, params }) => [method.split('/').at(-1), params]);
}

function started<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function until(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition);
}

beforeEach(() => openEditor());

afterEach(() => {
  env.uiKind = UIKind.Desktop;
  vi.useRealTimers();
});

describe('an address', () => {
  it('reaches the opener unchanged, as a string', async () => {
    await openAddress(url);
    expect(editor.openedAddresses).toEqual([url]);
  });
});

describe('signing in', () => {
  it('opens the page and waits for the host', async () => {
    await signIn(host(begun(), signedIn()), { name: 'corp', profile: 'dev' });

    expect(sent()).toEqual([
      ['begin', { name: 'corp', flow: 'auto' }],
      ['await', { signInId: '1' }],
    ]);
    expect(editor.openedAddresses).toEqual([url]);
    expect(editor.message?.text).toBe('Signed in to corp. The sign-in is renewed until the session ends.');
    await editor.message?.press('Assume Role');
    expect(editor.executed).toContainEqual(['roleassist.assumeRole', 'dev']);
  });

  it('opens nothing if nothing is left to do', async () => {
    const done = { ...device, url: undefined } as unknown as BegunSignIn;
    await signIn(host(done, signedIn()), { name: 'corp' });
    expect(editor.openedAddresses).toEqual([]);
  });

  it('shows a code, and opens the page only when the user agrees', async () => {
    env.uiKind = UIKind.Web;
    const result = signIn(host(device, signedIn()), { name: 'corp' });
    await until(() => editor.messages.length === 1);

    expect(sent()).toEqual([['begin', { name: 'corp', flow: 'code' }]]);
    expect(editor.message).toMatchObject({
      text: 'The code of your sign-in to corp: ABCD-EFGH',
      detail: 'The page must show the same code. Approve it only if you started this sign-in yourself.',
    });
    expect(editor.openedAddresses).toEqual([]);
    await editor.message?.press('Copy Code and Open');
    await result;

    expect(editor.clipboard).toBe('ABCD-EFGH');
    expect(editor.openedAddresses).toEqual([device.url]);
  });

  it('opens nothing if the user does not agree', async () => {
    const result = started(signIn(host(device), { name: 'corp' }));
    await until(() => editor.messages.length === 1);
    await editor.message?.press('Do Not Sign In');

    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
    expect(editor.openedAddresses).toEqual([]);
  });

  it('asks for the text of the page again if it is wrong', async () => {
    const wrong = new HostError('That is not the text.', { code: 'InvalidArgument' });
    const result = signIn(host(begun({ flow: 'code', takesCode: true }), wrong, {}, signedIn()), { name: 'corp' });
    (await editor.inputBoxes.next()).answer('x');
    const again = await editor.inputBoxes.next();
    expect(again.validationMessage).toBe('That is not the text.');
    again.answer('state=a&code=b');
    await result;

    expect(sent()[2]).toEqual(['submitCode', { signInId: '1', code: 'state=a&code=b' }]);
  });

  it.each([
    ['on a remote at once', 'ssh-remote', 0],
    ['after a while', undefined, 20_000],
  ])('offers a code %s', async (_, remote, delay) => {
    vi.useFakeTimers();
    editor.remoteName = remote;
    const outcome = new Deferred<SignedIn>();
    const result = signIn(host(begun(), outcome.promise), { name: 'corp' });
    await vi.advanceTimersByTimeAsync(Math.max(delay - 1, 0));
    expect(editor.messages).toHaveLength(delay === 0 ? 1 : 0);
    await vi.advanceTimersByTimeAsync(1);

    await editor.messages[0]?.press('Use a Code Instead');
    expect(editor.executed).toContainEqual(['roleassist.useSignInCode', 'corp']);
    outcome.resolve(signedIn());
    await result;
  });

  it('offers no code once the user has signed in', async () => {
    vi.useFakeTimers();
    await signIn(host(begun(), signedIn()), { name: 'corp' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(editor.messages).toHaveLength(1);
  });

  it('ends the wait when the user cancels', async () => {
    vi.useFakeTimers();
    const result = started(signIn(host(begun(), new Deferred().promise), { name: 'corp' }));
    await vi.advanceTimersByTimeAsync(500);
    expect(editor.progress[0]?.title).toBe('Waiting until you have signed in to corp');
    editor.progress[0]?.cancel();

    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
    expect(transport.requests.at(-1)?.token.isCancellationRequested).toBe(true);
  });

  it('adds a code to the sign-in that waits', async () => {
    const result = useSignInCode(host(device), 'corp');
    await until(() => editor.messages.length === 1);
    await editor.message?.press('Copy Code and Open');
    await result;

    expect(sent()).toEqual([['begin', { name: 'corp', flow: 'code' }]]);
    expect(editor.openedAddresses).toEqual([device.url]);
  });
});

describe('signing out', () => {
  it('tells what it leaves, without verbs of the command line', async () => {
    await signOut(
      host({
        name: 'corp',
        wasSignedIn: true,
        notes: ['Role sessions stay valid: dev. To end them in RoleAssist, run: roleassist end dev'],
      }),
      'corp',
    );
    expect(editor.message?.text).toBe('Signed out of corp. Role sessions stay valid: dev.');
  });

  it('tells only that there was nothing to end', async () => {
    const notes = ["You were not signed in to 'corp'."];
    await signOut(host({ name: 'corp', wasSignedIn: false, notes }), 'corp');
    expect(editor.message?.text).toBe(notes[0]);
  });
});

describe('the commands', () => {
  function register(...answers: unknown[]) {
    const boundary = new ErrorBoundary(fakeLog());
    const commands = new CommandRegistry(boundary);
    registerSignIn({
      api: host(...answers),
      commands,
      context: extensionContext('/extension'),
      host: { onDidStop: () => ({ dispose: () => undefined }) },
    } as unknown as Platform);
  }

  it('let the user pick, those who need it first', async () => {
    const all = [info({ name: 'b', state: 'signedIn', isRenewable: true, expiresAt: 'x' }), info({ name: 'a' })];
    register({ revision: 1, signIns: all }, begun({ name: 'a' }), signedIn({ name: 'a' }));
    const running = editor.commands.get('roleassist.signIn')?.();
    const list = await editor.lists.next();
    await until(() => list.labels.length === 3);

    expect(list.labels).toEqual(['a', 'b', 'Set Up Another Sign-In…']);
    expect(list.item('b').description).toBe('signed in · IAM Identity Center');
    list.accept('a');
    await running;
    expect(sent()[1]).toEqual(['begin', { name: 'a', flow: 'auto' }]);
  });

  it('take the sign-in of a button or of a row', async () => {
    register(begun(), signedIn(), begun(), signedIn());
    await editor.commands.get('roleassist.signIn')?.({ signIn: 'corp', profile: 'dev' });
    await editor.commands.get('roleassist.signIn')?.({ kind: 'session', session: { signIn: 'other' } });
    expect(sent().filter((_, index) => index % 2 === 0)).toEqual([
      ['begin', { name: 'corp', flow: 'auto' }],
      ['begin', { name: 'other', flow: 'auto' }],
    ]);
  });

  it('say that the user is signed in nowhere', async () => {
    register({ revision: 1, signIns: [info()] });
    await editor.commands.get('roleassist.signOut')?.();
    expect(editor.message).toMatchObject({ severity: 'information', text: 'You are not signed in anywhere.' });
  });
});

describe('the store', () => {
  it('keeps the newest snapshot', () => {
    const store = new SignInStore(host());
    transport.notify('roleassist/signInsChanged', { revision: 2, signIns: [info({ state: 'signedIn' })] });
    transport.notify('roleassist/signInsChanged', { revision: 1, signIns: [] });
    expect(store.signIns).toMatchObject([{ name: 'corp', state: 'signedIn' }]);
  });
});
