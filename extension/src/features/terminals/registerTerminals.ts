import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import { NewTerminals } from './newTerminals.ts';
import { RelaunchWatcher } from './relaunchWatcher.ts';
import { RoleTerminals } from './roleTerminals.ts';
import { RunningPrograms } from './runningPrograms.ts';
import { ThisTerminal } from './thisTerminal.ts';
import { stopUsingInNewTerminals, useInNewTerminals } from './useInNewTerminals.ts';

export function registerTerminals(platform: Platform, chooser: SessionChooser): NewTerminals {
  const { api, boundary, commands, context, environments, sessions, terminals } = platform;
  const programs = new RunningPrograms();
  const newTerminals = new NewTerminals(context.environmentVariableCollection, sessions);
  const thisTerminal = new ThisTerminal(api, chooser, programs, terminals);
  const relaunchWatcher = new RelaunchWatcher(terminals);
  const roleTerminals = new RoleTerminals(
    chooser,
    environments,
    newTerminals,
    thisTerminal,
    terminals,
    boundary,
    relaunchWatcher,
  );
  commands.register('roleassist.openRoleTerminal', (row) => roleTerminals.open(row));
  commands.register('roleassist.useInThisTerminal', (row) => thisTerminal.use(row));
  commands.register('roleassist.removeFromThisTerminal', () => thisTerminal.remove());
  commands.register('roleassist.useInNewTerminals', (row) =>
    useInNewTerminals(chooser, environments, newTerminals, row),
  );
  commands.register('roleassist.stopUsingInNewTerminals', () => stopUsingInNewTerminals(newTerminals));
  context.subscriptions.push(programs, newTerminals, relaunchWatcher, roleTerminals);
  return newTerminals;
}
