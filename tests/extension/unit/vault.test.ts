import { beforeEach, describe, expect, it } from 'vitest';
import { RoleAssumer } from '../../../extension/src/features/assume/roleAssumer.ts';
import { AwsFiles } from '../../../extension/src/features/vault/awsFiles.ts';
import { lockVault, unlockVault } from '../../../extension/src/features/vault/lockVault.ts';
import { moveKeys } from '../../../extension/src/features/vault/moveKeys.ts';
import { MoveOffer } from '../../../extension/src/features/vault/moveOffer.ts';
import { rotateKeys } from '../../../extension/src/features/vault/rotateKeys.ts';
import { registerVault } from '../../../extension/src/features/vault/registerVault.ts';
import { CommandRegistry } from '../../../extension/src/infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import type { Platform } from '../../../extension/src/infrastructure/platform.ts';
import { PromptedRequests } from '../../../extension/src/infrastructure/prompts/promptedRequests.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import type {
  ImportKeysResult,
  PlainKeyInfo,
  ProfileInfo,
  RotateKeyResult,
  SessionInfo,
  VaultKeyInfo,
  VaultStatus,
} from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { TextDocument } from './fakes/documents.ts';
import { FakeMemento } from './fakes/memento.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor, QuickInputButtons } from './fakes/vscode.ts';
import { extensionContext } from './support/context.ts';
import { Deferred } from './support/deferred.ts';
import { fakeLog, mfaCodeRejected, mfaCodeSpent, mfaRequired, profile, session } from './support/samples.ts';

const passphrase = ' correct horse  ';
const file = '/home/alice/.aws/credentials';
const user = 'arn:aws:iam::111122223333:user/alice';

const status = (changes: Partial<VaultStatus> = {}): VaultStatus => ({
  state: 'open',
  why: 'It is the first that works.',
  needsPassphrase: false,
  canCreateFile: false,
  keys: 0,
  store: 'secret-service',
  storeName: "the desktop's keyring",
  ...changes,
});

const open = status();
const lockedFile = status({ state: 'locked', needsPassphrase: true });
const lockedKeyring = status({ state: 'locked' });
const none = status({ state: 'unavailable', canCreateFile: true, why: 'There is no keyring.' });

const plainKey = (name: string, changes: Partial<PlainKeyInfo> = {}): PlainKeyInfo => ({
  profile: name,
  accessKeyId: `AKIA${name.toUpperCase()}`,
  file,
  line: 2,
  ...changes,
});

const vaultKey = (name: string, changes: Partial<VaultKeyInfo> = {}): VaultKeyInfo => ({
  profiles: [name],
  accessKeyId: `AKIA${name.toUpperCase()}`,
  user,
  ageDays: 12,
  step: 'none',
  ...changes,
});

const moved = (name: string) => ({ profile: name, accessKeyId: `AKIA${name.toUpperCase()}`, arn: user });

const result = (changes: Partial<ImportKeysResult> = {}): ImportKeysResult => ({
  imported: [moved('home')],
  failed: [],
  notes: [
    'Backups may have the old text. Only a new key ends that: roleassist vault rotate home',
    'Run roleassist vault list.',
  ],
  ...changes,
});

const rotated = (changes: Partial<RotateKeyResult> = {}): RotateKeyResult => ({
  profile: 'home',
  accessKeyId: 'AKIANEW',
  oldAccessKeyId: 'AKIAHOME',
  step: 'none',
  notes: ['The old key is inactive.'],
  ...changes,
});

const vaultLocked = (message = 'The vault is locked.') =>
  new HostError(message, { code: 'VaultLocked', hint: 'Run roleassist vault unlock in a terminal.' });

const listing = (...plainKeys: PlainKeyInfo[]) => ({ keys: [], plainKeys });

let transport: FakeTransport;

/** The services, with a host that gives these answers in this order. */
function begin(...answers: unknown[]) {
  transport = new FakeTransport(...answers);
  const host = new HostApi(transport);
  return { host, requests: new PromptedRequests(host), files: new AwsFiles() };
}

