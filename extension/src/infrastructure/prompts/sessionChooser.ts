import { profileOf, sessionIdOf } from '../commands/arguments.ts';
import type { SessionInfo } from '../rpc/contract.generated.ts';
import { isReady } from '../state/expiry.ts';
import type { SessionStore } from '../state/sessionStore.ts';
import { pickSession, sessionFor } from './pickSession.ts';

/** Finds the session that something is to be done with. One that is not ready is assumed, with a code if need be. */
export class SessionChooser {
  constructor(
    private readonly store: SessionStore,
    /** Assumes a profile, whose session may be there and not ready; or what the person picks when none is named. */
    private readonly assumeRole: (profile?: string, session?: SessionInfo) => Promise<SessionInfo>,
  ) {}

  /** The session that a command is meant for; otherwise the one there is, or the one that the person picks of several. */
  async choose(title: string, argument?: unknown): Promise<SessionInfo> {
    const profile = profileOf(argument);
    if (profile !== undefined) {
      return this.current(profile);
    }
    const { sessions } = this.store;
    return this.ready(
      sessionIdOf(argument) === undefined
        ? await pickSession(sessions, title)
        : await sessionFor(argument, sessions, title),
    );
  }

  /** The session of a profile, or, where none is named, the one that was assumed last: nobody is asked which. */
  async current(profile?: string): Promise<SessionInfo> {
    const session = this.find(profile);
    return session ? this.ready(session) : this.assumeRole(profile);
  }

  /** The same without assuming anything: undefined when it is not ready. */
  currentIfReady(profile?: string): SessionInfo | undefined {
    const session = this.find(profile);
    return session && isReady(session, Date.now()) ? session : undefined;
  }

  private find(profile?: string): SessionInfo | undefined {
    return this.store.sessions.find((session) => profile === undefined || session.profile === profile);
  }

  private ready(session: SessionInfo | undefined): Promise<SessionInfo> | SessionInfo {
    return session && isReady(session, Date.now()) ? session : this.assumeRole(session?.profile, session);
  }
}
