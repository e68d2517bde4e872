import type { Platform } from '../../infrastructure/platform.ts';
import { setUpProfile } from './setUpProfile.ts';

export function registerSetUp({ api, commands }: Platform): void {
  commands.register('roleassist.setUpProfile', (answers) => setUpProfile(api, answers));
}
