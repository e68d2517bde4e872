import { profileOf, sessionIdOf } from '../commands/arguments.ts';
import type { SessionInfo } from '../rpc/contract.generated.ts';
import { isReady } from '../state/expiry.ts';
import type { SessionStore } from '../state/sessionStore.ts';
import { pickSession, sessionFor } from './pickSession.ts';

/** Gets the session to use. Assumes the role first if the session is not ready, which may ask for an MFA code. */
export class SessionChooser {
  constructor(
    private readonly store: SessionStore,
    /** Assumes a profile, renews its session, or assumes what the user picks if neither is given. */
    private readonly assumeRole: (profile?: string, session?: SessionInfo) => Promise<SessionInfo>,
  ) {}

  /** Gets the session that a command applies to: that of its argument, the only one, or one that the user picks. */
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

  /** Gets the session of a profile, or without a profile the most recently assumed session. Does not ask which one. */
  async current(profile?: string): Promise<SessionInfo> {
    const session = this.find(profile);
    return session ? this.ready(session) : this.assumeRole(profile);
  }

  /** Like `current`, but returns undefined if the session is not ready instead of assuming it. */
  currentIfReady(profile?: string): SessionInfo | undefined {
    const session = this.find(profile);
    return session && isReady(session, Date.now()) ? session : undefined;
  }

  /** A session that a policy limits stands for no profile: what asks for a profile wants all of its role. */
  private find(profile?: string): SessionInfo | undefined {
    return this.store.sessions.find(
      (session) => profile === undefined || (session.profile === profile && session.policyPreset === undefined),
    );
  }

  private ready(session: SessionInfo | undefined): Promise<SessionInfo> | SessionInfo {
    return session && isReady(session, Date.now()) ? session : this.assumeRole(session?.profile, session);
  }
}
