import type { LogOutputChannel } from 'vscode';
import { notify } from '../presentation/notify.ts';
import { confirmProduction } from '../prompts/confirmProduction.ts';
import { withProgress } from '../prompts/progress.ts';
import { Methods, type EnvironmentUse, type EnvironmentVariable, type SessionInfo } from '../rpc/contract.generated.ts';
import type { HostApi } from '../rpc/hostApi.ts';

/** Gets the environments in which programs work as a session, and says what the person should know of them. */
export class SessionEnvironments {
  private readonly shownWarnings = new Set<string>();

  constructor(
    private readonly host: HostApi,
    private readonly log: LogOutputChannel,
  ) {}

  /**
   * The variables that give programs a session's credentials. A role of production is asked about first.
   *
   * Only a terminal of our own, which VS Code forgets when it closes, may be given keys. VS Code saves the environment of
   * other terminals when it is quit, it types a debug session's variables into the terminal that the program runs in, and
   * debuggers write them into their logs. So whatever else VS Code starts works through a profile, which holds none.
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
    this.log.info(`${profile} reaches what it is used for (${use}) by ${delivery}: ${reason}`);
    if (warning && !this.shownWarnings.has(warning)) {
      this.shownWarnings.add(warning);
      notify('warning', warning, []);
    }
    return variables;
  }
}
