import type { Platform } from '../../infrastructure/platform.ts';
import { runDiagnostics } from './runDiagnostics.ts';

export function registerDiagnostics({ api, commands, context }: Platform): void {
  const { version } = context.extension.packageJSON as { version: string };
  commands.register('roleassist.runDiagnostics', () => runDiagnostics(api, version));
}
