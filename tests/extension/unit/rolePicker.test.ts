import { beforeEach, describe, expect, it } from 'vitest';
import { AssumeRoleCommands } from '../../../extension/src/features/assume/assumeRoleCommands.ts';
import { RecentRoles } from '../../../extension/src/features/assume/recentRoles.ts';
import { RoleAssumer } from '../../../extension/src/features/assume/roleAssumer.ts';
import { roleItems, toProfileItem } from '../../../extension/src/features/assume/roleItems.ts';
import { RolePicker } from '../../../extension/src/features/assume/rolePicker.ts';
import { SsoRoles } from '../../../extension/src/features/assume/ssoRoles.ts';
import { looksLikeRole } from '../../../extension/src/features/assume/assumeRequest.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import type { Problem, ProfileInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeMemento } from './fakes/memento.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor, QuickInputButtons } from './fakes/vscode.ts';
import { inMinutes, mfaRequired, now, profile, session } from './support/samples.ts';

const problem = (severity: Problem['severity'], changes: Partial<Problem> = {}): Problem => ({
  code: 'ConfigurationInvalid',
  severity,
  message: `A remark of severity ${severity}.`,
  ...changes,
});

const dev = profile({ name: 'dev', account: '222233334444', roleArn: 'arn:aws:iam::222233334444:role/developer' });
const home = profileWithKeys('home');
const list = (profiles: readonly ProfileInfo[], problems: readonly Problem[] = []) => ({ profiles, problems });

let sessions: SessionStore;
let recent: RecentRoles;

/** The user is signed in to nothing. */
const ssoRoles = new SsoRoles(new HostApi(new FakeTransport()));

function profileWithKeys(name: string): ProfileInfo {
  return { name, kind: 'accessKey', codesNeeded: 0, problems: [] };
}

/** The command, with a host that gives these answers. */
function commands(...answers: unknown[]) {
  const transport = new FakeTransport(...answers);
  const api = new HostApi(transport);
  const picker = new RolePicker(new ProfileStore(api), sessions, recent, ssoRoles);
  return { transport, command: new AssumeRoleCommands(new RoleAssumer(api), picker, recent) };
}

async function openList(...answers: unknown[]) {
  const { transport, command } = commands(...answers);
  const result = command.assumeOne();
  result.catch(() => undefined);
  const open = await (await editor.lists.next()).ready();
  return { transport, result, open };
}

beforeEach(() => {
  openEditor();
  sessions = new SessionStore();
  let time = 0;
  recent = new RecentRoles(new FakeMemento(), () => time++);
});

