import type { SessionInfo } from '../rpc/contract.generated.ts';

/** The milliseconds that a session has left, 0 when it has expired; infinite for keys that do not expire. */
export function millisecondsLeft({ state, expiration }: SessionInfo, now: number): number {
  if (state === 'expired') {
    return 0;
  }
  return expiration === undefined ? Infinity : Math.max(0, Date.parse(expiration) - now);
}

export function isExpired(session: SessionInfo, now: number): boolean {
  return millisecondsLeft(session, now) === 0;
}
