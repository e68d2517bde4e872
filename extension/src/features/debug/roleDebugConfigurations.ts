import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../infrastructure/commands/errorBoundary.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { readLaunchSettings, type LaunchSettings } from '../../infrastructure/configuration/launchSettings.ts';
import { credentialVariablesIn } from '../../infrastructure/delivery/credentialVariables.ts';
import type { SessionEnvironments } from '../../infrastructure/delivery/sessionEnvironments.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { environmentWithRole } from './debugEnvironment.ts';

/**
 * Tells whether the terminal in which PowerShell's debugger runs scripts has a session, and whether a new one would
 * have it.
 */
export interface PowerShellTerminals {
  currentHasSession(sessionId: string): boolean;
  newHaveSession(sessionId: string): boolean;
}

/** Gives debug sessions a role if the settings of their folder say so. */
export class RoleDebugConfigurations implements vscode.DebugConfigurationProvider {
  constructor(
    private readonly chooser: SessionChooser,
    private readonly environments: SessionEnvironments,
    private readonly powerShell: PowerShellTerminals,
    private readonly boundary: ErrorBoundary,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /**
   * Runs after the debugger's own provider, so that nothing changes the configuration afterwards. If the role is not
   * available, the debug session does not start, because it would use other credentials than requested.
   */
  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    const settings = readLaunchSettings(folder);
    return appliesTo(settings, configuration)
      ? this.boundary.run(() => this.withRole(configuration, settings))
      : configuration;
  }

  private async withRole(
    configuration: vscode.DebugConfiguration,
    { profile }: LaunchSettings,
  ): Promise<vscode.DebugConfiguration> {
    const configured = environmentOf(configuration);
    // SDKs disagree on which of two credential sources wins, so a configuration that selects credentials is not
    // changed.
    const credentialVariables = credentialVariablesIn(configured);
    if (credentialVariables.length > 0) {
      this.log.info(
        `Debug session '${configuration.name}' gets no role, because its configuration sets ${credentialVariables.join(', ')}.`,
      );
      return configuration;
    }
    const session = await this.chooser.current(profile);
    const variables = await this.environments.variablesFor(
      session,
      'process',
      vscode.l10n.t('Starting with {0}', session.profile),
    );
    this.log.info(`Debug session '${configuration.name}' uses ${session.profile} (${session.arn}).`);
    return {
      ...configuration,
      env: environmentWithRole(configured, variables),
      ...(configuration.type === 'PowerShell' ? this.powerShellConsole(session) : {}),
    };
  }

  /**
   * PowerShell's debugger takes no variables. It runs scripts in its own terminal, or in a new one, which has the role
   * if all new terminals have it.
   */
  private powerShellConsole({ sessionId, profile }: SessionInfo): { createTemporaryIntegratedConsole?: true } {
    if (this.powerShell.currentHasSession(sessionId)) {
      return {};
    }
    if (this.powerShell.newHaveSession(sessionId)) {
      return { createTemporaryIntegratedConsole: true };
    }
    notify(
      'warning',
      vscode.l10n.t(
        'This script runs without the role {0}, because PowerShell runs scripts in a terminal that does not have it.',
        profile,
      ),
      [errorActions.useInNewTerminals(profile)],
    );
    return {};
  }
}

/**
 * A process to attach to is already running, and one that is debugged with its parent inherits the parent's
 * environment.
 */
function appliesTo({ debugSessions, debugTypes }: LaunchSettings, configuration: vscode.DebugConfiguration): boolean {
  const { type, request } = configuration;
  return debugSessions && debugTypes.includes(type) && request === 'launch' && !('__pendingTargetId' in configuration);
}

function environmentOf({ env }: vscode.DebugConfiguration): Record<string, unknown> {
  return typeof env === 'object' && env !== null ? (env as Record<string, unknown>) : {};
}
