import { beforeEach, expect, it } from 'vitest';
import { runDiagnostics } from '../../../extension/src/features/diagnostics/runDiagnostics.ts';
import { OperationError } from '../../../extension/src/infrastructure/errors/operationError.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, openEditor } from './fakes/vscode.ts';

beforeEach(() => openEditor());

it('opens the report of the host, which gets the facts of the editor', async () => {
  const transport = new FakeTransport({ findings: [], report: '# RoleAssist diagnostics\n' });
  await runDiagnostics(new HostApi(transport), '0.1.0');

  expect(transport.params[0]).toMatchObject({ editor: { Extension: '0.1.0', Workspace: 'trusted', Remote: 'none' } });
  expect(editor.shownDocuments).toMatchObject([{ languageId: 'markdown', text: '# RoleAssist diagnostics\n' }]);
});

it('reports why there is no host, and the facts of the editor', async () => {
  const failing = new FakeTransport(
    new OperationError('The RoleAssist host could not be started.', 'See the log for details.'),
  );
  await runDiagnostics(new HostApi(failing), '0.1.0');

  const [document] = editor.shownDocuments;
  expect(document?.text).toContain('**Error:** The RoleAssist host could not be started. See the log for details.');
  expect(document?.text).toContain('- Extension: 0.1.0');
});
