import type { Memento } from 'vscode';
import type { RoleSelection } from './assumeRequest.ts';

const key = 'roleassist.recentRoles';
const maxListed = 5;
const maxStored = 50;

/** The weight of a use halves every week. */
const halfLifeMilliseconds = 7 * 24 * 3600 * 1000;

interface Use {
  readonly role: RoleSelection;
  readonly score: number;
  readonly at: number;
}

/** Remembers which roles are assumed often and recently. Stores only names. */
export class RecentRoles {
  constructor(
    private readonly memory: Memento,
    private readonly now: () => number = Date.now,
  ) {}

  /** Returns the roles that are most likely to be used again, in descending order. */
  list(): RoleSelection[] {
    return this.ranked()
      .slice(0, maxListed)
      .map(({ role }) => role);
  }

  async add(role: RoleSelection): Promise<void> {
    const before = this.ranked();
    const same = JSON.stringify(role);
    const known = before.find((use) => JSON.stringify(use.role) === same);
    const use = { role, score: (known ? this.scoreOf(known) : 0) + 1, at: this.now() };
    await this.memory.update(key, [use, ...before.filter((other) => other !== known)].slice(0, maxStored));
  }

  private ranked(): Use[] {
    return this.memory
      .get<readonly Partial<Use>[]>(key, [])
      .filter(isUse)
      .map((use) => ({ use, score: this.scoreOf(use) }))
      .sort((a, b) => b.score - a.score)
      .map(({ use }) => use);
  }

  private scoreOf({ score, at }: Use): number {
    return score * 2 ** -((this.now() - at) / halfLifeMilliseconds);
  }
}

/** Another version of RoleAssist may have written the entry. */
function isUse(entry: Partial<Use>): entry is Use {
  return entry.role !== undefined;
}