/** What has been sent: the last part of each method, and its params. */
function sent(): unknown[] {
  return transport.requests.map(({ method, params }) => [method.split('/').at(-1), params]);
}

/** The methods that have been called. */
function methods(): unknown[] {
  return transport.requests.map(({ method }) => method.replace('roleassist/', ''));
}

function started<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function nextList() {
  return (await editor.lists.next()).ready();
}

async function acceptSelected() {
  const list = await nextList();
  list.accept(...list.selectedItems.map(({ label }) => label));
  return list;
}

async function pressInDialog(title: string) {
  await eventually(() => editor.messages.length).toBeGreaterThan(0);
  const dialog = editor.messages.pop() ?? expect.fail('there is no dialog');
  await dialog.press(title);
  return dialog;
}

/** Waits; only a hang takes this long. */
const eventually = <T>(probe: () => T) => expect.poll(probe, { timeout: 60_000, interval: 5 });

beforeEach(() => openEditor());

describe('Move Keys to the Vault', () => {
  it('lists the keys in plain text, all selected, and moves those that the user leaves selected', async () => {
    const keys = [plainKey('home'), plainKey('work', { line: 7 })];
    const done = started(moveKeys(begin(listing(...keys), open, result({ imported: [moved('work')] }))));
    const list = await nextList();
    expect(list).toMatchObject({ canSelectMany: true, ignoreFocusOut: true });
    expect(list.placeholder).toContain('Each leaves the file');
    expect(list.selectedItems.map(({ label }) => label)).toEqual(['home', 'work']);
    expect(list.item('work')).toMatchObject({ description: 'AKIAWORK', detail: `${file}, line 7` });
    list.accept('work');
    await done;
    expect(sent()).toEqual([
      ['list', {}],
      ['status', {}],
      ['import', { profiles: ['work'] }],
    ]);
  });

  it('says what was moved and offers to rotate it, with details', async () => {
    const done = started(moveKeys(begin(listing(plainKey('home')), open, result())));
    await acceptSelected();
    await done;
    expect(editor.message).toMatchObject({ severity: 'information' });
    expect(editor.message?.text).toBe(
      'The key of home is in the vault and no longer in the file. Backups and editors may still have the old text, so rotate what was moved.',
    );
    expect(editor.message?.buttons.map(({ title }) => title)).toEqual(['Rotate Keys…', 'Details']);
    await editor.message?.press('Rotate Keys…');
    expect(editor.executed).toEqual([['roleassist.rotateKeys', 'home']]);
  });

  it('opens the details as plain text', async () => {
    const failed = [
      {
        profile: 'work',
        code: 'CredentialsInvalid',
        message: 'AWS does not know the key.',
        hint: 'Delete it.',
      } as const,
    ];
    const done = started(moveKeys(begin(listing(plainKey('home')), open, result({ failed }))));
    await acceptSelected();
    await done;
    expect(editor.message).toMatchObject({ severity: 'warning' });
    expect(editor.message?.text).toContain('The key of work was not moved: AWS does not know the key. Delete it.');
    await editor.message?.press('Details');
    await eventually(() => editor.shownDocuments).toHaveLength(1);
    expect(editor.shownDocuments[0]).toMatchObject({ languageId: 'plaintext' });
    expect(editor.shownDocuments[0]?.text.split('\n')).toEqual([
      'In the vault',
      `  home: AKIAHOME, ${user}`,
      '',
      'Not moved',
      '  work: AWS does not know the key. Delete it.',
      '',
      'What else to know',
      '  Backups may have the old text.',
      '',
    ]);
  });

  it('reports an error if no key was moved, without the hint for a terminal, and names many shortly', async () => {
    const failure = (name: string) => ({
      profile: name,
      code: 'VaultFull' as const,
      message: 'It is full.',
      hint: 'Run roleassist vault remove.',
    });
    const one = started(
      moveKeys(begin(listing(plainKey('a')), open, result({ imported: [], failed: [failure('a')] }))),
    );
    await acceptSelected();
    await one;
    expect(editor.messages.pop()).toMatchObject({
      severity: 'error',
      text: 'The key of a was not moved: It is full.',
      buttons: [{ title: 'Details' }],
    });

    const failed = ['a', 'b', 'c'].map(failure);
    const many = started(moveKeys(begin(listing(plainKey('a')), open, result({ imported: [], failed }))));
    await acceptSelected();
    await many;
    expect(editor.message?.text).toBe('3 keys were not moved: a, b, c. The details say why.');
  });

  it('selects the key of a row, and all profiles with the same key', async () => {
    const keys = [plainKey('home'), plainKey('work'), plainKey('copy', { accessKeyId: 'AKIAWORK' })];
    const done = started(moveKeys(begin(listing(...keys), open, result()), 'work'));
    const list = await acceptSelected();
    expect(list.labels).toEqual(['home', 'work', 'copy']);
    await done;
    expect(sent().at(-1)).toEqual(['import', { profiles: ['work', 'copy'] }]);
  });

  it.each([
    [undefined, 'There are no keys in plain text in the AWS files.'],
    ['gone', 'The key of gone is not in plain text in the AWS files.'],
  ])('says so if there is nothing to move (%s)', async (name, text) => {
    const services = begin(listing(...(name ? [plainKey('home')] : [])));
    await expect(moveKeys(services, name)).rejects.toMatchObject({ message: text, severity: 'information' });
    expect(methods()).toEqual(['vault/list']);
  });

  it('sends nothing if the user closes the list or selects nothing', async () => {
    const done = started(moveKeys(begin(listing(plainKey('home')))));
    const list = await nextList();
    list.accept();
    expect(list.isOpen).toBe(true);
    list.close();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
    expect(methods()).toEqual(['vault/list']);
  });

  it('creates a vault with a passphrase, asked twice, if there is none', async () => {
    const done = started(moveKeys(begin(listing(plainKey('home')), none, open, result())));
    await acceptSelected();
    const first = await editor.inputBoxes.next();
    expect(first).toMatchObject({ password: true, ignoreFocusOut: true, title: 'Create Vault' });
    expect(first.prompt).toContain('There is no keyring. Choose a passphrase');
    first.answer('1234567');
    expect(first).toMatchObject({ isOpen: true, validationMessage: 'The passphrase needs at least 8 characters.' });
    first.answer(passphrase);
    const second = await editor.inputBoxes.next();
    expect(second).toMatchObject({ password: true, value: '' });
    second.answer(passphrase.trim());
    expect(second).toMatchObject({ isOpen: true, validationMessage: 'This is not the same passphrase.' });
    second.answer(passphrase);
    await done;
    expect(sent()).toEqual([
      ['list', {}],
      ['status', {}],
      ['create', { passphrase }],
      ['import', { profiles: ['home'] }],
    ]);
  });

  it('lets the user go back to the first passphrase', async () => {
    const done = started(moveKeys(begin(listing(plainKey('home')), none, open, result())));
    await acceptSelected();
    (await editor.inputBoxes.next()).answer('a wrong one');
    const second = await editor.inputBoxes.next();
    expect(second.buttons).toEqual([QuickInputButtons.Back]);
    second.press();
    (await editor.inputBoxes.next()).answer(passphrase);
    (await editor.inputBoxes.next()).answer(passphrase);
    await done;
    expect(sent()).toContainEqual(['create', { passphrase }]);
  });

  it.each([1, 2])('creates nothing if the user closes box %d', async (number) => {
    const done = started(moveKeys(begin(listing(plainKey('home')), none)));
    await acceptSelected();
    if (number === 2) {
      (await editor.inputBoxes.next()).answer(passphrase);
    }
    (await editor.inputBoxes.next()).close();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
    expect(methods()).toEqual(['vault/list', 'vault/status']);
  });

  it('unlocks the vault with its passphrase, and asks again with the reason if it is wrong', async () => {
    const wrong = vaultLocked('The passphrase of the vault is wrong.');
    const done = started(moveKeys(begin(listing(plainKey('home')), lockedFile, wrong, open, result())));
    await acceptSelected();
    const first = await editor.inputBoxes.next();
    expect(first).toMatchObject({ password: true, validationMessage: undefined });
    first.answer('a wrong one');
    const again = await editor.inputBoxes.next();
    expect(again).toMatchObject({ value: '', validationMessage: 'The passphrase of the vault is wrong.' });
    again.answer(passphrase);
    await done;
    expect(sent().slice(2)).toEqual([
      ['unlock', { passphrase: 'a wrong one' }],
      ['unlock', { passphrase }],
      ['import', { profiles: ['home'] }],
    ]);
  });

  it('imports nothing if the user closes the box of the passphrase', async () => {
    const done = started(moveKeys(begin(listing(plainKey('home')), lockedFile)));
    await acceptSelected();
    const box = await editor.inputBoxes.next();
    box.answer('');
    expect(box.isOpen).toBe(true);
    box.close();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
    expect(methods()).toEqual(['vault/list', 'vault/status']);
  });

  it('waits for the prompt of a keyring, which the user can cancel', async () => {
    const answer = new Deferred<unknown>();
    const done = started(moveKeys(begin(listing(plainKey('home')), lockedKeyring, answer.promise)));
    await acceptSelected();
    await expect
      .poll(() => editor.progress)
      .toMatchObject([{ title: "Answer the keyring's prompt", cancellable: true }]);
    expect(editor.inputBoxes).toHaveLength(0);
    editor.progress[0]?.cancel();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
    expect(sent().at(-1)).toEqual(['unlock', {}]);
    expect(transport.requests.at(-1)?.token.isCancellationRequested).toBe(true);
  });

  it('does not repeat that a key was not moved', async () => {
    const message = "The keys of 'work' were not moved: the profile has temporary keys.";
    const failed = [{ profile: 'work', code: 'ConfigurationInvalid' as const, message }];
    const done = started(moveKeys(begin(listing(plainKey('work')), open, result({ imported: [], failed }))));
    await acceptSelected();
    await done;
    expect(editor.message?.text).toBe(message);
  });

  it('says why there is no vault', async () => {
    const why = 'The keyring does not answer. Set another store, or run roleassist vault move.';
    const broken = status({ state: 'unavailable', why });
    const done = started(moveKeys(begin(listing(plainKey('home')), broken)));
    await acceptSelected();
    await expect(done).rejects.toMatchObject({
      explanation: 'There is no vault that RoleAssist can use. The keyring does not answer.',
    });
  });

  it('unlocks the vault if it has been locked in the meantime, and imports again', async () => {
    const done = started(moveKeys(begin(listing(plainKey('home')), open, vaultLocked(), lockedFile, open, result())));
    await acceptSelected();
    (await editor.inputBoxes.next()).answer(passphrase);
    await done;
    expect(methods().slice(2)).toEqual(['vault/import', 'vault/status', 'vault/unlock', 'vault/import']);
  });

  describe('with an AWS file that has unsaved changes', () => {
    function openDocument() {
      const document = new TextDocument('ini', '', file);
      document.isDirty = true;
      editor.documents.push(document, new TextDocument('ini', '', '/project/config'));
      return document;
    }

    it('saves it first', async () => {
      const document = openDocument();
      const done = started(moveKeys(begin(listing(plainKey('home')), open, result())));
      expect(methods()).toEqual([]);
      expect(await pressInDialog('Save and Continue')).toMatchObject({ text: 'Save credentials first?' });
      await acceptSelected();
      await done;
      expect(document.isDirty).toBe(false);
    });

    it('sends nothing if the user declines', async () => {
      openDocument();
      const done = started(moveKeys(begin()));
      await pressInDialog('Do Not Save');
      await expect(done).rejects.toBeInstanceOf(UserCancelledError);
      expect(transport.requests).toEqual([]);
    });

    it('sends nothing if it cannot be saved', async () => {
      openDocument().isWritable = false;
      const done = started(moveKeys(begin()));
      await pressInDialog('Save and Continue');
      await expect(done).rejects.toThrow('credentials could not be saved.');
      expect(transport.requests).toEqual([]);
    });

    it('lists the keys again if only the host knows that it is an AWS file', async () => {
      const elsewhere = new TextDocument('ini', '', '/secret/keys');
      elsewhere.isDirty = true;
      editor.documents.push(elsewhere);
      const before = plainKey('home', { file: '/secret/keys' });
      const done = started(moveKeys(begin(listing(before), listing(before, plainKey('new')), open, result())));
      await pressInDialog('Save and Continue');
      expect((await acceptSelected()).labels).toEqual(['home', 'new']);
      await done;
    });
  });
});

