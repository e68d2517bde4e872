import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import { trackAgentTerminals } from './agentTerminals.ts';
import { NewTerminals } from './newTerminals.ts';
import { RelaunchWatcher } from './relaunchWatcher.ts';
import { RoleTerminals } from './roleTerminals.ts';
import { RunningPrograms } from './runningPrograms.ts';
import { TerminalRoleSetter } from './terminalRoleSetter.ts';
import { stopUsingInNewTerminals, useInNewTerminals } from './useInNewTerminals.ts';

export function registerTerminals(platform: Platform, chooser: SessionChooser): NewTerminals {
  const { agentTerminals, api, boundary, commands, context, environments, sessions, terminals } = platform;
  const programs = new RunningPrograms();
  const newTerminals = new NewTerminals(context.environmentVariableCollection, sessions);
  const roleSetter = new TerminalRoleSetter(api, chooser, programs, terminals);
  const relaunchWatcher = new RelaunchWatcher(terminals);
  const roleTerminals = new RoleTerminals(
    chooser,
    environments,
    newTerminals,
    roleSetter,
    terminals,
    boundary,
    relaunchWatcher,
  );
  commands.register('roleassist.openRoleTerminal', (row) => roleTerminals.open(row));
  commands.register('roleassist.useInThisTerminal', (row) => roleSetter.use(row));
  commands.register('roleassist.removeFromThisTerminal', () => roleSetter.remove());
  commands.register('roleassist.useInNewTerminals', (row) =>
    useInNewTerminals(chooser, environments, newTerminals, row),
  );
  commands.register('roleassist.stopUsingInNewTerminals', () => stopUsingInNewTerminals(newTerminals));
  context.subscriptions.push(
    programs,
    newTerminals,
    relaunchWatcher,
    roleTerminals,
    trackAgentTerminals(newTerminals, agentTerminals),
  );
  return newTerminals;
}
