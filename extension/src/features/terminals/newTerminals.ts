import * as vscode from 'vscode';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { textAsMarkdown } from '../../infrastructure/presentation/tooltip.ts';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** A folder of the workspace; undefined where there is none. */
export type Scope = vscode.WorkspaceFolder | undefined;

interface Use {
  readonly scope: Scope;
  readonly sessionId: string;
}

/**
 * The sessions that all new terminals of the workspace's folders have, tasks' terminals among them. Only this writes the
 * window's environment variables. It writes nothing that stands there already: VS Code takes an equal write for a change,
 * and marks every open terminal for being relaunched.
 */
export class NewTerminals implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly uses = new Map<string, Use>();
  private readonly subscription: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly variables: vscode.GlobalEnvironmentVariableCollection,
    store: SessionStore,
  ) {
    this.subscription = store.onDidChange(() => {
      this.keepOnly(store.sessions.map(({ sessionId }) => sessionId));
    });
  }

  /** The folders whose new terminals have a session. */
  scopes(): Scope[] {
    return [...this.uses.values()].map(({ scope }) => scope);
  }

  /** The sessions that new terminals have, with the folders that these are opened in. */
  sessions(): { readonly folder?: string; readonly sessionId: string }[] {
    return [...this.uses.values()].map(({ scope, sessionId }) =>
      scope ? { folder: keyOf(scope), sessionId } : { sessionId },
    );
  }

  /** The session that any new terminal has, in whichever folder it is opened. */
  commonSession(folders: readonly Scope[]): string | undefined {
    const ids = new Set(folders.map((folder) => this.uses.get(keyOf(folder))?.sessionId));
    const [only] = ids;
    return ids.size === 1 ? only : undefined;
  }

  /** Whether new terminals, of any folder, have this session. */
  haveSession(sessionId: string): boolean {
    return [...this.uses.values()].some((use) => use.sessionId === sessionId);
  }

  /** Whether new terminals may have another session than this one. */
  haveOtherSessionThan(sessionId: string): boolean {
    return [...this.uses.values()].some((use) => use.sessionId !== sessionId);
  }

  use(session: SessionInfo, scope: Scope, variables: readonly EnvironmentVariable[]): void {
    // Otherwise VS Code keeps the variables on disk, for the next window: by then the session has ended.
    if (this.variables.persistent) {
      this.variables.persistent = false;
    }
    const collection = this.collectionOf(scope);
    // VS Code shows it as Markdown.
    const description = textAsMarkdown(
      vscode.l10n.t('AWS role {0} in account {1}', sessionName(session), session.account),
    );
    if (markdownOf(collection.description) !== description.value) {
      collection.description = description;
    }
    // A collection cannot remove what a terminal inherits, so there is nothing to write for a null.
    const values = new Map(variables.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
    for (const [name] of collection) {
      if (!values.has(name)) {
        collection.delete(name);
      }
    }
    for (const [name, value] of values) {
      if (collection.get(name)?.value !== value) {
        collection.replace(name, value, mutatorOptions(value));
      }
    }
    this.uses.set(keyOf(scope), { scope, sessionId: session.sessionId });
    this.changed.fire();
  }

  stop(scope: Scope): void {
    this.collectionOf(scope).clear();
    this.uses.delete(keyOf(scope));
    this.changed.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.keepOnly([]);
    this.changed.dispose();
  }

  /** What has ended gives nothing any more. A session that waits for a code does again once it has it, so it stays. */
  private keepOnly(sessionIds: readonly string[]): void {
    for (const { scope, sessionId } of [...this.uses.values()]) {
      if (!sessionIds.includes(sessionId)) {
        this.stop(scope);
      }
    }
  }

  private collectionOf(scope: Scope): vscode.EnvironmentVariableCollection {
    return scope ? this.variables.getScoped({ workspaceFolder: scope }) : this.variables;
  }
}

/**
 * The start-up files of shells set variables of their own, so values are set once more after them. VS Code's scripts for
 * that take a backslash for the beginning of an escape, so a path of Windows is left as it was when the shell started.
 */
function mutatorOptions(value: string): vscode.EnvironmentVariableMutatorOptions {
  return { applyAtProcessCreation: true, applyAtShellIntegration: !value.includes('\\') };
}

function markdownOf(description: string | vscode.MarkdownString | undefined): string | undefined {
  return typeof description === 'object' ? description.value : description;
}

function keyOf(scope: Scope): string {
  return scope?.uri.toString() ?? '';
}