describe('Rotate Keys', () => {
  const keys = [vaultKey('young'), vaultKey('old', { ageDays: 120 }), vaultKey('half', { step: 'proving' })];
  const inVault = (...own: VaultKeyInfo[]) => ({ keys: own, plainKeys: [] });

  it('lists rotations that are under way first, then the oldest keys, and asks before it rotates', async () => {
    const { host, requests } = begin(inVault(...keys), rotated());
    const done = started(rotateKeys(host, requests));
    const list = await nextList();
    expect(list.labels).toEqual(['half', 'old', 'young']);
    expect(list.items.map(({ description }) => description)).toEqual([
      'rotation not complete · key 12 days old',
      'key 120 days old',
      'key 12 days old',
    ]);
    list.accept('old');
    const dialog = await pressInDialog('Rotate Key');
    expect(dialog.text).toBe('Rotate the key of old?');
    expect(dialog.detail).toContain('A new key is made, proved, and the old one is deactivated.');
    await done;
    expect(sent().at(-1)).toEqual(['rotate', { profile: 'old' }]);
    expect(editor.message).toMatchObject({
      severity: 'information',
      text: 'The key of home is now AKIANEW. It replaces AKIAHOME. The old key is inactive.',
    });
  });

  it('rotates the key of a row and names the other profiles that use it', async () => {
    const { host, requests } = begin(inVault(vaultKey('home', { profiles: ['home', 'copy'] })), rotated());
    const done = started(rotateKeys(host, requests, 'copy'));
    expect((await pressInDialog('Rotate Key')).detail).toContain('These profiles use the same key: home.');
    await done;
    expect(sent().at(-1)).toEqual(['rotate', { profile: 'copy' }]);
    expect(editor.lists).toHaveLength(0);
  });

  it('asks for a code, again if it is wrong or spent, and sends each code once', async () => {
    const { host, requests } = begin(
      inVault(vaultKey('home')),
      mfaRequired(),
      mfaCodeRejected(),
      mfaCodeSpent(0),
      rotated(),
    );
    const done = started(rotateKeys(host, requests, 'home'));
    await pressInDialog('Rotate Key');
    const first = await editor.inputBoxes.next();
    expect(first).toMatchObject({ password: true, title: 'MFA code for home' });
    first.answer('111111');
    const second = await editor.inputBoxes.next();
    expect(second.validationMessage).toContain('AWS refused the MFA code.');
    second.answer('222222');
    const third = await editor.inputBoxes.next();
    expect(third.validationMessage).toContain('AWS has seen this code already.');
    third.answer('333333');
    await done;
    expect(sent().slice(1)).toEqual([
      ['rotate', { profile: 'home' }],
      ['rotate', { profile: 'home', tokenCode: '111111' }],
      ['rotate', { profile: 'home', tokenCode: '222222' }],
      ['rotate', { profile: 'home', tokenCode: '333333' }],
    ]);
  });

  it('unlocks the vault and rotates then', async () => {
    const { host, requests } = begin(
      inVault(vaultKey('home')),
      vaultLocked(),
      lockedFile,
      open,
      mfaRequired(),
      rotated(),
    );
    const done = started(rotateKeys(host, requests, 'home'));
    await pressInDialog('Rotate Key');
    (await editor.inputBoxes.next()).answer(passphrase);
    (await editor.inputBoxes.next()).answer('123456');
    await done;
    expect(sent().slice(1)).toEqual([
      ['rotate', { profile: 'home' }],
      ['status', {}],
      ['unlock', { passphrase }],
      ['rotate', { profile: 'home' }],
      ['rotate', { profile: 'home', tokenCode: '123456' }],
    ]);
  });

  it('offers to continue a rotation that is not complete', async () => {
    const { host, requests } = begin(
      inVault(vaultKey('home', { step: 'proving' })),
      rotated({ step: 'proving', notes: ['AWS does not know the new key yet.'] }),
    );
    const done = started(rotateKeys(host, requests, 'home'));
    expect((await pressInDialog('Rotate Key')).text).toBe('Continue the rotation of the key of home?');
    await done;
    expect(editor.message).toMatchObject({
      severity: 'warning',
      text: 'The rotation of the key of home is not complete. AWS does not know the new key yet.',
    });
    await editor.message?.press('Continue…');
    expect(editor.executed).toEqual([['roleassist.rotateKeys', 'home']]);
  });

  it('sends nothing if the user closes the list, declines, or closes the prompt for the code', async () => {
    const first = begin(inVault(...keys));
    const closed = started(rotateKeys(first.host, first.requests));
    (await nextList()).close();
    await expect(closed).rejects.toBeInstanceOf(UserCancelledError);

    const second = begin(inVault(...keys));
    const declined = started(rotateKeys(second.host, second.requests, 'old'));
    await pressInDialog('Do Not Rotate');
    await expect(declined).rejects.toBeInstanceOf(UserCancelledError);
    expect(methods()).toEqual(['vault/list']);

    const third = begin(inVault(...keys), mfaRequired());
    const withoutCode = started(rotateKeys(third.host, third.requests, 'old'));
    await pressInDialog('Rotate Key');
    (await editor.inputBoxes.next()).close();
    await expect(withoutCode).rejects.toBeInstanceOf(UserCancelledError);
    expect(methods()).toEqual(['vault/list', 'vault/rotate']);
  });

  it('offers to move keys if none is in the vault', async () => {
    const { host, requests } = begin(listing(plainKey('home')));
    await expect(rotateKeys(host, requests)).rejects.toMatchObject({
      message: 'There are no keys in the vault.',
      errorActions: [{ command: 'roleassist.moveKeys' }],
    });
    const other = begin(inVault(vaultKey('home')));
    await expect(rotateKeys(other.host, other.requests, 'dev')).rejects.toMatchObject({
      message: 'The key of dev is not in the vault.',
      errorActions: [],
    });
  });
});

