import type { Disposable, ExtensionContext } from 'vscode';
import { FakeMemento } from '../fakes/memento.ts';
import { editor } from '../fakes/vscode.ts';

/** The context that VS Code passes to an extension when it activates it. */
export function extensionContext(extensionPath: string, subscriptions: Disposable[] = []): ExtensionContext {
  return {
    extensionPath,
    subscriptions,
    extension: { packageJSON: { version: '0.1.0' } },
    globalState: new FakeMemento(),
    workspaceState: new FakeMemento(),
    environmentVariableCollection: editor.environmentVariables,
  } as unknown as ExtensionContext;
}
