import type { Memento } from 'vscode';

/** What VS Code remembers for an extension, as it would come back from its disk. */
export class FakeMemento implements Memento {
  private readonly texts = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.texts.keys()];
  }

  get<T>(key: string, fallback?: T): T {
    const text = this.texts.get(key);
    return (text === undefined ? fallback : JSON.parse(text)) as T;
  }

  update(key: string, value: unknown): Thenable<void> {
    if (value === undefined) {
      this.texts.delete(key);
    } else {
      this.texts.set(key, JSON.stringify(value));
    }
    return Promise.resolve();
  }

  /** Everything that is remembered. */
  get text(): string {
    return [...this.texts.values()].join();
  }
}