describe('Unlock Vault and Lock Vault', () => {
  it('unlocks with a passphrase', async () => {
    const { host, requests } = begin(lockedFile, lockedFile, open);
    const done = started(unlockVault(host, requests));
    (await editor.inputBoxes.next()).answer(passphrase);
    await done;
    expect(sent().at(-1)).toEqual(['unlock', { passphrase }]);
    expect(editor.statusBarMessages).toEqual(['$(unlock) The vault is unlocked.']);
  });

  it('unlocks a keyring, which asks for its password itself', async () => {
    const { host, requests } = begin(lockedKeyring, lockedKeyring, open);
    await unlockVault(host, requests);
    expect(sent().at(-1)).toEqual(['unlock', {}]);
    expect(editor.inputBoxes).toHaveLength(0);
  });

  it('sends nothing if the user closes the box', async () => {
    const { host, requests } = begin(lockedFile, lockedFile);
    const done = started(unlockVault(host, requests));
    (await editor.inputBoxes.next()).close();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
    expect(methods()).toEqual(['vault/status', 'vault/status']);
  });

  it('says if the vault is open, and if there is none yet', async () => {
    const first = begin(open);
    await unlockVault(first.host, first.requests);
    expect(editor.statusBarMessages).toEqual(['$(unlock) The vault is not locked.']);

    const second = begin(none);
    await expect(unlockVault(second.host, second.requests)).rejects.toMatchObject({
      explanation: 'There is no vault yet. There is no keyring.',
      severity: 'information',
      errorActions: [{ command: 'roleassist.moveKeys' }],
    });
  });

  it('locks, and tells if a keyring stays open', async () => {
    await lockVault(begin(lockedFile).host);
    expect(sent()).toEqual([['lock', {}]]);
    expect(editor.statusBarMessages).toEqual(['$(lock) The vault is locked.']);
    await lockVault(begin(open).host);
    expect(editor.message?.text).toContain("the desktop's keyring stays open");
  });
});

