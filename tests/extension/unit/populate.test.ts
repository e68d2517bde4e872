import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerPopulate } from '../../../extension/src/features/populate/registerPopulate.ts';
import { CommandRegistry } from '../../../extension/src/infrastructure/commands/commandRegistry.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import type { Platform } from '../../../extension/src/infrastructure/platform.ts';
import type {
  PopulateAction,
  PopulateChange,
  PopulatePreview,
  SignInInfo,
} from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor, QuickInputButtons } from './fakes/vscode.ts';
import { extensionContext } from './support/context.ts';
import { fakeLog } from './support/samples.ts';

const change = (action: PopulateAction, profile: string, roleName = 'Developer'): PopulateChange => ({
  action,
  profile,
  accountId: '222233334444',
  accountName: 'Shop',
  roleName,
  reason: 'It is new.',
});

const plan = (changes: readonly PopulateChange[], more: Partial<PopulatePreview> = {}): PopulatePreview => ({
  session: 'corp',
  changes,
  before: '',
  after: '[profile Shop-Developer]\nsso_session = corp\n',
  notes: [],
  plan: 'plan-1',
  ...more,
});

const signIn = (changes: Partial<SignInInfo> = {}): SignInInfo => ({
  name: 'corp',
  kind: 'identityCenter',
  state: 'signedIn',
  isSsoSession: true,
  place: 'https://corp.awsapps.com/start',
  ...changes,
});

const added = [change('add', 'Shop-Developer'), change('keep', 'mine')];
const written = { added: 1, removed: 0, file: '/home/alice/.aws/config' };

let transport: FakeTransport;

function run(command: string, argument: unknown, ...answers: unknown[]): Promise<unknown> {
  transport = new FakeTransport(...answers);
  const boundary = new ErrorBoundary(fakeLog());
  const commands = new CommandRegistry(boundary);
  const platform = { api: new HostApi(transport), commands, context: extensionContext('/extension') };
  registerPopulate(platform as unknown as Platform);
  return Promise.resolve(editor.commands.get(command)?.(argument));
}

const add = (...answers: unknown[]) => run('roleassist.addProfiles', 'corp', ...answers);

const sent = () => transport.requests.map(({ method, params }) => [method.split('/').at(-1), params]);

async function message() {
  await vi.waitUntil(() => editor.messages.length > 0);
  return editor.messages.pop() ?? expect.fail();
}

const decision = async () => (await editor.lists.next()).ready();

async function nameThem(template: string): Promise<void> {
  (await editor.inputBoxes.next()).answer(template);
}

beforeEach(() => openEditor());

describe('adding profiles', () => {
  it('shows the plan, writes it when the user accepts, and offers to take it back', async () => {
    const result = add(plan(added), plan(added), written);
    await nameThem('');
    const question = await decision();

    expect(question).toMatchObject({
      ignoreFocusOut: true,
      placeholder: 'Profiles of corp: 1 to add, 0 to remove, 1 stay as they are. Nothing has been written yet.',
    });
    expect(sent().map(([method]) => method)).toEqual(['preview', 'preview']);
    const [left, right] = (editor.executed.find(([id]) => id === 'vscode.diff') ?? []).slice(1, 3) as object[];
    const provider = editor.contentProviders.get('roleassist-populate');
    expect([left, right].map((uri) => provider?.provideTextDocumentContent(uri ?? {}))).toEqual([
      '',
      '[profile Shop-Developer]\nsso_session = corp\n',
    ]);
    expect(editor.tabs).toHaveLength(1);
    question.accept('Add 1 Profile');
    await result;

    expect(sent().slice(1)).toEqual([
      ['preview', { session: 'corp', reuseList: true, template: '{account}-{role}' }],
      ['apply', { session: 'corp', template: '{account}-{role}', plan: 'plan-1' }],
    ]);
    expect(editor.tabs).toEqual([]);
    const told = await message();
    expect(told.text).toBe('1 profile has been added to /home/alice/.aws/config.');
    await told.press('Undo');
    expect(editor.executed).toContainEqual(['roleassist.undoAddProfiles', 'corp']);
  });

  it.each(['Cancel', 'Escape'])('writes nothing if the user answers with %s', async (answer) => {
    const result = add(plan(added), plan(added));
    await nameThem('');
    const list = await decision();
    if (answer === 'Cancel') {
      list.accept(answer);
    } else {
      list.close();
    }
    await result;

    expect(sent().map(([method]) => method)).toEqual(['preview', 'preview']);
    expect(editor.tabs).toEqual([]);
    expect(editor.messages).toEqual([]);
  });

  it('adds the roles that the user picks', async () => {
    const both = [change('add', 'Shop-Dev', 'Dev'), change('add', 'Shop-Ops', 'Ops'), change('add', 'Mail-Ops', 'Ops')];
    const result = add(plan(both), plan([change('add', 'Shop-Dev', 'Dev')]), written);
    const roles = await (await editor.lists.next()).ready();
    expect(roles.items.map(({ label, description }) => [label, description])).toEqual([
      ['Dev', 'in 1 account'],
      ['Ops', 'in 2 accounts'],
    ]);
    expect(roles.selectedItems).toHaveLength(2);
    roles.accept('Dev');
    await nameThem('{role}');
    (await decision()).accept('Add 1 Profile');
    await result;

    expect(sent().slice(1)).toEqual([
      ['preview', { session: 'corp', reuseList: true, roles: ['Dev'], template: '{role}' }],
      ['apply', { session: 'corp', roles: ['Dev'], template: '{role}', plan: 'plan-1' }],
    ]);
  });

  it('removes profiles whose role is gone only if the user wants that', async () => {
    const everything = plan([...added, change('remove', 'gone')]);
    const result = add(everything, everything, { ...written, removed: 1 });
    (await (await editor.lists.next()).ready()).accept('Remove Them');
    await nameThem('');
    (await decision()).accept('Add 1 and Remove 1 Profiles');
    await result;
    expect(sent()[2]?.[1]).toMatchObject({ prune: true });
    expect((await message()).text).toBe('Profiles added to /home/alice/.aws/config: 1. Profiles removed: 1.');

    const keeping = add(everything, plan(added));
    (await (await editor.lists.next()).ready()).accept('Keep Them');
    await nameThem('');
    (await decision()).accept('Cancel');
    await keeping;
    expect(sent()[1]?.[1]).toMatchObject({ prune: false });
  });

  it('asks for the names again if the host rejects them', async () => {
    const wrong = new HostError('The template of names has no placeholder.', { code: 'InvalidArgument' });
    const result = add(plan(added), wrong, plan(added));
    await nameThem('dev');
    const again = await editor.inputBoxes.next();
    expect(again).toMatchObject({ value: 'dev', validationMessage: 'The template of names has no placeholder.' });
    again.answer('{role}');
    (await decision()).accept('Cancel');
    await result;
  });

  it('tells a few notes, without words about the command line', async () => {
    const notes = ['Shop cannot be listed.', 'It is gone. Run roleassist populate corp --prune.', 'C.', 'D.', 'E.'];
    const result = add(plan(added), plan(added, { notes }));
    await nameThem('');
    (await decision()).accept('Cancel');
    expect((await message()).text).toBe('Shop cannot be listed. It is gone. C. There are 2 more notes.');
    await result;
  });

  it('says that there is nothing to do', async () => {
    await add(plan([change('keep', 'mine')]));
    expect(await message()).toMatchObject({
      severity: 'information',
      text: 'There is nothing to add: every role of corp has a profile.',
    });
  });
});

