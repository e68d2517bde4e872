const windowMilliseconds = 3 * 60 * 1000;
const maxRestarts = 4;

/** Decides whether a host that died may be restarted: at most four times in three minutes. */
export class RestartPolicy {
  private deaths: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  recordDeath(): void {
    this.deaths.push(this.now());
  }

  canStart(): boolean {
    const since = this.now() - windowMilliseconds;
    this.deaths = this.deaths.filter((death) => death > since);
    return this.deaths.length <= maxRestarts;
  }

  reset(): void {
    this.deaths = [];
  }
}
