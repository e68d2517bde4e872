import type { LogOutputChannel } from 'vscode';
import { notify } from '../presentation/notify.ts';
import { confirmProduction } from '../prompts/confirmProduction.ts';
import { withProgress } from '../prompts/progress.ts';
import { Methods, type EnvironmentUse, type EnvironmentVariable, type SessionInfo } from '../rpc/contract.generated.ts';
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
   * Only the extension's own terminals may get keys, because VS Code does not keep the environment of transient
   * terminals. VS Code saves the environment of other terminals when it quits and types the variables of a debug
   * session into the terminal where the program runs, and debuggers log them. Everything else that VS Code starts
   * therefore uses a profile, which contains no keys.
   */
  async variablesFor(
    session: SessionInfo,
    use: EnvironmentUse,
    title: string,
  ): Promise<readonly EnvironmentVariable[]> {
    await confirmProduction(session, use);
    const { sessionId, profile } = session;
    const { variables, delivery, reason, warning } = await withProgress(title, (token) =>
      this.host.request(
        Methods.getTerminalEnvironment,
        { sessionId, use, ...(use === 'terminal' ? {} : { delivery: 'profile' }) },
        token,
      ),
    );
    this.log.info(`Delivering ${profile} by ${delivery} (use: ${use}): ${reason}`);
    if (warning && !this.shownWarnings.has(warning)) {
      this.shownWarnings.add(warning);
      notify('warning', warning, []);
    }
    return variables;
  }
}
