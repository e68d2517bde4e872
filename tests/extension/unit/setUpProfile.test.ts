import { beforeEach, describe, expect, it } from 'vitest';
import { setUpProfile } from '../../../extension/src/features/setup/setUpProfile.ts';
import { OperationError, UserCancelledError } from '../../../extension/src/infrastructure/commands/errors.ts';
import type { ProfileInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { HostError } from '../../../extension/src/infrastructure/rpc/hostErrors.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { profile } from './support/samples.ts';

const home: ProfileInfo = { name: 'home', kind: 'accessKey', codesNeeded: 0, problems: [] };
const written = { file: '/home/alice/.aws/config', line: 7 };
const arn = 'arn:aws:iam::123456789012:role/deploy';

function begin(profiles: readonly ProfileInfo[], answer: unknown, given?: unknown) {
  const transport = new FakeTransport({ profiles, problems: [] }, answer);
  const result = setUpProfile(new HostApi(transport), given);
  result.catch(() => undefined);
  return { result, params: () => transport.params[1] };
}

async function choose(label: string) {
  const list = await editor.lists.next();
  list.accept(label);
  return list;
}

async function answer(text: string) {
  const box = await editor.inputBoxes.next();
  box.answer(text);
  return box;
}

beforeEach(() => openEditor());

describe('setting up a profile', () => {
  it('asks for a role step by step and shows what was written', async () => {
    const { result, params } = begin([home, profile({ kind: 'settings', name: 'default' })], written);

    expect((await choose('A Role')).labels).toHaveLength(3);
    await answer(arn);
    expect((await choose('home')).labels).toEqual(['home']);
    await answer('arn:aws:iam::111122223333:mfa/alice');
    await answer('');
    await answer('eu-central-1');
    expect((await answer('deploy')).value).toBe('deploy');
    await result;

    expect(params()).toEqual({
      name: 'deploy',
      roleArn: arn,
      sourceProfile: 'home',
      mfaSerial: 'arn:aws:iam::111122223333:mfa/alice',
      region: 'eu-central-1',
    });
    expect(editor.shownDocuments).toHaveLength(1);
    expect(editor.message).toMatchObject({ severity: 'information', text: 'Profile deploy has been written.' });
    await editor.message?.press('Assume Role');
    expect(editor.executed).toContainEqual(['roleassist.assumeRole', 'deploy']);
  });

  it('begins with a name that says what is assumed', async () => {
    begin([home], written);
    await choose('A Role');
    await answer(arn);
    await choose('home');
    await answer('');
    await answer('');
    await answer('eu-central-1');

    expect((await editor.inputBoxes.next()).value).toBe('deploy');
  });

  it('says what a role needs where no profile could assume it', async () => {
    const { result } = begin([], written);
    const list = await editor.lists.next();
    expect(list.labels).toEqual(['A Role', 'IAM Identity Center (SSO)', 'Region Only']);
    expect(list.item('A Role').detail).toContain('Needs a profile with credentials first');
    list.accept('A Role');
    await expect(result).rejects.toMatchObject({
      severity: 'information',
      explanation: expect.stringContaining('aws configure') as unknown,
      remedies: [
        { command: 'workbench.action.terminal.new' },
        { command: 'vscode.open' },
        { command: 'roleassist.startSandbox' },
      ],
    });
  });

  it.each([
    'notanarn',
    'arn:aws:iam::12345:role/x',
    'arn:aws:iam::123456789012:user/x',
    'arn:aws:sts::123456789012:assumed-role/x/y',
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam::123456789012:role/a b',
    '[x](command:y)',
  ])('takes no %j for a role, and says so at the field', async (text) => {
    begin([home], written);
    await choose('A Role');
    const box = await answer(text);
    expect(box.isOpen).toBe(true);
    expect(box.validationMessage).toBe('The role to assume: it looks like arn:aws:iam::123456789012:role/NAME');
    box.answer('arn:aws-us-gov:iam::123456789012:role/team/ops+x=y,z.@-_');
    expect((await editor.lists.next()).placeholder).toBe("Which profile's credentials should assume it?");
  });

  it('takes no MFA device, region or name that has not the form of one', async () => {
    begin([home], written);
    await choose('A Role');
    await answer(arn);
    await choose('home');
    const device = await answer('alice');
    expect(device.validationMessage).toContain('it looks like arn:aws:iam::123456789012:mfa/NAME');
    device.answer('GAHT12345678');
    const externalId = await answer('a b');
    expect(externalId.validationMessage).toContain('it looks like');
    externalId.answer('id:1/2');
    const region = await answer('Frankfurt');
    expect(region.validationMessage).toContain('it looks like eu-central-1');
    region.answer('us-gov-west-1');
    const name = await answer('a]b');
    expect(name.validationMessage).toContain('it looks like');
  });

  it('asks nothing that the answers before make needless', async () => {
    const { result, params } = begin([], written);
    const list = await editor.lists.next();
    list.accept('Region Only');
    await answer('eu-central-1');
    await answer('default');
    await result;

    expect(params()).toEqual({ name: 'default', region: 'eu-central-1' });
    expect(editor.message?.buttons).toEqual([]);
  });

  it('leads back to the question before, with its answer, and drops what another kind does not take', async () => {
    const { result, params } = begin([home], written);
    await choose('A Role');
    const first = await editor.inputBoxes.next();
    first.answer(arn);
    const sources = await editor.lists.next();
    sources.press(sources.buttons[0]);
    const again = await editor.inputBoxes.next();
    expect(again.value).toBe(arn);
    again.press();
    const kinds = await editor.lists.next();
    expect(kinds.activeItems.map(({ label }) => label)).toEqual(['A Role']);
    kinds.accept('Region Only');
    await answer('eu-central-1');
    await answer('default');
    await result;

    expect(params()).toEqual({ name: 'default', region: 'eu-central-1' });
  });

  it('takes no empty answer where one is needed', async () => {
    begin([], written);
    await choose('Region Only');
    const box = await answer('  ');
    expect(box.validationMessage).toBe('The region to work in: this is required.');
    box.type('e');
    expect(box.validationMessage).toBeUndefined();
  });

  it('keeps every answer when the host refuses, so that one can be corrected', async () => {
    const refusal = new HostError("The profile 'default' already exists.", {
      code: 'InvalidArgument',
      hint: 'Choose.',
    });
    const { result } = begin([], refusal);
    await choose('Region Only');
    await answer('eu-central-1');
    await answer('default');

    const error: unknown = await result.catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(OperationError);
    const [correct] = (error as OperationError).remedies;
    expect(correct).toMatchObject({ command: 'roleassist.setUpProfile' });
    begin([], written, correct?.arguments?.[0]);
    await choose('Region Only');
    expect((await editor.inputBoxes.next()).value).toBe('eu-central-1');
  });

  it('is given up when a prompt is closed', async () => {
    const { result } = begin([], written);
    (await editor.lists.next()).close();
    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  });
});
