import * as vscode from 'vscode';
import { UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { confirmInDialog } from '../../infrastructure/presentation/messages.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { openAddress } from '../../infrastructure/presentation/openAddress.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { ask } from '../../infrastructure/prompts/prompts.ts';
import { Methods, type BegunSignIn, type SignInFlow } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import { isHostError } from '../../infrastructure/rpc/hostErrors.ts';
import { describeSignedIn } from './signInText.ts';

/** How long to wait for the browser before a code is offered: a tunnel to a remote may lead nowhere. */
const patienceMilliseconds = 20_000;

/** What to sign in to, and the profile that the user wants to assume afterwards. */
export interface SignInWish {
  readonly name: string;
  readonly profile?: string | undefined;
}

/** Signs in with the user's browser. Only a user's click starts this. */
export async function signIn(host: HostApi, { name, profile }: SignInWish): Promise<void> {
  // Where VS Code itself runs in a browser, no port of the host can be reached from it.
  const begun = await begin(host, name, vscode.env.uiKind === vscode.UIKind.Web ? 'code' : 'auto');
  await present(host, begun);
  const stopOffering = offerCode(begun);
  try {
    const signedIn = await withProgress(vscode.l10n.t('Waiting until you have signed in to {0}', begun.name), (token) =>
      host.request(Methods.awaitSignIn, { signInId: begun.signInId }, token),
    );
    notify(
      'information',
      [describeSignedIn(signedIn), ...(signedIn.notes ?? [])].join(' '),
      profile === undefined ? [] : [errorActions.assumeRole(profile)],
    );
  } finally {
    stopOffering();
  }
}

/** Adds a code to a sign-in that waits for the browser. Whichever the user finishes ends both. */
export async function useSignInCode(host: HostApi, name: string): Promise<void> {
  await present(host, await begin(host, name, 'code'));
}

function begin(host: HostApi, name: string, flow: SignInFlow): Promise<BegunSignIn> {
  return withProgress(vscode.l10n.t('Preparing the sign-in to {0}', name), (token) =>
    host.request(Methods.beginSignIn, { name, flow }, token),
  );
}

/** Opens the page, after the user has seen its code if there is one. */
async function present(host: HostApi, begun: BegunSignIn): Promise<void> {
  const { url, userCode, takesCode } = begun;
  if (url === undefined) {
    return;
  }
  if (userCode !== undefined) {
    await showCode(begun.name, userCode);
  }
  await openAddress(url);
  if (takesCode) {
    await takeCode(host, begun);
  }
}

/** Codes can be misused: whoever gets a victim to approve one is signed in as the victim. */
async function showCode(name: string, userCode: string): Promise<void> {
  const accepted = await confirmInDialog(
    vscode.l10n.t('The code of your sign-in to {0}: {1}', name, userCode),
    vscode.l10n.t('The page must show the same code. Approve it only if you started this sign-in yourself.'),
    { decline: vscode.l10n.t('Do Not Sign In'), confirm: vscode.l10n.t('Copy Code and Open') },
  );
  if (!accepted) {
    throw new UserCancelledError();
  }
  await vscode.env.clipboard.writeText(userCode);
}

/** Asks for the text that the page shows, again if it is wrong. */
async function takeCode(host: HostApi, { signInId, name }: BegunSignIn): Promise<void> {
  for (let wrong: string | undefined; ;) {
    const complaint = wrong;
    const answer = await ask({
      title: vscode.l10n.t('Sign In'),
      placeholder: '',
      prompt: () => vscode.l10n.t('Paste the text that the page shows after you have signed in to {0}', name),
      initialError: complaint === undefined ? undefined : () => complaint,
    });
    if (!('text' in answer)) {
      throw new UserCancelledError();
    }
    const { text } = answer;
    try {
      await withProgress(vscode.l10n.t('Signing in to {0}', name), (token) =>
        host.request(Methods.submitSignInCode, { signInId, code: text }, token),
      );
      return;
    } catch (error) {
      if (!isHostError(error, 'InvalidArgument')) {
        throw error;
      }
      wrong = error.message;
    }
  }
}

/**
 * Offers a code where the browser's answer may not arrive: at once on a remote, otherwise after a while. The browser
 * may still answer first. Returns what withdraws the offer.
 */
function offerCode({ name, flow }: BegunSignIn): () => void {
  const offer = () => {
    notify('information', vscode.l10n.t('Finish the sign-in to {0} in your browser.', name), [
      errorActions.useSignInCode(name),
    ]);
  };
  const timer =
    flow === 'browser' ? setTimeout(offer, vscode.env.remoteName === undefined ? patienceMilliseconds : 0) : undefined;
  return () => {
    clearTimeout(timer);
  };
}
