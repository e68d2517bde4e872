import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { tell } from '../../infrastructure/commands/remedies.ts';
import { readLaunchSettings, type LaunchSettings } from '../../infrastructure/configuration/launchSettings.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { environmentWithRole, ownCredentials } from './debugEnvironment.ts';

/** Whether the terminal in which PowerShell's debugger runs scripts has a session, and whether a new one would have it. */
export interface PowerShellTerminals {
  currentHas(sessionId: string): boolean;
  newOnesHave(sessionId: string): boolean;
}

/** Gives debug sessions a role, where the settings of their folder say so. */
export class RoleDebugConfigurations implements vscode.DebugConfigurationProvider {
  constructor(
    private readonly chooser: SessionChooser,
    private readonly environments: SessionEnvironments,
    private readonly powerShell: PowerShellTerminals,
    private readonly boundary: ErrorBoundary,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /**
   * Comes after the debugger's own provider, so nothing is changed afterwards. When the role cannot be had, the session
   * is not started at all: it would work with other credentials than those that were asked for.
   */
  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    const settings = readLaunchSettings(folder);
    return concerns(settings, configuration)
      ? this.boundary.run(() => this.withRole(configuration, settings))
      : configuration;
  }

  private async withRole(
    configuration: vscode.DebugConfiguration,
    { profile }: LaunchSettings,
  ): Promise<vscode.DebugConfiguration> {
    const own = environmentOf(configuration);
    const written = ownCredentials(own);
    if (written.length > 0) {
      this.log.info(
        `Debug session '${configuration.name}' gets no role: its configuration sets ${written.join(', ')}.`,
      );
      return configuration;
    }
    const session = await this.chooser.current(profile);
    const variables = await this.environments.of(
      session,
      'process',
      vscode.l10n.t('Starting with {0}', session.profile),
    );
    this.log.info(`Debug session '${configuration.name}' works as ${session.profile} (${session.arn}).`);
    return {
      ...configuration,
      env: environmentWithRole(own, variables),
      ...(configuration.type === 'PowerShell' ? this.powerShellConsole(session) : {}),
    };
  }

  /**
   * PowerShell's debugger takes no variables. It runs scripts in its own terminal, or in a new one, which has the role
   * when all new terminals have it.
   */
  private powerShellConsole({ sessionId, profile }: SessionInfo): { createTemporaryIntegratedConsole?: true } {
    if (this.powerShell.currentHas(sessionId)) {
      return {};
    }
    if (this.powerShell.newOnesHave(sessionId)) {
      return { createTemporaryIntegratedConsole: true };
    }
    tell(
      'warning',
      vscode.l10n.t(
        'This script works without the role {0}: PowerShell runs scripts in a terminal, and that one does not have it.',
        profile,
      ),
      [
        {
          title: vscode.l10n.t('Use in All New Terminals'),
          command: 'roleassist.useInNewTerminals',
          arguments: [profile],
        },
      ],
    );
    return {};
  }
}

/** What is attached to runs already, and a process that is debugged with its parent has its parent's environment. */
function concerns({ debugSessions, debugTypes }: LaunchSettings, configuration: vscode.DebugConfiguration): boolean {
  const { type, request } = configuration;
  return debugSessions && debugTypes.includes(type) && request === 'launch' && !('__pendingTargetId' in configuration);
}

function environmentOf({ env }: vscode.DebugConfiguration): Record<string, unknown> {
  return typeof env === 'object' && env !== null ? (env as Record<string, unknown>) : {};
}
