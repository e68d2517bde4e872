import { profileOf } from '../../infrastructure/commands/arguments.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import { AwsFiles } from './awsFiles.ts';
import { lockVault, unlockVault } from './lockVault.ts';
import { moveKeys } from './moveKeys.ts';
import { MoveOffer } from './moveOffer.ts';
import { PlainKeyMarks } from './plainKeyMarks.ts';
import { rotateKeys } from './rotateKeys.ts';

/** Registers the commands of the vault and the marks on keys in plain text. Returns the offer to move such a key. */
export function registerVault(
  { api, commands, context, profiles }: Platform,
  requests: PromptedRequests,
): Pick<MoveOffer, 'show'> {
  const files = new AwsFiles();
  /** The ages of keys change without a change of a file. */
  const outdating = async (run: () => Promise<void>) => {
    try {
      await run();
    } finally {
      profiles.outdate();
    }
  };
  commands.register('roleassist.moveKeys', (row) =>
    outdating(() => moveKeys({ host: api, requests, files }, profileOf(row))),
  );
  commands.register('roleassist.rotateKeys', (row) => outdating(() => rotateKeys(api, requests, profileOf(row))));
  commands.register('roleassist.unlockVault', () => outdating(() => unlockVault(api, requests)));
  commands.register('roleassist.lockVault', () => outdating(() => lockVault(api)));
  context.subscriptions.push(PlainKeyMarks.register(api, profiles, files));
  return new MoveOffer(context.globalState, profiles);
}