describe('the picker', () => {
  it('lists active sessions first, then recent roles, then the rest in the order of the files, each once', async () => {
    sessions.apply({ revision: 1, hostId: 'host-1', sessions: [session()] });
    await recent.add({ profile: 'dev' });
    await recent.add({ profile: 'gone' });
    await recent.add({ roleArn: '444455556666/admin', sourceProfile: 'home' });
    const { open } = await openList(list([home, profile(), dev]));
    expect(open.labels).toEqual([
      '-- Active sessions --',
      'prod-admin',
      '-- Recent --',
      '444455556666/admin',
      'dev',
      '-- All profiles --',
      'home',
    ]);
    expect(open).toMatchObject({ matchOnDescription: true, matchOnDetail: true, title: 'Assume Role' });
    expect(open.placeholder).not.toBe('');
    open.close();
  });

  it('opens before the host answers', async () => {
    const { command } = commands(new Promise(() => undefined));
    void command.assumeOne().catch(() => undefined);
    expect(await editor.lists.next()).toMatchObject({ busy: true, items: [] });
  });

  it('assumes the selected profile and remembers it', async () => {
    const { transport, result, open } = await openList(list([home, dev]), { session: session({ profile: 'dev' }) });
    open.accept('dev');
    await expect(result).resolves.toMatchObject({ profile: 'dev' });
    expect(transport.params.at(-1)).toEqual({ profile: 'dev' });
    expect(recent.list()).toEqual([{ profile: 'dev' }]);
  });

  it('uses an active session as it is and renews one that is not ready', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    sessions.apply({ revision: 1, hostId: 'host-1', sessions: [session({ expiration: soon })] });
    const active = await openList(list([]));
    active.open.accept('prod-admin');
    await expect(active.result).resolves.toMatchObject({ sessionId: 'session-1' });
    expect(active.transport.requests).toHaveLength(1);

    sessions.apply({ revision: 2, hostId: 'host-1', sessions: [session({ state: 'needsMfa' })] });
    const stuck = await openList(list([]), { session: session() });
    stuck.open.accept('prod-admin');
    await stuck.result;
    expect(stuck.transport.requests.at(-1)).toMatchObject({ method: 'roleassist/sessions/refresh' });
  });

  it('is canceled if the user closes it', async () => {
    const { result, open } = await openList(list([dev]));
    open.close();
    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  });

  it('fails with the error of the host', async () => {
    const { command } = commands(new HostError('The host is ill.', { code: 'Internal' }));
    await expect(command.assumeOne()).rejects.toThrow('The host is ill.');
  });

  it.each(['warning', 'information'] as const)(
    'accepts a profile whose problem has the severity %s',
    async (severity) => {
      const { result, open } = await openList(list([profile({ problems: [problem(severity)] })]), {
        session: session(),
      });
      open.accept('prod-admin');
      await expect(result).resolves.toMatchObject({ profile: 'prod-admin' });
    },
  );

  it('shows why a profile cannot be assumed and opens its line', async () => {
    const broken = problem('error', { file: '/home/alice/.aws/config', line: 7, column: 3 });
    const { result, open } = await openList(list([profile({ problems: [problem('warning'), broken] })]));
    open.accept('prod-admin');
    await expect(result).rejects.toMatchObject({
      explanation: broken.message,
      errorActions: [
        {
          title: 'Open at Line',
          command: 'vscode.open',
          arguments: [{ path: '/home/alice/.aws/config' }, { selection: { start: { line: 6, character: 2 } } }],
        },
      ],
    });
  });

  it('opens the line of a profile when its button is pressed, without a message', async () => {
    const placed = profile({ file: '/home/alice/.aws/config', line: 3 });
    const { result, open } = await openList(list([placed]));
    open.pressButtonOf('prod-admin');
    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
    expect(editor.executed).toMatchObject([
      ['vscode.open', { path: '/home/alice/.aws/config' }, { selection: { start: { line: 2 } } }],
    ]);
  });

  it('shows that there is nothing to pick, why, and how to add a profile', async () => {
    const unread = problem('error', { message: 'The file cannot be read.', file: '/home/alice/.aws/config' });
    await expect(commands(list([], [unread])).command.assumeOne()).rejects.toMatchObject({
      explanation: 'There are no AWS profiles to assume. The file cannot be read.',
      errorActions: [{ title: 'Open at Line' }],
    });
    await expect(commands(list([])).command.assumeOne()).rejects.toMatchObject({
      explanation: 'There are no AWS profiles to assume.',
      errorActions: [{ command: 'roleassist.setUpProfile' }, { command: 'roleassist.startSandbox' }],
    });
  });

  it('sets 10,000 profiles once, regardless of how much the user types', async () => {
    const many = Array.from({ length: 10_000 }, (_, number) => profile({ name: `profile-${number}` }));
    const { open } = await openList(list(many));
    expect(open.items).toHaveLength(10_001);
    for (const text of ['p', 'pr', 'profile-9', 'profile-99', 'admin', '']) {
      open.type(text);
    }
    expect(open.handovers).toBe(1);

    for (let end = 5; end <= 'arn:aws:iam::222233334444:role/admin'.length; end++) {
      open.type('arn:aws:iam::222233334444:role/admin'.slice(0, end));
    }
    expect(open.labels).toEqual(['Assume arn:aws:iam::222233334444:role/admin']);
    open.type('');
    expect(open.items).toHaveLength(10_001);
    open.close();
  });
});

