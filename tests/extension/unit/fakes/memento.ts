import type { Memento } from 'vscode';

/** A fake of VS Code's storage for an extension. Values come back as they would from disk. */
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

  /** All stored values. */
  get text(): string {
    return [...this.texts.values()].join();
  }
}
