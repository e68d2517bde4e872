import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import type { SignInInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { SignInStore } from '../../infrastructure/state/signInStore.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { describeSignIn } from './signInText.ts';

interface SignInItem extends SearchItem {
  readonly info?: SignInInfo;
  /** Whether this is the item that sets up another session. */
  readonly isNew?: boolean;
}

/** Lets the user pick what to sign in to. The sessions that need it come first. */
export async function pickSignIn(store: SignInStore): Promise<string> {
  const item = await show(store, vscode.l10n.t('Sign In'), vscode.l10n.t('What do you want to sign in to?'), (all) => [
    ...all
      .toSorted((a, b) => Number(a.state === 'signedIn') - Number(b.state === 'signedIn'))
      .filter(({ state, expiresAt }) => state !== 'unreadable' || expiresAt !== undefined)
      .map(toItem),
    ...all.filter(({ state, expiresAt }) => state === 'unreadable' && expiresAt === undefined).map(toItem),
    {
      iconPath: new vscode.ThemeIcon('add'),
      label: vscode.l10n.t('Set Up Another Sign-In…'),
      isNew: true,
    },
  ]);
  if (item.isNew) {
    await vscode.commands.executeCommand('roleassist.setUpProfile', { kind: 'signIn' });
    throw new UserCancelledError();
  }
  return item.info?.name ?? '';
}

/** Lets the user pick what to sign out of. */
export async function pickSignedIn(store: SignInStore): Promise<string> {
  const item = await show(
    store,
    vscode.l10n.t('Sign Out'),
    vscode.l10n.t('What do you want to sign out of?'),
    (all) => {
      const signedIn = all.filter(({ state }) => state !== 'signedOut');
      if (signedIn.length === 0) {
        throw new OperationError(
          vscode.l10n.t('You are not signed in anywhere.'),
          undefined,
          [errorActions.signIn()],
          'information',
        );
      }
      return signedIn.map(toItem);
    },
  );
  return item.info?.name ?? '';
}

async function show(
  store: SignInStore,
  title: string,
  placeholder: string,
  items: (all: readonly SignInInfo[]) => readonly SignInItem[],
): Promise<SignInItem> {
  const answer = await showList<SignInItem>({
    title,
    placeholder,
    items: async (token) => items(await store.list(token)),
  });
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new UserCancelledError();
  }
  return item;
}

function toItem(info: SignInInfo): SignInItem {
  const { name, kind, state, place, reason } = info;
  return {
    iconPath: new vscode.ThemeIcon(state === 'unreadable' ? 'warning' : state === 'signedIn' ? 'pass' : 'sign-in'),
    label: name,
    description: joinParts(
      ' · ',
      describeSignIn(info),
      kind === 'awsLogin' ? vscode.l10n.t('aws login') : vscode.l10n.t('IAM Identity Center'),
    ),
    detail: reason ?? place ?? '',
    info,
  };
}