describe('a locked vault while a role is assumed', () => {
  const done = { session: session() };

  it('is unlocked once, and the role is assumed then', async () => {
    const { host, requests } = begin(vaultLocked(), lockedFile, open, mfaRequired(), done);
    const assumed = new RoleAssumer(host, requests).assume({ profile: 'prod-admin' });
    (await editor.inputBoxes.next()).answer(passphrase);
    (await editor.inputBoxes.next()).answer('123456');
    await expect(assumed).resolves.toEqual(done.session);
    expect(methods()).toEqual([
      'sessions/assume',
      'vault/status',
      'vault/unlock',
      'sessions/assume',
      'sessions/assume',
    ]);
  });

  it('is unlocked before the code is sent again, if the host asked for the code first', async () => {
    const { host, requests } = begin(mfaRequired(), vaultLocked(), lockedFile, open, done);
    const assumed = new RoleAssumer(host, requests).assume({ profile: 'prod-admin' });
    (await editor.inputBoxes.next()).answer('123456');
    (await editor.inputBoxes.next()).answer(passphrase);
    await expect(assumed).resolves.toEqual(done.session);
    expect(sent().at(-1)).toEqual(['assume', { profile: 'prod-admin', tokenCode: '123456' }]);
    expect(editor.inputBoxes).toHaveLength(0);
  });

  it('is reported, with a button, if it is still locked after that', async () => {
    const { host, requests } = begin(vaultLocked(), lockedKeyring, open, vaultLocked());
    await expect(new RoleAssumer(host, requests).assume({ session: session() })).rejects.toMatchObject({
      explanation: 'The vault is locked.',
      errorActions: [{ title: 'Unlock Vault', command: 'roleassist.unlockVault' }],
    });
  });

  it('is unlocked once for two commands, which are both canceled if the user closes the box', async () => {
    const other = { session: session({ sessionId: 'session-2' }) };
    const both = begin(vaultLocked(), vaultLocked(), lockedFile, open, done, other);
    const assumer = new RoleAssumer(both.host, both.requests);
    const assumed = [assumer.assume({ profile: 'prod-admin' }), assumer.assume({ profile: 'dev' })];
    (await editor.inputBoxes.next()).answer(passphrase);
    expect(await Promise.all(assumed)).toHaveLength(2);
    expect(methods().filter((method) => method === 'vault/unlock')).toHaveLength(1);

    const closed = begin(vaultLocked(), vaultLocked(), lockedFile);
    const second = new RoleAssumer(closed.host, closed.requests);
    const ends = Promise.allSettled([second.assume({ profile: 'prod-admin' }), second.assume({ profile: 'dev' })]);
    (await editor.inputBoxes.next()).close();
    for (const end of await ends) {
      expect(end).toMatchObject({ reason: expect.any(UserCancelledError) as unknown });
    }
  });

  it('does not close the prompt for a code that another command shows', async () => {
    const { host, requests } = begin(mfaRequired(), vaultLocked(), done, vaultLocked(), lockedFile, open, done);
    const assumer = new RoleAssumer(host, requests);
    const first = assumer.assume({ profile: 'prod-admin' });
    const second = assumer.assume({ profile: 'dev' });
    const box = await editor.inputBoxes.next();
    expect(box.title).toContain('MFA code');
    expect(editor.inputBoxes).toHaveLength(0);
    box.answer('123456');
    await first;
    (await editor.inputBoxes.next()).answer(passphrase);
    await second;
  });
});

