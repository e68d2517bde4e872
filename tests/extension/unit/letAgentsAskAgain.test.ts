import { beforeEach, expect, it } from 'vitest';
import { letAgentsAskAgain } from '../../../extension/src/features/agents/letAgentsAskAgain.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';

beforeEach(() => {
  openEditor();
});

it.each([
  [0, 'No agent is kept from asking in this window.'],
  [2, 'Agents may ask again for what you have denied.'],
])('lets agents ask again, and says whether any was kept from it (%i)', async (count, text) => {
  const transport = new FakeTransport({ count });
  await letAgentsAskAgain(new HostApi(transport));
  expect(transport.requests).toMatchObject([{ method: 'roleassist/approvals/letAskAgain', params: {} }]);
  expect(editor.message?.text).toBe(text);
});
