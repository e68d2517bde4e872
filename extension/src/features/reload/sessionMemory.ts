import type { Memento } from 'vscode';

const key = 'roleassist.sessions';

/** The state of a window when it was last saved. Contains only names and IDs. */
export interface WindowState {
  /** The host whose sessions these are. */
  readonly hostId?: string;
  /** The sessions with their profiles or role ARNs, the most recently assumed first. */
  readonly sessions: readonly WindowSession[];
  /** The sessions of new terminals by folder. Without a folder, it applies to the whole window. */
  readonly newTerminals: readonly { readonly folder?: string; readonly sessionId: string }[];
  /** The shells that use a session, by process ID. */
  readonly shells: readonly { readonly processId: number; readonly sessionId: string }[];
}

export interface WindowSession {
  readonly sessionId: string;
  readonly profile: string;
}

/** Remembers the sessions of a window across a reload, which stops the host. */
export class SessionMemory {
  private isFrozen = false;

  constructor(private readonly memory: Memento) {}

  /** Returns the state of the previous window, once. */
  takePrevious(): WindowState | undefined {
    const remembered: unknown = this.memory.get(key);
    if (!isWindowState(remembered)) {
      return undefined;
    }
    void this.memory.update(key, undefined);
    return remembered.sessions.length > 0 ? remembered : undefined;
  }

  remember(state: WindowState): void {
    if (!this.isFrozen) {
      void this.memory.update(key, state);
    }
  }

  /** Stops recording, because the window is closing, and the next one needs what there was. */
  freeze(): void {
    this.isFrozen = true;
  }
}

/** Another version of RoleAssist may have written the value. */
function isWindowState(value: unknown): value is WindowState {
  const { hostId, sessions, newTerminals, shells } = (value ?? {}) as Partial<Record<keyof WindowState, unknown>>;
  return (
    (hostId === undefined || typeof hostId === 'string') &&
    [sessions, newTerminals, shells].every((list) => Array.isArray(list) && list.every(hasSessionId))
  );
}

function hasSessionId(item: unknown): boolean {
  return typeof (item as { sessionId?: unknown } | null)?.sessionId === 'string';
}
