import type { Memento } from 'vscode';

const key = 'roleassist.recentServices';
const maxStored = 5;

/** Remembers at which services the console was opened last. Stores only their names. */
export class RecentServices {
  constructor(private readonly memory: Memento) {}

  /** Returns the services, the last one first. */
  list(): readonly string[] {
    return this.memory.get<readonly string[]>(key, []);
  }

  async add(service: string): Promise<void> {
    await this.memory.update(key, [service, ...this.list().filter((other) => other !== service)].slice(0, maxStored));
  }
}
