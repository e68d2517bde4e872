/** Passes items to consumers one by one, in order. */
export class Queue<T> {
  private readonly items: T[] = [];
  private readonly waiting: ((item: T) => void)[] = [];

  get length(): number {
    return this.items.length;
  }

  push(item: T): void {
    const taker = this.waiting.shift();
    if (taker) {
      taker(item);
    } else {
      this.items.push(item);
    }
  }

  next(): Promise<T> {
    const item = this.items.shift();
    return item === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(item);
  }
}
