import type { SessionInfo } from '../rpc/contract.generated.ts';

/** The milliseconds until a session's credentials expire, by the local clock. Infinity for keys that do not expire. */
export function millisecondsLeft({ expiration }: SessionInfo, now: number): number {
  return expiration === undefined ? Infinity : Math.max(0, Date.parse(expiration) - now);
}

/** Whether a session can be used now. Otherwise it has to be assumed again first. */
export function isReady(session: SessionInfo, now: number): boolean {
  switch (session.state) {
    case 'active':
    case 'refreshing':
    case 'expiring':
      return millisecondsLeft(session, now) > 0;
    default:
      return false;
  }
}
