import { beforeEach, expect, it } from 'vitest';
import { readInitializationOptions } from '../../../extension/src/infrastructure/configuration/settings.ts';
import { editor, openEditor } from './fakes/vscode.ts';

/** The options that the host gets with these user settings. */
function told(settings: Record<string, unknown>) {
  for (const [name, value] of Object.entries(settings)) {
    editor.settings[`roleassist.${name}`] = value;
  }
  return readInitializationOptions();
}

beforeEach(() => openEditor());

it('passes the settings to the host', () => {
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
    agents: 'scoped',
  });
});

it('omits an empty session name', () => {
  expect(told({ sessionName: '', mfaCodes: 'automatic', primeHours: 8, audit: true })).toEqual({
    mfaCodes: 'automatic',
    primeSeconds: 28_800,
    audit: true,
    agents: 'scoped',
  });
});

it('omits values that the host cannot read', () => {
  expect(told({ sessionName: 7, mfaCodes: 'often', primeHours: 'long', audit: 'no', delivery: 'post' })).toEqual({
    agents: 'scoped',
  });
});

it.each([
  ['vault', { ssoTokens: 'vault' }],
  ['cache', { ssoTokens: 'cache' }],
  ['here', {}],
])('tells the host where tokens are kept (%s)', (ssoTokens, options) => {
  expect(told({ ssoTokens })).toEqual({ ...options, agents: 'scoped' });
});

it.each([
  ['deny', 'deny'],
  ['same', 'same'],
  ['all', 'scoped'],
  [undefined, 'scoped'],
])('always tells the host what agents get, so that it asks (%s)', (agents, sent) => {
  expect(told({ agents })).toEqual({ agents: sent });
});

it('lets a workspace add production patterns but not remove any', () => {
  expect(told({ production: ['prod', 7] })).toMatchObject({ production: ['prod'] });
  editor.workspaceSettings['roleassist.production'] = ['live'];
  expect(told({})).toMatchObject({ production: ['prod', 'live'] });
  editor.workspaceSettings['roleassist.production'] = [];
  expect(told({})).toMatchObject({ production: ['prod'] });
});

it.each([
  [0, 3600],
  [1, 3600],
  [1.000_01, 3600],
  [36, 129_600],
  [1e12, 129_600],
])('keeps %d hours within the limits of AWS, in whole seconds', (primeHours, primeSeconds) => {
  expect(told({ primeHours })).toMatchObject({ primeSeconds });
});
