import type { LogOutputChannel } from 'vscode';
import { notify } from '../presentation/notify.ts';
import { confirmProduction } from '../prompts/confirmProduction.ts';
import { withProgress } from '../prompts/progress.ts';
import {
  Methods,
  type EnvironmentUse,
  type EnvironmentVariable,
  type SessionInfo,
  type TerminalEnvironment,
} from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';

/**
 * Gets the environment variables that give a program a session's credentials, and shows the host's warnings about them.
 */
export class SessionEnvironments {
  private readonly shownWarnings = new Set<string>();

  constructor(
    private readonly host: HostApi,
    private readonly log: LogOutputChannel,
  ) {}

  /**
   * Gets the variables that give programs a session's credentials. Asks for confirmation first if the role is
   * production.
   *
   * Only the extension's own terminals may get keys, if they are transient: VS Code does not keep their environment. VS
   * Code saves the environment of other terminals when it quits and types the variables of a debug
   * session into the terminal where the program runs, and debuggers log them. Everything else that VS Code starts
   * therefore uses a profile, which contains no keys.
   */
  async variablesFor(
    session: SessionInfo,
    use: EnvironmentUse,
    title: string,
  ): Promise<readonly EnvironmentVariable[]> {
    const { variables } = await this.environmentFor(session, use, title);
    return variables;
  }

  /** Gets the same, and whether a terminal with it may be restored after a reload. */
  async environmentFor(session: SessionInfo, use: EnvironmentUse, title: string): Promise<TerminalEnvironment> {
    await confirmProduction(session, use);
    return this.restoredFor(session, use, title);
  }

  /** Gets the environment of a use that the user confirmed before the host or the window was restarted. */
  async restoredFor(session: SessionInfo, use: EnvironmentUse, title: string): Promise<TerminalEnvironment> {
    const { sessionId, profile } = session;
    const environment = await withProgress(title, (token) =>
      this.host.request(
        Methods.getTerminalEnvironment,
        { sessionId, use, ...(use === 'terminal' ? {} : { delivery: 'profile' }) },
        token,
      ),
    );
    const { delivery, reason, warning } = environment;
    this.log.info(`Delivering ${profile} by ${delivery} (use: ${use}): ${reason}`);
    if (warning && !this.shownWarnings.has(warning)) {
      this.shownWarnings.add(warning);
      notify('warning', warning, []);
    }
    return environment;
  }
}
