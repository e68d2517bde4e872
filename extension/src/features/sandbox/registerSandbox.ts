import type { Platform } from '../../infrastructure/platform.ts';
import { SandboxControl } from './sandboxControl.ts';

export function registerSandbox({ api, commands, context, host }: Platform): SandboxControl {
  const sandbox = new SandboxControl(api);
  commands.register('roleassist.startSandbox', () => sandbox.start());
  commands.register('roleassist.stopSandbox', () => sandbox.stop());
  context.subscriptions.push(
    host.onDidStop(() => {
      sandbox.reset();
    }),
  );
  return sandbox;
}
