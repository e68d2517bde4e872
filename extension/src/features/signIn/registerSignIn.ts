import type { Platform } from '../../infrastructure/platform.ts';
import { SignInStore } from '../../infrastructure/state/signInStore.ts';
import { pickSignedIn, pickSignIn } from './pickSignIn.ts';
import { signIn, useSignInCode, type SignInWish } from './signIn.ts';
import { signOut } from './signOut.ts';

/** Registers the commands for signing in and out. Nothing signs in by itself. */
export function registerSignIn({ api, commands, context, host }: Platform): void {
  const store = new SignInStore(api);
  commands.register('roleassist.signIn', async (argument) =>
    signIn(api, wishOf(argument) ?? { name: await pickSignIn(store) }),
  );
  commands.register('roleassist.signOut', async (argument) =>
    signOut(api, wishOf(argument)?.name ?? (await pickSignedIn(store))),
  );
  commands.register('roleassist.useSignInCode', async (argument) =>
    useSignInCode(api, wishOf(argument)?.name ?? (await pickSignIn(store))),
  );
  context.subscriptions.push(
    store,
    host.onDidStop(() => {
      store.reset();
    }),
  );
}

/** Reads a name, a wish, or the row of a session. Any extension may call a command with any argument. */
function wishOf(argument: unknown): SignInWish | undefined {
  if (typeof argument === 'string') {
    return { name: argument };
  }
  if (typeof argument !== 'object' || argument === null) {
    return undefined;
  }
  if ('session' in argument) {
    return wishOf(argument.session);
  }
  if ('signIn' in argument && typeof argument.signIn === 'string') {
    return {
      name: argument.signIn,
      profile: 'profile' in argument && typeof argument.profile === 'string' ? argument.profile : undefined,
    };
  }
  return undefined;
}
