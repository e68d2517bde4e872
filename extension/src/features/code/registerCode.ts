import type { Platform } from '../../infrastructure/platform.ts';
import { CodeChoices } from './codeChoices.ts';
import { generateCode } from './generateCode.ts';
import { HardCodedKeyActions } from './hardCodedKeyActions.ts';
import { insertSnippet } from './insertSnippet.ts';

export function registerCode({ api, commands, context, sessions }: Platform): void {
  const choices = new CodeChoices(api, sessions);
  commands.register('roleassist.generateCode', () => generateCode(api, choices));
  commands.register('roleassist.insertSnippet', () => insertSnippet(api, choices));
  commands.register('roleassist.explainReplacedKeys', () => {
    HardCodedKeyActions.reportRemaining();
  });
  context.subscriptions.push(HardCodedKeyActions.register(api));
}