describe('a role that is typed', () => {
  const typed = 'Assume 444455556666/admin';
  const typedArn = 'Assume arn:aws:iam::444455556666:role/admin';

  it.each([
    ['arn:aws:iam::444455556666:role/admin', true],
    [' arn:aws-cn:iam::', true],
    ['444455556666/admin', true],
    ['444455556666 admin', true],
    ['444455556666', false],
    ['44445555666/admin', false],
    ['prod-admin', false],
    ['', false],
  ])('is offered for %j: %s', (text, offered) => {
    expect(looksLikeRole(text)).toBe(offered);
  });

  it('is assumed with the profile of the second step and remembered', async () => {
    const { transport, result, open } = await openList(list([home, dev]), { session: session() });
    expect(open.step).toBeUndefined();
    open.type('444455556666/admin');
    expect(open).toMatchObject({ step: 1, totalSteps: 2 });
    expect(open.item(typed)).toMatchObject({ alwaysShow: true });
    open.accept(typed);
    const source = await (await editor.lists.next()).ready();
    expect(source).toMatchObject({ step: 2, totalSteps: 2, buttons: [QuickInputButtons.Back] });
    source.accept('home');
    await result;
    const typedRole = { roleArn: '444455556666/admin', sourceProfile: 'home' };
    expect(transport.params.at(-1)).toEqual(typedRole);
    expect(recent.list()).toEqual([typedRole]);
  });

  it('is assumed with the AWS default credentials if the user selects them', async () => {
    const { transport, result, open } = await openList(list([home]), { session: session() });
    open.type('arn:aws:iam::444455556666:role/admin ');
    open.accept(typedArn);
    (await (await editor.lists.next()).ready()).accept('Default credentials');
    await result;
    expect(transport.params.at(-1)).toEqual({ roleArn: 'arn:aws:iam::444455556666:role/admin' });
  });

  it('is no longer offered if the text is not a role', async () => {
    const { open } = await openList(list([home]));
    open.type('444455556666/admin');
    open.type('hom');
    expect(open.labels).toEqual(['-- All profiles --', 'home']);
    expect(open.step).toBeUndefined();
    open.close();
  });

  it('is kept after going back', async () => {
    const { open } = await openList(list([home]), list([home]));
    open.type('444455556666/admin');
    open.accept(typed);
    (await (await editor.lists.next()).ready()).press(QuickInputButtons.Back);
    const again = await (await editor.lists.next()).ready();
    expect(again).toMatchObject({ value: '444455556666/admin', step: 1 });
    again.close();
  });

  it('can be corrected if the host rejects it, with the error in view until it changes', async () => {
    const refusal = new HostError("AWS has no partition 'awz'.", {
      code: 'InvalidArgument',
      hint: "Did you mean 'aws'?",
    });
    const { result, open } = await openList(list([home]), refusal, list([home]), { session: session() });
    open.type('arn:awz:iam::444455556666:role/admin');
    open.accept('Assume arn:awz:iam::444455556666:role/admin');
    (await (await editor.lists.next()).ready()).accept('home');

    const again = await (await editor.lists.next()).ready();
    expect(again.value).toBe('arn:awz:iam::444455556666:role/admin');
    expect(again.items[0]).toMatchObject({
      detail: "AWS has no partition 'awz'. Did you mean 'aws'?",
      alwaysShow: true,
    });
    again.type('arn:aws:iam::444455556666:role/admin');
    expect(again.labels[0]).toBe(typedArn);
    again.accept(typedArn);
    (await (await editor.lists.next()).ready()).accept('home');
    await expect(result).resolves.toMatchObject({ profile: 'prod-admin' });
    expect(editor.messages).toEqual([]);
  });
});

