import { beforeEach, describe, expect, it } from 'vitest';
import { pickProfile } from '../../../extension/src/features/assume/pickProfile.ts';
import { toProfileItem } from '../../../extension/src/features/assume/profileItem.ts';
import { UserCancelledError } from '../../../extension/src/infrastructure/commands/errors.ts';
import type { Problem, ProfileInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { profile } from './support/samples.ts';

const problem = (severity: Problem['severity'], changes: Partial<Problem> = {}): Problem => ({
  code: 'ConfigurationInvalid',
  severity,
  message: `A remark of severity ${severity}.`,
  ...changes,
});

function pick(profiles: ProfileInfo[], problems: Problem[] = []): Promise<string> {
  return pickProfile(new HostApi(new FakeTransport({ profiles, problems })));
}

beforeEach(() => openEditor());

describe('picking a profile', () => {
  it('offers the profiles in the order of the files', async () => {
    editor.choice = 'second';
    await expect(pick([profile({ name: 'first' }), profile({ name: 'second' })])).resolves.toBe('second');
    expect(editor.quickPicks[0]?.items.map(({ label }) => label)).toEqual(['first', 'second']);
  });

  it('is given up when the person closes the list', async () => {
    await expect(pick([profile()])).rejects.toBeInstanceOf(UserCancelledError);
  });

  it.each(['warning', 'information'] as const)(
    'takes a profile whose problem is only of severity %s',
    async (severity) => {
      editor.choice = 'prod-admin';
      await expect(pick([profile({ problems: [problem(severity)] })])).resolves.toBe('prod-admin');
    },
  );

  it('says why a profile cannot be assumed and leads to the line', async () => {
    editor.choice = 'prod-admin';
    const broken = problem('error', { file: '/home/alice/.aws/config', line: 7, column: 3 });
    await expect(pick([profile({ problems: [problem('warning'), broken] })])).rejects.toMatchObject({
      explanation: broken.message,
      remedies: [
        {
          title: 'Open File',
          command: 'vscode.open',
          arguments: [{ path: '/home/alice/.aws/config' }, { selection: { start: { line: 6, character: 2 } } }],
        },
      ],
    });
  });

  it('offers no file where the problem has no place', async () => {
    editor.choice = 'prod-admin';
    await expect(pick([profile({ problems: [problem('error')] })])).rejects.toMatchObject({ remedies: [] });
  });

  it('says that there is nothing to pick, and why', async () => {
    await expect(pick([], [problem('error', { message: 'The file cannot be read.' })])).rejects.toMatchObject({
      explanation: 'There are no AWS profiles to assume. The file cannot be read.',
    });
    await expect(pick([])).rejects.toMatchObject({ explanation: 'There are no AWS profiles to assume.' });
    expect(editor.quickPicks).toEqual([]);
  });
});

describe('a profile in the list', () => {
  it('shows account, role and what it takes', () => {
    expect(toProfileItem(profile({ codesNeeded: 1, plan: '1 code · 1 h, renewed for 8 h' }))).toMatchObject({
      label: 'prod-admin',
      description: '444455556666/admin',
      detail: 'eu-central-1 · through home · 1 code · 1 h, renewed for 8 h',
      obstacle: undefined,
    });
  });

  it('shows the whole name of a role with a path', () => {
    const roleArn = 'arn:aws-us-gov:iam::444455556666:role/team/ops/admin';
    expect(toProfileItem(profile({ roleArn })).description).toBe('444455556666/team/ops/admin');
  });

  it('shows where credentials come from when there is no role', () => {
    const { name, codesNeeded, problems } = profile();
    expect(toProfileItem({ name, codesNeeded, problems, kind: 'accessKey' })).toMatchObject({
      description: 'access keys',
      detail: '',
    });
  });

  it('shows a warning beside the rest, and an error in its place', () => {
    expect(toProfileItem(profile({ problems: [problem('warning')] })).detail).toBe(
      'eu-central-1 · through home · $(warning) A remark of severity warning.',
    );
    expect(toProfileItem(profile({ problems: [problem('warning'), problem('error')] })).detail).toBe(
      '$(error) A remark of severity error.',
    );
  });
});
