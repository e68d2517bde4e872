import type { Platform } from '../../infrastructure/platform.ts';
import { openProfile } from './openProfile.ts';
import { ProfilesView } from './profilesView.ts';

export function registerProfiles({ commands, context, host, log, profiles }: Platform): void {
  commands.register('roleassist.openProfile', (row) => openProfile(profiles, row));
  commands.register('roleassist.refreshProfiles', () => {
    profiles.outdate();
  });
  context.subscriptions.push(new ProfilesView(profiles, host, log));
}
