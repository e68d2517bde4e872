import { hostExecutable } from '../../infrastructure/lifecycle/hostExecutable.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import type { NewTerminalScopes } from '../../infrastructure/state/newTerminalSessions.ts';
import { AgentTerminalSetting } from './agentTerminalSetting.ts';
import { Approvals } from './approvals.ts';
import { copyMcpConfiguration } from './copyMcpConfiguration.ts';
import { letAgentsAskAgain } from './letAgentsAskAgain.ts';
import { offerMcpServers } from './mcpServers.ts';

/** Registers what concerns agents. Returns the setting for their terminals, to be undone when the window closes. */
export function registerAgents(platform: Platform, newTerminals: NewTerminalScopes): AgentTerminalSetting {
  const { boundary, commands, context, log } = platform;
  const executable = hostExecutable(context);
  const terminalSetting = new AgentTerminalSetting(newTerminals, context.globalState, boundary, log);
  commands.register('roleassist.copyMcpConfiguration', () => copyMcpConfiguration(platform.api));
  commands.register('roleassist.letAgentsAskAgain', () => letAgentsAskAgain(platform.api));
  context.subscriptions.push(new Approvals(platform), terminalSetting, offerMcpServers(executable));
  return terminalSetting;
}
