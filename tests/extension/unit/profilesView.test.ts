import { beforeEach, describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { openProfile } from '../../../extension/src/features/profiles/openProfile.ts';
import { toTreeItem } from '../../../extension/src/features/profiles/profileItems.ts';
import { ProfilesView } from '../../../extension/src/features/profiles/profilesView.ts';
import { profileTree, type Node } from '../../../extension/src/features/profiles/profileTree.ts';
import type { HostState } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import type { Problem, ProfileInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { ProfileStore } from '../../../extension/src/infrastructure/state/profileStore.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, EventEmitter, LogOutputChannel as FakeLog, openEditor } from './fakes/vscode.ts';
import { profile } from './support/samples.ts';

const keys = (name: string): ProfileInfo => ({ name, kind: 'accessKey', codesNeeded: 0, problems: [] });
const role = (name: string, sourceProfile: string) => profile({ name, sourceProfile });
const broken: Problem = { code: 'X', severity: 'error', message: 'A line means nothing.', file: '/config', line: 4 };

const profileOfTheMachine: ProfileInfo = {
  ...keys('prod-admin'),
  kind: 'role',
  roleArn: 'arn:aws:iam::444455556666:role/admin',
};

/** The tree as it is displayed, indented by level. */
function draw(nodes: readonly Node[], indent = ''): string[] {
  return nodes.flatMap((node) => [
    `${indent}${toTreeItem(node).label as string}`,
    ...('children' in node ? draw(node.children, `${indent}  `) : []),
  ]);
}

beforeEach(() => openEditor());

describe('the tree of profiles', () => {
  it('shows each role below its source profile, and others below their credential source', () => {
    const sso: ProfileInfo = { ...keys('corp'), kind: 'sso' };
    const newer: ProfileInfo = { ...keys('corp2'), kind: 'ssoSession' };
    const profiles = [role('audit', 'admin'), keys('home'), role('admin', 'home'), sso, newer, role('dev', 'corp')];
    expect(draw(profileTree({ profiles, problems: [] }))).toEqual([
      'Access keys',
      '  home',
      '    admin',
      '      audit',
      'IAM Identity Center',
      '  corp',
      '    dev',
      '  corp2',
    ]);
  });

  it.each([
    ['two', [role('a', 'b'), role('b', 'a')], ['Roles without a source profile', '  a', '  b']],
    [
      'two and one behind them',
      [role('x', 'a'), role('a', 'b'), role('b', 'a')],
      ['Roles without a source profile', '  a', '    x', '  b'],
    ],
    ['itself, with its own keys', [role('a', 'a')], ['Access keys', '  a']],
    [
      'itself, in vain',
      [{ ...role('a', 'a'), problems: [broken] }],
      ['Roles without a source profile', '  a', '    A line means nothing.'],
    ],
    ['the machine', [profileOfTheMachine], ['Credentials of this machine', '  prod-admin']],
    ['missing', [role('a', 'gone')], ['Roles without a source profile', '  a']],
  ])('shows profiles whose source is %s', (_, profiles, rows) => {
    expect(draw(profileTree({ profiles, problems: [] }))).toEqual(rows);
  });

  it('shows only the account for a profile without a role, because its group shows the rest', () => {
    const [group] = profileTree({ profiles: [{ ...keys('corp'), account: '222233334444' }], problems: [] });
    const [node] = group && 'children' in group ? group.children : [];
    expect(node && toTreeItem(node)).toMatchObject({ description: '222233334444' });
  });

  it('shows file problems first, and the problems of a profile below it', () => {
    const rows = profileTree({ profiles: [{ ...keys('home'), problems: [broken] }], problems: [broken] });
    expect(draw(rows)).toEqual(['A line means nothing.', 'Access keys', '  home', '    A line means nothing.']);
    const [problem] = rows;
    expect(problem && toTreeItem(problem)).toMatchObject({
      iconPath: { id: 'error' },
      command: { command: 'vscode.open', arguments: [{ path: '/config' }, { selection: { start: { line: 3 } } }] },
      accessibilityInformation: { label: 'error, A line means nothing., opens the file' },
    });
  });

  it('handles a chain of 10,000 profiles', () => {
    const profiles = Array.from({ length: 10_000 }, (_, number) => role(`p${number}`, `p${number - 1}`));
    expect(profileTree({ profiles, problems: [] })).toHaveLength(1);
  });
});

describe('the row of a profile', () => {
  function row(changes: Partial<ProfileInfo>) {
    const node = profileTree({ profiles: [profile({ sourceProfile: 'gone', ...changes })], problems: [] })[0];
    const child = node && 'children' in node ? node.children[0] : undefined;
    return toTreeItem(child ?? expect.fail('there is no row'));
  }

  it('shows the identity and the available commands', () => {
    expect(row({ file: '/config', line: 3 })).toMatchObject({
      id: 'profile/prod-admin',
      description: '444455556666/admin · eu-central-1',
      contextValue: 'profile:assumable:placed:role',
      iconPath: { id: 'person' },
      accessibilityInformation: { label: 'profile prod-admin, 444455556666/admin, eu-central-1, through gone' },
    });
  });

  it('marks production with a label and an icon', () => {
    expect(row({ isProduction: true })).toMatchObject({
      description: '444455556666/admin · eu-central-1 · PRODUCTION',
      iconPath: { id: 'shield' },
      accessibilityInformation: { label: expect.stringContaining('PRODUCTION') as unknown },
    });
  });

  it('cannot be assumed if the profile has an error', () => {
    expect(row({ problems: [broken] })).toMatchObject({ contextValue: 'profile:role', iconPath: { id: 'error' } });
  });
});

describe('the view', () => {
  const host = new EventEmitter<HostState>();

  function openView(...answers: unknown[]) {
    const transport = new FakeTransport(...answers);
    const log = new FakeLog();
    const store = new ProfileStore(new HostApi(transport));
    const view = new ProfilesView(store, { onDidChangeState: host.event }, log as unknown as LogOutputChannel);
    return { transport, log, view, store, tree: editor.trees.get('roleassist.profiles') ?? expect.fail('no view') };
  }

  it('asks the host only when it becomes visible', async () => {
    const { transport, view } = openView({ profiles: [keys('home')], problems: [] });
    expect(transport.requests).toEqual([]);
    expect(draw(await view.getChildren())).toEqual(['Access keys', '  home']);
  });

  it('asks again when the files change or the user refreshes', () => {
    const { transport, store, tree } = openView();
    transport.notify('roleassist/profilesChanged', {});
    store.outdate();
    expect(tree.rendered).toEqual([undefined, undefined]);
    expect(transport.requests).toEqual([]);
  });

  it('is rendered again when the age from which a key is too old changes', () => {
    const { tree } = openView();
    for (const changed of ['roleassist.profile', 'roleassist.keyAgeWarningDays']) {
      editor.changedSettings.fire({ affectsConfiguration: (section) => section === changed });
    }
    expect(tree.rendered).toEqual([undefined]);
  });

  it('is empty if the host fails, logs the error, and asks again when the host is back', async () => {
    const { view, log, tree } = openView(new HostError('The host is ill.', { code: 'Internal' }));
    expect(await view.getChildren()).toEqual([]);
    expect(log.lines).toEqual(['error The host is ill.']);
    expect(editor.messages).toEqual([]);
    host.fire('starting');
    expect(tree.rendered).toEqual([]);
    host.fire('running');
    expect(tree.rendered).toEqual([undefined]);
  });
});

describe('Open Profile', () => {
  const placed = profile({ file: '/config', line: 3 });

  it('opens the line of the row', async () => {
    const store = new ProfileStore(new HostApi(new FakeTransport()));
    await openProfile(store, { kind: 'profile', profile: placed });
    expect(editor.executed).toMatchObject([
      ['vscode.open', { path: '/config' }, { selection: { start: { line: 2 } } }],
    ]);
  });

  it('lets the user pick if there is no row', async () => {
    const done = openProfile(new ProfileStore(new HostApi(new FakeTransport({ profiles: [placed], problems: [] }))));
    (await (await editor.lists.next()).ready()).accept('prod-admin');
    await done;
    expect(editor.executed).toHaveLength(1);
  });

  it('fails if the profile is not in a file', async () => {
    const store = new ProfileStore(new HostApi(new FakeTransport()));
    await expect(openProfile(store, { profile: profile() })).rejects.toThrow('is not in a file');
  });
});
