import { beforeEach, describe, expect, it } from 'vitest';
import type { GlobalEnvironmentVariableCollection } from 'vscode';
import { NewTerminals } from '../../../extension/src/features/terminals/newTerminals.ts';
import {
  stopUsingInNewTerminals,
  useInNewTerminals,
} from '../../../extension/src/features/terminals/useInNewTerminals.ts';
import { SessionEnvironments } from '../../../extension/src/infrastructure/delivery/sessionEnvironments.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import type { EnvironmentVariable, SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, folder, openEditor, type EnvironmentVariableCollection } from './fakes/vscode.ts';
import { fakeLog, inMinutes, session } from './support/samples.ts';

const prod = session({ expiration: '2999-01-01T00:00:00Z' });
const dev = session({ sessionId: 'session-2', profile: 'dev', expiration: '2999-01-01T00:00:00Z' });

const variables: EnvironmentVariable[] = [
  { name: 'PROFILE', value: 'prod' },
  { name: 'REGION', value: 'eu-central-1' },
  { name: 'KEY', value: null },
];

let store: SessionStore;
let terminals: NewTerminals;
let collection: EnvironmentVariableCollection;
let revision: number;

function become(...sessions: SessionInfo[]): void {
  store.apply({ revision: ++revision, hostId: 'host-1', sessions });
}

beforeEach(() => {
  collection = openEditor().environmentVariables;
  revision = 0;
  store = new SessionStore();
  terminals = new NewTerminals(collection as unknown as GlobalEnvironmentVariableCollection, store);
  become(prod, dev);
});

describe('new terminals', () => {
  it('have no variables until a session is used, and never persist them', () => {
    expect(collection.writes).toEqual([]);
    terminals.use(prod, undefined, variables);
    expect(collection.writes[0]).toBe('persistent false');
    terminals.use(dev, undefined, variables);
    expect(collection.writes.filter((write) => write.startsWith('persistent'))).toHaveLength(1);
  });

  it("get the values before and after the shell's start-up files, and ignore removals", () => {
    terminals.use(prod, undefined, variables);
    expect(collection.values).toEqual({ PROFILE: 'prod', REGION: 'eu-central-1' });
    expect(collection.get('PROFILE')?.options).toEqual({ applyAtProcessCreation: true, applyAtShellIntegration: true });
    expect(collection.description).toMatchObject({ value: 'AWS role prod&#45;admin in account 444455556666' });
  });

  it('get Windows paths only where no shell treats them as escapes', () => {
    terminals.use(prod, undefined, [{ name: 'FILE', value: 'C:\\alice\\config' }]);
    expect(collection.get('FILE')?.options).toMatchObject({
      applyAtProcessCreation: true,
      applyAtShellIntegration: false,
    });
  });

  it('are written to only if a value changes', () => {
    terminals.use(prod, undefined, variables);
    collection.writes.length = 0;
    terminals.use(prod, undefined, variables);
    expect(collection.writes).toEqual([]);
    terminals.use(dev, undefined, [{ name: 'PROFILE', value: 'dev' }]);
    expect(collection.writes).toEqual(['description', 'delete REGION', 'replace PROFILE']);
  });

  it.each(['refreshing', 'expiring', 'needsMfa', 'failed', 'expired', 'assuming'] as const)(
    'keep their variables, without a write, while their session is %s and when it is renewed',
    (state) => {
      terminals.use(prod, undefined, variables);
      collection.writes.length = 0;
      become({ ...prod, state });
      become({ ...prod, expiration: inMinutes(600) });
      expect(collection.writes).toEqual([]);
      expect(terminals.haveSession('session-1')).toBe(true);
    },
  );

  it('lose the variables when their session ends', () => {
    terminals.use(prod, undefined, variables);
    become(dev);
    expect(collection.values).toEqual({});
    expect(terminals.scopes()).toEqual([]);
  });

  it('lose the variables when the host ends, and do not get them back with the next one', () => {
    terminals.use(prod, undefined, variables);
    store.reset();
    expect(collection.values).toEqual({});
    become(prod);
    expect(collection.values).toEqual({});
  });

  it('lose the variables when the extension is disposed', () => {
    terminals.use(prod, undefined, variables);
    terminals.dispose();
    expect(collection.values).toEqual({});
  });

  it('detect a session other than the given one', () => {
    expect(terminals.haveOtherSessionThan('session-1')).toBe(false);
    terminals.use(prod, undefined, variables);
    expect([terminals.haveOtherSessionThan('session-1'), terminals.haveOtherSessionThan('session-2')]).toEqual([
      false,
      true,
    ]);
  });

  it('of one folder are independent of those of another', () => {
    const [api, web] = [folder('api'), folder('web')];
    terminals.use(prod, api as never, variables);
    terminals.use(dev, web as never, [{ name: 'PROFILE', value: 'dev' }]);
    expect(collection.values).toEqual({});
    expect(collection.getScoped({ workspaceFolder: api }).values).toEqual({ PROFILE: 'prod', REGION: 'eu-central-1' });
    become(dev);
    expect(collection.getScoped({ workspaceFolder: api }).values).toEqual({});
    expect(collection.getScoped({ workspaceFolder: web }).values).toEqual({ PROFILE: 'dev' });
    expect(terminals.scopes()).toEqual([web]);
  });
});