describe('text that is typed into the picker', () => {
  const teams = ['team1-dev', 'team7-dev', 'platform', 'prod-admin'].map((name, index) =>
    profile({ name, account: `00000000029${index}`, roleArn: `arn:aws:iam::00000000029${index}:role/${name}` }),
  );

  /** The labels of the rows that VS Code's filter does not hide for the text. */
  async function found(text: string): Promise<string[]> {
    const { open } = await openList(list(teams));
    open.type(text);
    const labels = open.items
      .filter((item) => item.kind === undefined)
      .filter((item) => (item as { alwaysShow?: boolean }).alwaysShow === true || shows(item, text))
      .map(({ label }) => label);
    open.close();
    return labels;
  }

  const shows = (
    { label, description, detail }: { label: string; description?: string; detail?: string },
    text: string,
  ) => [label, description, detail].some((shown) => shown?.includes(text));

  it.each([
    ['team7 291', ['team7-dev']],
    ['291 team7', ['team7-dev']],
    ['platform 292', ['platform']],
    ['TEAM7  DEV', ['team7-dev']],
    ['admn', ['prod-admin']],
    ['pltfrm', ['platform']],
    ['dev', ['team1-dev', 'team7-dev']],
    ['role/team7', ['team7-dev']],
    ['team7 999', ['No matching roles']],
    ['nothing-here', ['No matching roles']],
  ])('finds for %j: %j', async (text, labels) => {
    expect(await found(text)).toEqual(labels);
  });

  it('does not accept the row that shows that nothing matches', async () => {
    const { open } = await openList(list(teams));
    open.type('nothing-here');
    open.accept('No matching roles');
    expect(open.isOpen).toBe(true);
    open.close();
  });

  it('does not accept a row that matched an earlier text', async () => {
    const { open, transport } = await openList(list(teams));
    open.type('team7 29');
    const early = open.item('team7-dev');
    open.value = 'team1 29';
    open.acceptItem(early);
    expect([open.isOpen, transport.requests.length]).toEqual([true, 1]);
    open.close();
  });

  it.each([
    'arn:aws:iam::000000000291:role/team7-dev',
    ' arn:aws:iam::000000000291:role/team7-dev ',
    '000000000291/team7-dev',
    '000000000291 team7-dev',
    '000000000291:role/team7-dev',
  ])('shows the profile with the typed role before the role itself: %j', async (text) => {
    const { open } = await openList(list(teams));
    open.type(text);
    expect(open.labels.slice(0, 2)).toEqual(['team7-dev', 'Assume with Other Credentials']);
    open.close();
  });

  it.each([
    ['no default profile', [home, dev], ['home', 'dev', 'Default credentials']],
    ['a default profile', [profileWithKeys('default'), home], ['Default credentials', 'default', 'home']],
  ])('asks for the source profile with %s', async (_, profiles, labels) => {
    const { open } = await openList(list(profiles));
    open.type('000000000291/team7-dev');
    open.accept('Assume 000000000291/team7-dev');
    const source = await (await editor.lists.next()).ready();
    expect(source.labels).toEqual(labels);
    source.close();
  });

  it('is kept if its source profile does not exist', async () => {
    const missing = new HostError("There is no profile 'default'.", { code: 'ProfileNotFound' });
    const { open } = await openList(list([home]), missing, list([home]));
    open.type('000000000291/team7-dev');
    open.accept('Assume 000000000291/team7-dev');
    (await (await editor.lists.next()).ready()).accept('Default credentials');
    const again = await (await editor.lists.next()).ready();
    expect(again.value).toBe('000000000291/team7-dev');
    expect(again.items[0]).toMatchObject({ detail: "There is no profile 'default'." });
    again.close();
  });
});

