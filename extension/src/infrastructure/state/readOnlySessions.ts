import type { Memento } from 'vscode';

const key = 'roleassist.readOnlySessions';
const maxStored = 50;

/**
 * Remembers by ID which sessions the user assumed read-only. Their snapshots do not tell. An ID stands for everything
 * that a session depends on, so it means the same after a reload.
 */
export class ReadOnlySessions {
  constructor(private readonly memory: Memento) {}

  has(sessionId: string): boolean {
    return this.list().includes(sessionId);
  }

  async add(sessionId: string): Promise<void> {
    await this.memory.update(key, [...new Set([sessionId, ...this.list()])].slice(0, maxStored));
  }

  private list(): readonly string[] {
    return this.memory.get<readonly string[]>(key, []);
  }
}