describe('Use in All New Terminals', () => {
  let assumed: (string | undefined)[];
  let transport: FakeTransport;

  async function use(profile?: string) {
    assumed = [];
    transport = new FakeTransport({ variables });
    const chooser = new SessionChooser(store, (name) => {
      assumed.push(name);
      return Promise.resolve(dev);
    });
    await useInNewTerminals(chooser, new SessionEnvironments(new HostApi(transport), fakeLog()), terminals, profile);
  }

  beforeEach(() => {
    become(prod);
  });

  it('gives the session to the workspace and confirms it', async () => {
    await use();
    expect(transport.params).toEqual([{ sessionId: 'session-1', use: 'allTerminals', delivery: 'profile' }]);
    expect(collection.values).toMatchObject({ PROFILE: 'prod' });
    expect(editor.statusBarMessages).toEqual([
      '$(key) New terminals will use prod-admin. Open terminals are unchanged.',
    ]);
    expect(editor.quickPicks).toEqual([]);
  });

  it('accepts the profile from the argument', async () => {
    await use('dev');
    expect(assumed).toEqual(['dev']);
    expect(terminals.haveSession('session-2')).toBe(true);
  });

  it('gives the session to the only folder as a folder, so that a second one gets none', async () => {
    editor.folders = [folder('api')];
    await use();
    expect(collection.values).toEqual({});
    expect(collection.getScoped({ workspaceFolder: editor.folders[0] }).values).toMatchObject({ PROFILE: 'prod' });
  });

  it.each([
    ['web', ['web']],
    ['All folders', ['api', 'web']],
  ])('asks for the folder if there are several (%s)', async (choice, names) => {
    editor.folders = [folder('api'), folder('web')];
    editor.choice = choice;
    await use();
    expect(editor.quickPicks[0]?.items.map(({ label }) => label)).toEqual(['All folders', 'api', 'web']);
    expect(terminals.scopes().map((scope) => scope?.name)).toEqual(names);
  });

  it('assumes nothing if the user chooses no folder', async () => {
    editor.folders = [folder('api'), folder('web')];
    become();
    await expect(use()).rejects.toThrow();
    expect(assumed).toEqual([]);
  });
});

describe('Stop Using in New Terminals', () => {
  it('removes the session without asking if there is one folder', async () => {
    terminals.use(prod, undefined, variables);
    await stopUsingInNewTerminals(terminals);
    expect(collection.values).toEqual({});
    expect(editor.quickPicks).toEqual([]);
  });

  it.each([
    ['web', ['api']],
    ['All folders', []],
  ])('asks for the folder if there are several (%s)', async (choice, left) => {
    for (const name of ['api', 'web']) {
      terminals.use(prod, folder(name) as never, variables);
    }
    editor.choice = choice;
    await stopUsingInNewTerminals(terminals);
    expect(terminals.scopes().map((scope) => scope?.name)).toEqual(left);
  });

  it('fails if no session is used', async () => {
    await expect(stopUsingInNewTerminals(terminals)).rejects.toThrow('New terminals use no role.');
  });
});