describe('several roles', () => {
  async function check(...labels: string[]) {
    const open = await (await editor.lists.next()).ready();
    expect(open.canSelectMany).toBe(true);
    open.accept(...labels);
  }

  it('are assumed in sequence, with one code if it serves them all', async () => {
    const { transport, command } = commands(
      list([home, profile(), dev]),
      mfaRequired(),
      { session: session() },
      { session: session() },
    );
    const done = command.assumeSeveral();
    await check('prod-admin', 'dev');
    (await editor.inputBoxes.next()).answer('123456');
    await done;
    expect(transport.params.slice(1)).toEqual([
      { profile: 'prod-admin' },
      { profile: 'prod-admin', tokenCode: '123456' },
      { profile: 'dev' },
    ]);
  });

  it('can be selected from the picker of one role, without those that have errors', async () => {
    const broken = profile({ name: 'broken', problems: [problem('error')] });
    const { result, open } = await openList(list([dev, broken]), list([dev, broken]), { session: session() });
    open.press(open.buttons[0]);
    const several = await (await editor.lists.next()).ready();
    expect(several.labels).toEqual(['dev']);
    several.accept('dev');
    await result;
  });

  it('report all errors in one message, and do not prevent the others from being assumed', async () => {
    const denied = () => new HostError('AWS does not allow it.', { code: 'AccessDenied' });
    const { transport, command } = commands(list([home, profile(), dev]), denied(), denied(), { session: session() });
    const done = command.assumeSeveral();
    await check('home', 'prod-admin', 'dev');
    await expect(done).rejects.toMatchObject({
      explanation: '2 of 3 roles could not be assumed. home: AWS does not allow it. prod-admin: AWS does not allow it.',
    });
    expect(transport.params.at(-1)).toEqual({ profile: 'dev' });
  });

  it('are all canceled if the user closes the prompt', async () => {
    const { transport, command } = commands(list([profile(), dev]), mfaRequired());
    const done = command.assumeSeveral();
    done.catch(() => undefined);
    await check('prod-admin', 'dev');
    (await editor.inputBoxes.next()).close();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
    expect(transport.requests).toHaveLength(2);
  });

  it('need at least one selection: otherwise the list stays open', async () => {
    const { command } = commands(list([dev]));
    const done = command.assumeSeveral();
    done.catch(() => undefined);
    const open = await (await editor.lists.next()).ready();
    open.accept();
    expect(open.isOpen).toBe(true);
    open.close();
    await expect(done).rejects.toBeInstanceOf(UserCancelledError);
  });
});

describe('a row of the picker', () => {
  it('shows account, role and requirements, and is found by its ARN', () => {
    expect(toProfileItem(profile({ codesNeeded: 1, plan: 'MFA code · 1 h, renewed for 8 h' }))).toMatchObject({
      label: 'prod-admin',
      description: '444455556666/admin',
      detail: 'eu-central-1 · through home · MFA code · 1 h, renewed for 8 h',
      keywords: ['arn:aws:iam::444455556666:role/admin', '444455556666'],
      blocker: undefined,
    });
  });

  it('shows the full name of a role with a path', () => {
    const roleArn = 'arn:aws-us-gov:iam::444455556666:role/team/ops/admin';
    expect(toProfileItem(profile({ roleArn })).description).toBe('444455556666/team/ops/admin');
  });

  it('shows the credential source if there is no role', () => {
    expect(toProfileItem(home)).toMatchObject({ description: 'access keys', detail: '' });
    expect(toProfileItem({ ...home, kind: 'ssoSession', account: '222233334444' }).description).toBe(
      'IAM Identity Center · 222233334444',
    );
  });

  it('marks production with a label', () => {
    expect(toProfileItem(profile({ isProduction: true }))).toMatchObject({
      description: 'PRODUCTION · 444455556666/admin',
      iconPath: { id: 'shield' },
    });
  });

  it('shows a warning beside the details, and an error instead of them', () => {
    expect(toProfileItem(profile({ problems: [problem('warning')] }))).toMatchObject({
      detail: 'eu-central-1 · through home · A remark of severity warning.',
      iconPath: { id: 'warning' },
    });
    expect(toProfileItem(profile({ problems: [problem('warning'), problem('error')] }))).toMatchObject({
      detail: 'A remark of severity error.',
      iconPath: { id: 'error' },
    });
  });

  it('shows the time left of a session, or what is wrong with it', () => {
    const [, good] = roleItems([session({ isProduction: true, expiration: inMinutes(42) })], [], [], [], now);
    expect(good).toMatchObject({
      label: 'prod-admin',
      description: 'PRODUCTION · 444455556666 · 42m',
      detail: 'eu-central-1',
      keywords: ['arn:aws:sts::444455556666:assumed-role/admin/alice@laptop'],
    });
    const [, stuck] = roleItems([session({ state: 'needsMfa', remark: 'A code is needed.' })], [], [], [], now);
    expect(stuck?.description).toContain('needs MFA code');
    expect(stuck).toMatchObject({ detail: 'eu-central-1 · A code is needed.', iconPath: { id: 'warning' } });
  });
});

