import type { Memento } from 'vscode';

const key = 'roleassist.sessions';

/** The state of a window when it was last saved. Contains only names and process IDs. */
export interface WindowState {
  /** The profiles or role ARNs of the sessions. */
  readonly profiles: readonly string[];
  /** The profile of new terminals by folder. Without a folder, it applies to the whole window. */
  readonly newTerminals: readonly { readonly folder?: string; readonly profile: string }[];
  /** The process IDs of the shells that used a session. */
  readonly processIds: readonly number[];
}

/** Remembers the sessions of a window across a reload, which stops the host and ends them. */
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
    return remembered.profiles.length > 0 ? remembered : undefined;
  }

  remember(state: WindowState): void {
    if (!this.isFrozen) {
      void this.memory.update(key, state);
    }
  }

  /** Stops recording, because the window is closing and its sessions end with it. */
  freeze(): void {
    this.isFrozen = true;
  }
}

/** Another version of RoleAssist may have written the value. */
function isWindowState(value: unknown): value is WindowState {
  const { profiles, newTerminals, processIds } = (value ?? {}) as Partial<Record<keyof WindowState, unknown>>;
  return [profiles, newTerminals, processIds].every((list) => Array.isArray(list));
}