describe('the SSO session', () => {
  const start = (...answers: unknown[]) => run('roleassist.addProfiles', undefined, ...answers);

  it('is picked among the sessions', async () => {
    const older = signIn({ name: 'old', isSsoSession: undefined as unknown as boolean });
    const result = start({ revision: 1, signIns: [signIn(), older] }, plan([]));
    const list = await (await editor.lists.next()).ready();
    expect(list.labels).toEqual(['corp']);
    list.accept('corp');
    await result;
    expect(sent()[1]).toEqual(['preview', { session: 'corp', prune: true }]);
  });

  it('is signed in to first, and only after the user has picked it', async () => {
    const signedOut = { revision: 1, signIns: [signIn({ state: 'signedOut' })] };
    const result = start(signedOut, { revision: 2, signIns: [signIn()] }, plan([]));
    const list = await (await editor.lists.next()).ready();
    expect(list.items[0]?.detail).toBe('Signed out: you sign in with your browser first');
    expect(editor.executed).toEqual([]);
    list.accept('corp');
    await result;
    expect(editor.executed).toContainEqual(['roleassist.signIn', { signIn: 'corp' }]);
    expect(sent()).toHaveLength(3);
  });

  it('stays as it is if signing in fails', async () => {
    const signedOut = { revision: 1, signIns: [signIn({ state: 'signedOut' })] };
    const result = start(signedOut, signedOut);
    (await (await editor.lists.next()).ready()).accept('corp');
    await result;
    expect(sent()).toHaveLength(2);
    expect(editor.messages).toEqual([]);
  });

  it('can be set up if there is none', async () => {
    await start({ revision: 1, signIns: [] });
    const told = await message();
    expect(told.text).toBe('There is no SSO session in the AWS files.');
    await told.press('Set Up a Sign-In');
    expect(editor.executed).toContainEqual(['roleassist.setUpProfile', { kind: 'signIn' }]);
  });
});

describe('taking profiles back', () => {
  it('is one step, without a sign-in', async () => {
    const signIns = [signIn({ state: 'signedOut' })];
    const result = run('roleassist.undoAddProfiles', undefined, { revision: 1, signIns }, { file: '/aws/config' });
    (await (await editor.lists.next()).ready()).accept('corp');
    await result;
    expect(sent()[1]).toEqual(['undo', { session: 'corp' }]);
    expect((await message()).text).toBe('/aws/config is what it was before.');
    expect(editor.executed).toEqual([]);
  });

  it('shows why the host refuses', async () => {
    const changed = new HostError('The profiles cannot be taken back: /aws/config has been changed since.', {
      code: 'InvalidArgument',
    });
    await run('roleassist.undoAddProfiles', 'corp', changed);
    expect(await message()).toMatchObject({ severity: 'error', text: changed.message });
  });
});

it('goes back from the choice about removed profiles to the roles', async () => {
  const everything = plan([change('add', 'a', 'A'), change('add', 'b', 'B'), change('remove', 'gone')]);
  const result = add(everything);
  (await (await editor.lists.next()).ready()).accept('A');
  (await (await editor.lists.next()).ready()).press(QuickInputButtons.Back);
  const roles = await (await editor.lists.next()).ready();
  expect(roles.selectedItems.map(({ label }) => label)).toEqual(['A']);
  roles.close();
  await result;
});
