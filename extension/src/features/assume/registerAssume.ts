import { profileOf } from '../../infrastructure/commands/arguments.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { AssumeRoleCommands } from './assumeRoleCommands.ts';
import { NextSteps } from './nextSteps.ts';
import { RecentRoles } from './recentRoles.ts';
import { RoleAssumer } from './roleAssumer.ts';
import { RolePicker } from './rolePicker.ts';
import { SsoRoles } from './ssoRoles.ts';

/**
 * Registers the commands and returns the services with which other features assume roles.
 * @param onAssumed called when the user has assumed a role with the command
 */
export function registerAssume(
  { api, commands, context, profiles, sessions }: Platform,
  requests: PromptedRequests,
  onAssumed: (session: SessionInfo) => Promise<void>,
): { readonly assumer: RoleAssumer; readonly chooser: SessionChooser } {
  const recent = new RecentRoles(context.globalState);
  const assumer = new RoleAssumer(api, requests);
  const picker = new RolePicker(profiles, sessions, recent, new SsoRoles(api));
  const assumeRole = new AssumeRoleCommands(assumer, picker, recent);
  const nextSteps = new NextSteps(context.globalState);
  const show = async (session: SessionInfo) => {
    await nextSteps.show(session);
    await onAssumed(session);
  };
  commands.register('roleassist.assumeRole', async (row) => {
    await show(await assumeRole.assumeOne(profileOf(row)));
  });
  commands.register('roleassist.assumeReadOnly', async (row) => {
    const profile = profileOf(row);
    await show(await (profile === undefined ? assumeRole.assumeOne() : assumeRole.assumeReadOnly(profile)));
  });
  commands.register('roleassist.assumeSeveralRoles', () => assumeRole.assumeSeveral());
  const chooser = new SessionChooser(sessions, (profile, session) =>
    session ? assumer.assume({ session }) : assumeRole.assumeOne(profile),
  );
  return { assumer, chooser };
}
