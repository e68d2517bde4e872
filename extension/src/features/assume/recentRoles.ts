import type { Memento } from 'vscode';
import type { Described } from './wish.ts';

const key = 'roleassist.recentRoles';
const shown = 5;
const kept = 50;

/** After a week a use counts half. */
const halfLifeMilliseconds = 7 * 24 * 3600 * 1000;

interface Use {
  readonly wish: Described;
  readonly score: number;
  readonly at: number;
}

/** What was assumed often and lately. Only names are kept. */
export class RecentRoles {
  constructor(
    private readonly memory: Memento,
    private readonly now: () => number = Date.now,
  ) {}

  /** The few that are likely to be wanted again, the likeliest first. */
  list(): Described[] {
    return this.ranked()
      .slice(0, shown)
      .map(({ wish }) => wish);
  }

  async add(wish: Described): Promise<void> {
    const before = this.ranked();
    const same = JSON.stringify(wish);
    const known = before.find((use) => JSON.stringify(use.wish) === same);
    const use = { wish, score: (known ? this.scoreOf(known) : 0) + 1, at: this.now() };
    await this.memory.update(key, [use, ...before.filter((other) => other !== known)].slice(0, kept));
  }

  private ranked(): Use[] {
    return this.memory
      .get<readonly Use[]>(key, [])
      .map((use) => ({ use, score: this.scoreOf(use) }))
      .sort((a, b) => b.score - a.score)
      .map(({ use }) => use);
  }

  private scoreOf({ score, at }: Use): number {
    return score * 2 ** -((this.now() - at) / halfLifeMilliseconds);
  }
}
