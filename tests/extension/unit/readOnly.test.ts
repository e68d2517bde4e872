import { beforeEach, describe, expect, it } from 'vitest';
import { AssumeRoleCommands } from '../../../extension/src/features/assume/assumeRoleCommands.ts';
import { RecentRoles } from '../../../extension/src/features/assume/recentRoles.ts';
import { RoleAssumer } from '../../../extension/src/features/assume/roleAssumer.ts';
import { RolePicker } from '../../../extension/src/features/assume/rolePicker.ts';
import { SsoRoles } from '../../../extension/src/features/assume/ssoRoles.ts';
import { PromptedRequests } from '../../../extension/src/infrastructure/prompts/promptedRequests.ts';
import { SessionChooser } from '../../../extension/src/infrastructure/prompts/sessionChooser.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { FakeMemento } from './fakes/memento.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor, type OwnQuickPick } from './fakes/vscode.ts';
import { profile, session } from './support/samples.ts';

const dev = profile({ name: 'dev' });
const keys = { name: 'home', kind: 'accessKey' as const, codesNeeded: 0, problems: [] };
const reading = session({ profile: 'dev', expiration: '2999-01-01T00:00:00Z', policyPreset: 'read-only' });

let sessions: SessionStore;
let recent: RecentRoles;

function commands(...answers: unknown[]) {
  const transport = new FakeTransport(...answers);
  const api = new HostApi(transport);
  const assumer = new RoleAssumer(api, new PromptedRequests(api));
  const noSso = new SsoRoles(new HostApi(new FakeTransport()));
  const picker = new RolePicker(new ProfileStore(api), sessions, recent, noSso);
  return { transport, command: new AssumeRoleCommands(assumer, picker, recent) };
}

async function openList(...answers: unknown[]) {
  const { command, ...rest } = commands({ profiles: [keys, dev], problems: [] }, ...answers);
  const result = command.assumeOne();
  result.catch(() => undefined);
  return { ...rest, result, open: await (await editor.lists.next()).ready() };
}

const buttonsOf = (list: OwnQuickPick, label: string) =>
  (list.item(label).buttons as { tooltip: string }[]).map(({ tooltip }) => tooltip);

beforeEach(() => {
  openEditor();
  sessions = new SessionStore();
  recent = new RecentRoles(new FakeMemento());
});

describe('Assume Read-Only', () => {
  it('asks the host for a session that its policy limits', async () => {
    const { command, transport } = commands({ session: reading });
    await command.assumeReadOnly('dev');
    expect(transport.params).toEqual([{ profile: 'dev', policyPreset: 'read-only' }]);
  });

  it('is a button of roles in the picker, whose session policy can limit them', async () => {
    const { open, result, transport } = await openList({ session: reading });
    expect(buttonsOf(open, 'dev')).toEqual(['Open Console', 'Assume Read-Only']);
    expect(buttonsOf(open, 'home')).toEqual(['Open Console']);
    open.pressButtonOf('dev', 1);
    await result;
    expect(transport.params.at(-1)).toEqual({ profile: 'dev', policyPreset: 'read-only' });
  });

  it('does not replace the role in the picker, and can be repeated from there', async () => {
    await commands({ session: reading }).command.assumeReadOnly('dev');
    const { open, result, transport } = await openList({ session: reading });
    expect(open.labels).toEqual(['-- Recent --', 'dev', '-- All profiles --', 'home', 'dev']);
    expect(open.item('dev').description).toMatch(/^read-only · /);
    open.accept('dev');
    await result;
    expect(transport.params.at(-1)).toEqual({ profile: 'dev', policyPreset: 'read-only' });

    sessions.apply({ revision: 1, hostId: 'host-1', sessions: [reading] });
    const again = await openList();
    expect(again.open.labels).toEqual(['-- Active sessions --', 'dev', '-- All profiles --', 'home', 'dev']);
    expect(again.open.item('dev').description).toContain('read-only');
    again.open.close();
  });

  it('gives nothing that asks for the profile a session that may only read', async () => {
    sessions.apply({ revision: 1, hostId: 'host-1', sessions: [reading] });
    const assumed: unknown[] = [];
    const chooser = new SessionChooser(sessions, (name) => {
      assumed.push(name);
      return Promise.resolve(session({ sessionId: 'full' }));
    });
    expect(await chooser.current('dev')).toMatchObject({ sessionId: 'full' });
    expect(assumed).toEqual(['dev']);
    expect(await chooser.current()).toMatchObject({ sessionId: 'session-1' });
    expect(chooser.currentIfReady('dev')).toBeUndefined();
  });
});