describe('a role without a profile', () => {
  const signIns = [
    { name: 'corp', kind: 'identityCenter', state: 'signedIn', isSsoSession: true },
    { name: 'out', kind: 'identityCenter', state: 'signedOut', isSsoSession: true },
    { name: 'older', kind: 'identityCenter', state: 'signedIn' },
  ];
  const accounts = { accounts: [{ accountId: '222233334444', name: 'Shop' }] };
  const roles = { roles: [{ roleName: 'Admin' }, { roleName: 'Reader', profile: 'dev' }] };

  /** Opens the picker of a user who is signed in to one session. */
  async function openRoles(profiles: unknown, ...answers: unknown[]) {
    const lists = new FakeTransport({ revision: 1, signIns }, ...answers);
    const transport = new FakeTransport(profiles, { session: session({ profile: 'corp/222233334444/Admin' }) });
    const api = new HostApi(transport);
    const picker = new RolePicker(new ProfileStore(api), sessions, recent, new SsoRoles(new HostApi(lists)));
    const result = new AssumeRoleCommands(new RoleAssumer(api), picker, recent).assumeOne();
    result.catch(() => undefined);
    return { lists, transport, result, open: await (await editor.lists.next()).ready() };
  }

  const next = async () => (await editor.lists.next()).ready();

  it('is picked by its account, and remembered', async () => {
    const { lists, transport, result, open } = await openRoles(list([]), accounts, roles);
    expect(open.labels).toEqual(['-- Without a profile --', 'Accounts and Roles of corp…']);
    open.accept('Accounts and Roles of corp…');
    const account = await next();
    expect(account.items).toMatchObject([{ label: 'Shop', description: '222233334444' }]);
    account.accept('Shop');
    const role = await next();
    expect(role.items.map(({ label, description }) => [label, description])).toEqual([
      ['Admin', 'no profile'],
      ['Reader', 'profile dev'],
    ]);
    role.accept('Admin');
    await result;

    const ssoAccount = { session: 'corp', accountId: '222233334444', roleName: 'Admin' };
    expect(lists.params.slice(1)).toEqual([{ session: 'corp' }, { session: 'corp', accountId: '222233334444' }]);
    expect(transport.params.at(-1)).toEqual({ ssoAccount });
    expect(recent.list()).toEqual([{ ssoAccount }]);
    const again = await openList(list([dev]));
    expect(again.open.labels.slice(0, 2)).toEqual(['-- Recent --', 'corp/222233334444/Admin']);
    again.open.close();
  });

  it('that has a profile after all is assumed with it', async () => {
    const { transport, result, open } = await openRoles(list([dev]), accounts, roles);
    open.accept('Accounts and Roles of corp…');
    (await next()).accept('Shop');
    (await next()).accept('Reader');
    await result;
    expect(transport.params.at(-1)).toEqual({ profile: 'dev' });
  });

  it('can be left step by step', async () => {
    const { open } = await openRoles(list([dev]), accounts, roles, accounts, { revision: 2, signIns });
    open.accept('Accounts and Roles of corp…');
    (await next()).accept('Shop');
    (await next()).press(QuickInputButtons.Back);
    (await next()).press(QuickInputButtons.Back);
    expect((await editor.lists.next()).title).toBe('Assume Role');
  });
});
