import { beforeEach, expect, it } from 'vitest';
import { readInitializationOptions } from '../../../extension/src/infrastructure/configuration/settings.ts';
import { editor, openEditor } from './fakes/vscode.ts';

/** What the host is told when these are the person's settings. */
function told(settings: Record<string, unknown>) {
  for (const [name, value] of Object.entries(settings)) {
    editor.settings[`roleassist.${name}`] = value;
  }
  return readInitializationOptions();
}

beforeEach(() => openEditor());

it('tells the host what the person has set', () => {
  editor.workspaceName = 'shop';
  expect(
    told({ sessionName: ' {user}@{host} ', mfaCodes: 'prime', primeHours: 1.5, audit: false, delivery: 'profile' }),
  ).toEqual({
    workspace: 'shop',
    sessionName: '{user}@{host}',
    mfaCodes: 'prime',
    primeSeconds: 5400,
    audit: false,
    delivery: 'profile',
  });
});

it('leaves the name of sessions to the host when none is set', () => {
  expect(told({ sessionName: '', mfaCodes: 'automatic', primeHours: 8, audit: true })).toEqual({
    mfaCodes: 'automatic',
    primeSeconds: 28_800,
    audit: true,
  });
});

it('tells nothing that the host could not read', () => {
  expect(told({ sessionName: 7, mfaCodes: 'often', primeHours: 'long', audit: 'no', delivery: 'post' })).toEqual({});
});

it('lets a workspace add to what is production, and take nothing away', () => {
  expect(told({ production: ['prod', 7] })).toEqual({ production: ['prod'] });
  editor.workspaceSettings['roleassist.production'] = ['live'];
  expect(told({})).toEqual({ production: ['prod', 'live'] });
  editor.workspaceSettings['roleassist.production'] = [];
  expect(told({})).toEqual({ production: ['prod'] });
});

it.each([
  [0, 3600],
  [1, 3600],
  [1.000_01, 3600],
  [36, 129_600],
  [1e12, 129_600],
])('keeps %d hours within what AWS allows, in whole seconds', (primeHours, primeSeconds) => {
  expect(told({ primeHours })).toEqual({ primeSeconds });
});
