import * as vscode from 'vscode';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { textAsMarkdown } from '../../infrastructure/presentation/tooltip.ts';
import type { EnvironmentVariable, SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';

/** A workspace folder, or undefined for a window without one. */
export type Scope = vscode.WorkspaceFolder | undefined;

interface Use {
  readonly scope: Scope;
  readonly sessionId: string;
}

/**
 * The sessions that all new terminals of each workspace folder use, including task terminals. This is the only class
 * that writes the window's environment variables. It does not write unchanged values, because VS Code treats an equal
 * write as a change and marks every open terminal for a relaunch.
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

  /** The folders whose new terminals use a session. */
  scopes(): Scope[] {
    return [...this.uses.values()].map(({ scope }) => scope);
  }

  /** The sessions that new terminals use, with their folders. */
  sessions(): { readonly folder?: string; readonly sessionId: string }[] {
    return [...this.uses.values()].map(({ scope, sessionId }) =>
      scope ? { folder: keyOf(scope), sessionId } : { sessionId },
    );
  }

  /** The session that new terminals use in all folders, if it is the same one. */
  commonSession(folders: readonly Scope[]): string | undefined {
    const ids = new Set(folders.map((folder) => this.uses.get(keyOf(folder))?.sessionId));
    const [only] = ids;
    return ids.size === 1 ? only : undefined;
  }

  /** Whether new terminals of any folder use this session. */
  haveSession(sessionId: string): boolean {
    return [...this.uses.values()].some((use) => use.sessionId === sessionId);
  }

  /** Whether new terminals of any folder use another session. */
  haveOtherSessionThan(sessionId: string): boolean {
    return [...this.uses.values()].some((use) => use.sessionId !== sessionId);
  }

  use(session: SessionInfo, scope: Scope, variables: readonly EnvironmentVariable[]): void {
    // Otherwise VS Code would save the variables for the next window, when the session has ended.
    if (this.variables.persistent) {
      this.variables.persistent = false;
    }
    const collection = this.collectionOf(scope);
    // VS Code renders the description as Markdown.
    const description = textAsMarkdown(
      vscode.l10n.t('AWS role {0} in account {1}', sessionName(session), session.account),
    );
    if (markdownOf(collection.description) !== description.value) {
      collection.description = description;
    }
    // A null removes an inherited variable, which a collection cannot do.
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

  /**
   * Removes the variables of ended sessions. A session that needs an MFA code stays, because it recovers with the code.
   */
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
 * Shell start-up files may overwrite the values, so they are set again afterwards. VS Code's scripts for that treat a
 * backslash as an escape, so Windows paths are set only when the shell starts.
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
