import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Disposable } from 'vscode';
import { activate, deactivate } from '../../../extension/src/extension.ts';
import { requests } from './fakes/languageClient.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { extensionContext } from './support/context.ts';

let subscriptions: Disposable[];

beforeEach(() => {
  openEditor();
  subscriptions = [];
  activate(extensionContext('/no/such/folder', subscriptions));
});

afterEach(() => deactivate());

it('shows nothing until the user runs a command', () => {
  expect(editor.statusBarItems).toMatchObject([{ isVisible: false }]);
  expect(editor.messages).toEqual([]);
  expect(editor.executed).toEqual([]);
  expect(editor.environmentVariables.writes).toEqual([]);
});

it('has one log, which Show Log opens', async () => {
  expect(editor.outputChannels).toMatchObject([{ isShown: false }]);
  await editor.commands.get('roleassist.showLog')?.();
  expect(editor.outputChannels).toMatchObject([{ isShown: true }]);
});

it('shows the error of a command instead of throwing it', async () => {
  await editor.commands.get('roleassist.endSession')?.();
  expect(editor.message?.text).toBe('There are no sessions.');
});

it('assumes the profile in the argument of the command, and asks for one otherwise', async () => {
  requests.length = 0;
  const assume = editor.commands.get('roleassist.assumeRole');
  await assume?.('prod-admin');
  await assume?.({ kind: 'profile', profile: { name: 'of-a-row' } });
  const picking = assume?.({ uri: 'what a menu passes' });
  (await editor.lists.next()).close();
  await picking;
  expect(requests).toEqual([
    ['roleassist/sessions/assume', { profile: 'prod-admin' }],
    ['roleassist/sessions/assume', { profile: 'of-a-row' }],
    ['roleassist/signIn/list', {}],
    ['roleassist/profiles/list', {}],
  ]);
});

it('disposes everything', () => {
  for (const subscription of subscriptions) {
    subscription.dispose();
  }
  expect(editor.commands.size).toBe(0);
});
