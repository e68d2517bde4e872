import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RecentRoles } from '../../../extension/src/features/assume/recentRoles.ts';
import { RolePicker } from '../../../extension/src/features/assume/rolePicker.ts';
import { SsoRoles } from '../../../extension/src/features/assume/ssoRoles.ts';
import {
  accountOf,
  arnAtCursor,
  maintainArnKey,
  type CursorPlace,
} from '../../../extension/src/features/console/arnAtCursor.ts';
import { OpenConsole } from '../../../extension/src/features/console/openConsole.ts';
import { RecentServices } from '../../../extension/src/features/console/recentServices.ts';
import { serviceItems } from '../../../extension/src/features/console/servicePicker.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { openAddress } from '../../../extension/src/infrastructure/presentation/openAddress.ts';
import { PromptedRequests } from '../../../extension/src/infrastructure/prompts/promptedRequests.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import { Methods, type SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeMemento } from './fakes/memento.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { mfaRequired, profile, session } from './support/samples.ts';

const future = new Date(Date.now() + 3_600_000).toISOString();
const dev = session({ sessionId: 'session-1', profile: 'dev', account: '222233334444', expiration: future });
const prod = session({ sessionId: 'session-2', profile: 'prod', expiration: future, isProduction: true });
const url = 'http://127.0.0.1:4000/open/ticket-_%2B?a=b%26c#d%20e';
const link = { url, profile: 'dev', region: 'eu-central-1', notes: [], lasts: 'The console lasts 1 h.' };
const services = {
  services: [
    { name: 'lambda', title: 'Lambda', otherNames: ['fn'] },
    { name: 's3', title: 'S3', otherNames: [] },
  ],
};

let store: SessionStore;
let recent: RecentServices;

beforeEach(() => {
  openEditor();
  store = new SessionStore();
  recent = new RecentServices(new FakeMemento());
});

function create(sessions: readonly SessionInfo[], ...answers: unknown[]) {
  store.apply({ revision: 1, hostId: 'host-1', sessions });
  const transport = new FakeTransport(...answers);
  const api = new HostApi(transport);
  const assumed: (string | undefined)[] = [];
  const chooser = new SessionChooser(store, (name) => {
    assumed.push(name);
    return Promise.resolve(session({ profile: name ?? 'picked', sessionId: 'session-9', expiration: future }));
  });
  const requests = new PromptedRequests(api);
  return { transport, assumed, console: new OpenConsole(api, requests, chooser, store, new ProfileStore(api), recent) };
}

const place = (text: string, character: number): CursorPlace => ({
  document: { lineAt: () => ({ text }) },
  selection: { active: { line: 0, character } },
});

describe('Open Console', () => {
  it('opens the home page of a row at once, with the address as the host gave it', async () => {
    const { console, transport } = create([dev], link);
    await console.open({ sessionId: 'session-1' });
    expect(transport.requests).toMatchObject([
      { method: Methods.createConsoleLink, params: { sessionId: 'session-1' } },
    ]);
    expect(editor.openedAddresses).toEqual([url]);
    expect(editor.statusBarMessages).toEqual(['$(globe) The console lasts 1 h.']);
  });

  it('says so where the browser cannot reach the address', async () => {
    editor.forwardsTo = 'https://editor.example/proxy/4000/';
    await expect(create([dev], link).console.open({ sessionId: 'session-1' })).rejects.toThrow(
      'Your browser cannot reach the address that opens the console: VS Code forwards it to another one.',
    );
    expect(editor.openedAddresses).toEqual([]);
  });

  it('asks for a service without a row, and remembers it', async () => {
    const { console, transport } = create([dev], services, link);
    const opened = console.open();
    const list = await (await editor.lists.next()).ready();
    expect(list.labels).toEqual(['Console Home', '-- All services --', 'Lambda', 'S3']);
    list.accept('S3');
    await opened;
    expect(transport.params[1]).toEqual({ sessionId: 'session-1', service: 's3' });
    expect(recent.list()).toEqual(['s3']);
  });

  it('assumes the profile of a row first', async () => {
    const { console, assumed } = create([], link);
    await console.open({ profile: profile({ name: 'dev' }) });
    expect(assumed).toEqual(['dev']);
  });

  it('asks before the console of production, and opens nothing if the user declines', async () => {
    const { console, transport } = create([prod], link);
    const opened = console.open({ sessionId: 'session-2' });
    await vi.waitFor(() => {
      expect(editor.message).toBeDefined();
    });
    expect(editor.message?.text).toBe('Open the console with the production role prod?');
    await editor.message?.press('Cancel');
    await expect(opened).rejects.toThrow(UserCancelledError);
    expect(transport.requests).toEqual([]);
    expect(editor.openedAddresses).toEqual([]);
  });

  it('asks for an MFA code and sends the same request again', async () => {
    editor.settings['roleassist.consoleHours'] = 12;
    const { console, transport } = create([dev], mfaRequired(), link);
    const opened = console.open({ sessionId: 'session-1' });
    (await editor.inputBoxes.next()).answer('123456');
    await opened;
    expect(transport.params).toEqual([
      { sessionId: 'session-1', durationSeconds: 43_200 },
      { sessionId: 'session-1', durationSeconds: 43_200, tokenCode: '123456' },
    ]);
  });

  it.each([
    ['arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Dev_0123/me', { viaPortal: true }],
    ['arn:aws:sts::222233334444:assumed-role/dev/me', {}],
  ])('uses the link of the portal only for its roles: %s', async (arn, more) => {
    editor.settings['roleassist.consoleViaPortal'] = true;
    const { console, transport } = create([session({ ...dev, arn })], link);
    await console.open({ sessionId: 'session-1' });
    expect(transport.params).toEqual([{ sessionId: 'session-1', ...more }]);
  });

  it('shows what should be known, as plain text', async () => {
    const { console } = create([dev], { ...link, notes: ['No [role](command:x).', 'Second.'] });
    await console.open({ sessionId: 'session-1' });
    expect(editor.message?.text).toBe('No [role] (command:x). Second.');
  });

  it('says nothing if the user does not open the address', async () => {
    editor.opensAddresses = false;
    const { console } = create([dev], link);
    await console.open({ sessionId: 'session-1' });
    expect(editor.statusBarMessages).toEqual([]);
  });
});

