import { beforeEach, expect, it } from 'vitest';
import { UserCancelledError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { confirmProduction } from '../../../extension/src/infrastructure/prompts/confirmProduction.ts';
import { editor, openEditor } from './fakes/vscode.ts';
import { session } from './support/samples.ts';

const production = session({ isProduction: true });

beforeEach(() => openEditor());

it('asks nothing of a role that is not production', async () => {
  await confirmProduction(session(), 'allTerminals');
  expect(editor.messages).toEqual([]);
});

it.each([
  ['terminal', 'Open Terminal in 444455556666'],
  ['process', 'Start Program in 444455556666'],
  ['allTerminals', 'Use Account 444455556666 in All New Terminals'],
] as const)('asks before a role of production is used (%s), and says which account it is', async (use, button) => {
  const asked = confirmProduction(production, use);
  expect(editor.message?.text).toContain('prod-admin');
  expect(editor.message?.detail).toBe(`PRODUCTION: account 444455556666, ${production.arn}`);
  // VS Code presses the first button on Enter.
  expect(editor.message?.buttons.map(({ title }) => title)).toEqual([expect.stringMatching(/^Do Not/), button]);
  await editor.message?.press(button);
  await asked;
});

it.each(['Cancel', 'Do Not Open'])('gives up when the person does not confirm (%s)', async (button) => {
  const asked = confirmProduction(production, 'terminal');
  await editor.message?.press(button);
  await expect(asked).rejects.toBeInstanceOf(UserCancelledError);
});

it('asks nothing before a single use where the person wants no question', async () => {
  editor.settings['roleassist.confirmProduction'] = false;
  await confirmProduction(production, 'terminal');
  await confirmProduction(production, 'process');
  expect(editor.messages).toEqual([]);
});

it('asks before all terminals get the role, whatever the person has set', async () => {
  editor.settings['roleassist.confirmProduction'] = false;
  const asked = confirmProduction(production, 'allTerminals');
  await editor.message?.press('Cancel');
  await expect(asked).rejects.toBeInstanceOf(UserCancelledError);
});
