import { beforeEach, expect, it } from 'vitest';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { confirmProduction } from '../../../extension/src/infrastructure/prompts/confirmProduction.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { session } from './support/samples.ts';

const production = session({ isProduction: true });

beforeEach(() => openEditor());

it('does not ask about a role that is not production', async () => {
  await confirmProduction(session(), 'allTerminals');
  expect(editor.messages).toEqual([]);
});

it.each([
  ['terminal', 'Open Terminal in 444455556666'],
  ['process', 'Start Program in 444455556666'],
  ['allTerminals', 'Use Account 444455556666 in All New Terminals'],
] as const)('asks before a production role is used (%s) and names the account', async (use, button) => {
  const asked = confirmProduction(production, use);
  expect(editor.message?.text).toContain('prod-admin');
  expect(editor.message?.detail).toBe(`PRODUCTION: account 444455556666, ${production.arn}`);
  // VS Code presses the first button on Enter.
  expect(editor.message?.buttons.map(({ title }) => title)).toEqual([expect.stringMatching(/^Do Not/), button]);
  await editor.message?.press(button);
  await asked;
});

it.each(['Cancel', 'Do Not Open'])('cancels if the user does not confirm (%s)', async (button) => {
  const asked = confirmProduction(production, 'terminal');
  await editor.message?.press(button);
  await expect(asked).rejects.toBeInstanceOf(UserCancelledError);
});

it('does not ask before a single use if the user has turned that off', async () => {
  editor.settings['roleassist.confirmProduction'] = false;
  await confirmProduction(production, 'terminal');
  await confirmProduction(production, 'process');
  expect(editor.messages).toEqual([]);
});

it('asks before all terminals get the role, regardless of the setting', async () => {
  editor.settings['roleassist.confirmProduction'] = false;
  const asked = confirmProduction(production, 'allTerminals');
  await editor.message?.press('Cancel');
  await expect(asked).rejects.toBeInstanceOf(UserCancelledError);
});