describe('the button of a row in the role picker', () => {
  it('opens the console of a session or of a profile', async () => {
    store.apply({ revision: 1, hostId: 'host-1', sessions: [dev] });
    for (const [name, argument, index] of [
      ['dev', { sessionId: 'session-1' }, 0],
      ['prod-admin', { profile: 'prod-admin' }, 0],
    ] as const) {
      const profiles = new ProfileStore(new HostApi(new FakeTransport({ profiles: [profile()], problems: [] })));
      const ssoRoles = new SsoRoles(new HostApi(new FakeTransport()));
      const picking = new RolePicker(profiles, store, new RecentRoles(new FakeMemento()), ssoRoles).pick();
      const list = await (await editor.lists.next()).ready();
      list.pressButtonOf(name, index);
      await expect(picking).rejects.toThrow(UserCancelledError);
      expect(editor.executed.at(-1)).toEqual(['roleassist.openConsole', argument]);
    }
  });
});

describe('the service picker', () => {
  it('lists recent services first and each once', () => {
    const labels = serviceItems(services.services, ['s3', 'gone']).map(({ label }) => label);
    expect(labels).toEqual(['Console Home', 'Recent', 'S3', 'All services', 'Lambda']);
  });

  it.each(['brand-new', 'arn:aws:s3:::bucket'])('offers what is typed: %s', async (text) => {
    const { console, transport } = create([dev], services, link);
    const opened = console.openService({ sessionId: 'session-1' });
    const list = await (await editor.lists.next()).ready();
    list.type(text);
    list.accept(`Open ${text}`);
    await opened;
    expect(transport.params[1]).toEqual({ sessionId: 'session-1', service: text });
    expect(recent.list()).toEqual(text.startsWith('arn:') ? [] : [text]);
  });

  it('remembers the five last services', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) {
      await recent.add(name);
    }
    expect(recent.list()).toEqual(['c', 'f', 'e', 'd', 'b']);
  });
});

describe('an ARN at the cursor', () => {
  const arn = 'arn:aws:lambda:eu-west-1:222233334444:function:job';

  it.each([
    [arn, 0],
    [arn, arn.length],
    [`  Resource: "${arn}",`, 20],
    [`see ${arn}.`, 10],
    [`['${arn}', 'arn:aws:s3:::x']`, 5],
  ])('is found in %j', (text, character) => {
    expect(arnAtCursor(place(text, character))).toBe(arn);
  });

  it.each([
    [`${arn} here`, arn.length + 3],
    ['arn:aws', 3],
    ['no arn', 2],
    [`${'x'.repeat(10_000)}${arn}`, 10_005],
  ])('is not found elsewhere', (text, character) => {
    expect(arnAtCursor(place(text, character))).toBeUndefined();
  });

  it('has the account, if it has one', () => {
    expect(accountOf(arn)).toBe('222233334444');
    expect(accountOf('arn:aws:s3:::bucket')).toBeUndefined();
    expect(accountOf('arn:aws:iam::aws:policy/x')).toBeUndefined();
  });

  it('is opened with a session in its account', async () => {
    const { console, transport } = create([prod, dev], link);
    await console.openArn(place(arn, 5));
    expect(transport.params).toEqual([{ sessionId: 'session-1', service: arn }]);
  });

  it('is opened with a profile in its account if there is no session', async () => {
    const profiles = [profile(), profile({ name: 'dev', account: '222233334444' })];
    const { console, assumed } = create([], { profiles, problems: [] }, link);
    await console.openArn(place(arn, 5));
    expect(assumed).toEqual(['dev']);
  });

  it('is not opened if no session and no profile is in its account', async () => {
    const { console } = create([prod], { profiles: [profile()], problems: [] });
    await expect(console.openArn(place(arn, 5))).rejects.toThrow('222233334444');
    expect(editor.openedAddresses).toEqual([]);
  });

  it('is opened with any session if it names no account', async () => {
    const { console, transport } = create([dev], link);
    await console.openArn(place('arn:aws:s3:::bucket', 5));
    expect(transport.params).toEqual([{ sessionId: 'session-1', service: 'arn:aws:s3:::bucket' }]);
  });

  it('is required', async () => {
    const { console } = create([dev]);
    await expect(console.openArn(undefined)).rejects.toThrow('There is no ARN at the cursor.');
    await expect(console.openArn(place('text', 1))).rejects.toThrow('There is no ARN at the cursor.');
  });

  it('sets the context key of the menu, and only when it changes', () => {
    const key = maintainArnKey();
    editor.selections.fire({ textEditor: place(arn, 3) });
    editor.selections.fire({ textEditor: place(arn, 4) });
    editor.activatedEditors.fire(undefined);
    expect(editor.executed).toEqual([
      ['setContext', 'roleassist.arnAtCursor', true],
      ['setContext', 'roleassist.arnAtCursor', false],
    ]);
    key.dispose();
  });
});

it('an address reaches VS Code as the same string', async () => {
  await openAddress(url);
  expect(editor.openedAddresses).toStrictEqual([url]);
});