describe('the offer to move a key after a role was assumed', () => {
  const source: ProfileInfo = { name: 'home', kind: 'accessKey', codesNeeded: 0, problems: [], hasPlainKey: true };
  const audit = profile({ name: 'audit', sourceProfile: 'prod-admin' });
  const profiles = [profile(), audit, source];

  async function offer(memory: FakeMemento, current: SessionInfo, ...answers: unknown[]) {
    const { host } = begin(...answers);
    await new MoveOffer(memory, new ProfileStore(host)).show(current);
  }

  it('is shown once on this machine, with the source of a chain, and stores no name', async () => {
    const memory = new FakeMemento();
    await offer(memory, session({ profile: 'audit' }), { profiles, problems: [] });
    expect(editor.message).toMatchObject({
      severity: 'information',
      text: 'The key of home is in plain text. Any program that you run can read it.',
      buttons: [{ title: 'Move Keys to the Vault…' }, { title: "Don't Show Again" }],
    });
    await editor.message?.press('Move Keys to the Vault…');
    expect(editor.executed).toEqual([['roleassist.moveKeys', 'home']]);
    expect(memory.text).toBe('true');
    await offer(memory, session());
    expect(transport.requests).toEqual([]);
    expect(editor.messages).toHaveLength(1);
  });

  it.each([
    ['the key is not in plain text', session(), { profiles: [profile(), { ...source, hasPlainKey: false }] }],
    ['the role is none of the profiles', session({ profile: 'arn:aws:iam::444455556666:role/x' }), { profiles }],
    ['the sources are a cycle', session({ profile: 'a' }), { profiles: [profile({ name: 'a', sourceProfile: 'a' })] }],
    ['the profiles cannot be listed', session(), new Error('It has stopped.')],
  ])('is not shown if %s', async (_case, current, answer) => {
    const memory = new FakeMemento();
    await offer(memory, current, answer);
    expect(editor.messages).toEqual([]);
    expect(memory.text).toBe('');
  });

  it('is not shown for the sandbox', async () => {
    await offer(new FakeMemento(), session({ isSandbox: true }));
    expect(transport.requests).toEqual([]);
  });
});

