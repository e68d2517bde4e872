import { beforeEach, describe, expect, it } from 'vitest';
import { setUpProfile } from '../../../extension/src/features/setup/setUpProfile.ts';
import { OperationError, UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
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
  it('asks for a role step by step and shows the new profile', async () => {
    const { result, params } = begin([home, profile({ kind: 'settings', name: 'default' })], written);

    expect((await choose('A Role')).labels).toHaveLength(4);
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
    expect(editor.message).toMatchObject({ severity: 'information', text: 'Profile deploy has been added.' });
    await editor.message?.press('Assume Role');
    expect(editor.executed).toContainEqual(['roleassist.assumeRole', 'deploy']);
  });

  it('suggests a name from the role', async () => {
    begin([home], written);
    await choose('A Role');
    await answer(arn);
    await choose('home');
    await answer('');
    await answer('');
    await answer('eu-central-1');

    expect((await editor.inputBoxes.next()).value).toBe('deploy');
  });

  it('shows what a role needs if there is no source profile', async () => {
    const { result } = begin([], written);
    const list = await editor.lists.next();
    expect(list.labels).toEqual([
      'A Role',
      'IAM Identity Center (SSO)',
      'Only a Sign-In to IAM Identity Center',
      'Region Only',
    ]);
    expect(list.item('A Role').detail).toContain('Requires a profile with credentials');
    list.accept('A Role');
    await expect(result).rejects.toMatchObject({
      severity: 'information',
      explanation: expect.stringContaining('aws configure') as unknown,
      errorActions: [
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
  ])('rejects %j as a role in the input field', async (text) => {
    begin([home], written);
    await choose('A Role');
    const box = await answer(text);
    expect(box.isOpen).toBe(true);
    expect(box.validationMessage).toBe('Expected format: arn:aws:iam::123456789012:role/NAME. The role to assume');
    box.answer('arn:aws-us-gov:iam::123456789012:role/team/ops+x=y,z.@-_');
    expect((await editor.lists.next()).placeholder).toBe("Which profile's credentials should assume the role?");
  });

  it('rejects an MFA device, region or name with a wrong format', async () => {
    begin([home], written);
    await choose('A Role');
    await answer(arn);
    await choose('home');
    const device = await answer('alice');
    expect(device.validationMessage).toContain('Expected format: arn:aws:iam::123456789012:mfa/NAME');
    device.answer('GAHT12345678');
    const externalId = await answer('a b');
    expect(externalId.validationMessage).toContain('Expected format');
    externalId.answer('id:1/2');
    const region = await answer('Frankfurt');
    expect(region.validationMessage).toContain('Expected format: eu-central-1');
    region.answer('us-gov-west-1');
    const name = await answer('a]b');
    expect(name.validationMessage).toContain('Expected format');
  });

  it('skips questions that the previous answers make unnecessary', async () => {
    const { result, params } = begin([], written);
    const list = await editor.lists.next();
    list.accept('Region Only');
    await answer('eu-central-1');
    await answer('default');
    await result;

    expect(params()).toEqual({ name: 'default', region: 'eu-central-1' });
    expect(editor.message?.buttons).toEqual([]);
  });

  it('goes back with the previous answer, and drops answers that another kind does not use', async () => {
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

  it('rejects an empty answer if one is required', async () => {
    begin([], written);
    await choose('Region Only');
    const box = await answer('  ');
    expect(box.validationMessage).toBe('A value is required. The region to use');
    box.type('e');
    expect(box.validationMessage).toBeUndefined();
  });

  it('keeps every answer if the host rejects the profile', async () => {
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
    const [correct] = (error as OperationError).errorActions;
    expect(correct).toMatchObject({ command: 'roleassist.setUpProfile' });
    begin([], written, correct?.arguments?.[0]);
    await choose('Region Only');
    expect((await editor.inputBoxes.next()).value).toBe('eu-central-1');
  });

  it('is canceled if a prompt is closed', async () => {
    const { result } = begin([], written);
    (await editor.lists.next()).close();
    await expect(result).rejects.toBeInstanceOf(UserCancelledError);
  });
});

describe('setting up a sign-in alone', () => {
  it.each([
    ['https://corp.awsapps.com/start', { region: 'eu-west-1' }],
    ['https://ssoins-1.portal.eu-west-1.app.aws', {}],
  ])('asks for the region only if the start URL does not name it (%s)', async (startUrl, region) => {
    const { result, params } = begin([], written);
    await choose('Only a Sign-In to IAM Identity Center');
    await answer('corp');
    await answer(startUrl);
    if ('region' in region) {
      await answer('eu-west-1');
    }
    await result;

    expect(params()).toEqual({ name: 'corp', startUrl, ...region });
    expect(editor.executed).toContainEqual(['roleassist.signIn', { signIn: 'corp' }]);
  });
});
