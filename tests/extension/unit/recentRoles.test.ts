import { beforeEach, expect, it } from 'vitest';
import { requestName } from '../../../extension/src/features/assume/assumeRequest.ts';
import { RecentRoles } from '../../../extension/src/features/assume/recentRoles.ts';
import { FakeMemento } from './fakes/memento.ts';

const day = 24 * 3600 * 1000;
let memory: FakeMemento;
let now: number;
let recent: RecentRoles;

beforeEach(() => {
  memory = new FakeMemento();
  now = 0;
  recent = new RecentRoles(memory, () => now);
});

async function use(...profiles: string[]): Promise<void> {
  for (const profile of profiles) {
    await recent.add({ profile });
  }
}

const names = () => recent.list().map(requestName);

it('ranks by frequency and recency', async () => {
  await use('often', 'often', 'often', 'once');
  expect(names()).toEqual(['often', 'once']);
  now = 7 * day;
  await use('today');
  expect(names()).toEqual(['often', 'today', 'once']);
  now = 21 * day;
  await use('today');
  expect(names()).toEqual(['today', 'often', 'once']);
});

it('ranks the latest first among equals', async () => {
  await use('first', 'second');
  expect(names()).toEqual(['second', 'first']);
});

it('lists a few roles and drops the rest over time', async () => {
  await use(...Array.from({ length: 60 }, (_, number) => `profile-${number}`));
  expect(names()).toEqual([59, 58, 57, 56, 55].map((number) => `profile-${number}`));
  expect(memory.text).not.toContain('profile-9"');
});

it('stores only names', async () => {
  await recent.add({ roleArn: '444455556666/admin', sourceProfile: 'home' });
  expect(JSON.parse(memory.text)).toEqual([
    { wish: { roleArn: '444455556666/admin', sourceProfile: 'home' }, score: 1, at: 0 },
  ]);
});
