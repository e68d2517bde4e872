import type { Memento } from 'vscode';

const key = 'roleassist.sessions';

/** What a window had when it was last heard of. Only names are kept, and the ids of shells. */
export interface WindowState {
  /** The profiles, or role ARNs, of its sessions. */
  readonly profiles: readonly string[];
  /** Which folders' new terminals had which profile; no folder stands for the whole window. */
  readonly newTerminals: readonly { readonly folder?: string; readonly profile: string }[];
  /** The processes of the shells that had a session. */
  readonly processIds: readonly number[];
}

/** Remembers, over a reload of the window, which sessions there were: the host ends with the window, and they with it. */
export class SessionMemory {
  private isFrozen = false;

  constructor(private readonly memory: Memento) {}

  /** What the window before this one had. It is told once. */
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

  /** The window closes: what ends from now on ends with it. */
  freeze(): void {
    this.isFrozen = true;
  }
}

/** Another version of RoleAssist may have written it. */
function isWindowState(value: unknown): value is WindowState {
  const { profiles, newTerminals, processIds } = (value ?? {}) as Partial<Record<keyof WindowState, unknown>>;
  return [profiles, newTerminals, processIds].every((list) => Array.isArray(list));
}