describe('the registered commands', () => {
  function register(...answers: unknown[]) {
    const { host: api, requests } = begin(...answers);
    const context = extensionContext('/no/such/folder');
    const log = fakeLog();
    const profiles = new ProfileStore(api);
    const outdated: unknown[] = [];
    profiles.onDidOutdate(() => outdated.push(undefined));
    const boundary = new ErrorBoundary(log);
    const platform = { api, boundary, commands: new CommandRegistry(boundary), context, log, profiles };
    registerVault(platform as unknown as Platform, requests);
    return { context, log, outdated, run: (name: string) => editor.commands.get(`roleassist.${name}`) };
  }

  it('take the row of a profile, and list the profiles again', async () => {
    const { run, outdated } = register(listing(plainKey('home'), plainKey('work')), open, result());
    const done = run('moveKeys')?.({ kind: 'profile', profile: { name: 'work' } });
    expect((await acceptSelected()).selectedItems).toMatchObject([{ label: 'work' }]);
    await done;
    expect(sent().at(-1)).toEqual(['import', { profiles: ['work'] }]);
    expect(outdated).toHaveLength(1);
  });

  it('keep no passphrase and no code, in no log, message or storage, even if the host refuses them', async () => {
    const refused = new HostError('The passphrase is too long.', { code: 'InvalidArgument' });
    const { run, context, log } = register(listing(plainKey('home')), none, refused);
    const done = run('moveKeys')?.();
    await acceptSelected();
    (await editor.inputBoxes.next()).answer(passphrase);
    (await editor.inputBoxes.next()).answer(passphrase);
    await done;
    expect(editor.message?.text).toBe('The passphrase is too long.');
    const { globalState, workspaceState } = context as unknown as Record<string, FakeMemento>;
    const kept = [...log.lines, editor.message?.text, globalState?.text, workspaceState?.text].join();
    expect(kept).not.toContain(passphrase.trim());
    expect(JSON.stringify(transport.requests).split('correct horse')).toHaveLength(2);
  });

  it('show no message if the user cancels', async () => {
    const { run } = register(lockedFile, lockedFile);
    const done = run('unlockVault')?.();
    (await editor.inputBoxes.next()).close();
    await done;
    expect(editor.messages).toEqual([]);
  });
});
