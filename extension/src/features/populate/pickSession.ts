import * as vscode from 'vscode';
import { OperationError, UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import { Methods, type SignInInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

interface SessionItem extends SearchItem {
  readonly info: SignInInfo;
}

/**
 * Lets the user pick an SSO session.
 * @param options.signsIn whether the user signs in to one that they are not signed in to. The list says so beforehand.
 */
export async function pickSession(host: HostApi, { signsIn }: { readonly signsIn: boolean }): Promise<string> {
  const answer = await showList<SessionItem>({
    title: vscode.l10n.t('Profiles from Identity Center'),
    placeholder: vscode.l10n.t('Select an SSO session'),
    items: async (token) => {
      const { signIns } = await host.request(Methods.listSignIns, {}, token);
      const sessions = signIns.filter(({ isSsoSession }) => isSsoSession);
      if (sessions.length === 0) {
        throw noSession();
      }
      return sessions.map((info) => toItem(info, signsIn));
    },
  });
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new UserCancelledError();
  }
  if (signsIn && item.info.state !== 'signedIn') {
    await signIn(host, item.info.name);
  }
  return item.info.name;
}

/** The command shows its own errors, so only its success goes on. */
async function signIn(host: HostApi, name: string): Promise<void> {
  await vscode.commands.executeCommand('roleassist.signIn', { signIn: name });
  const { signIns } = await withProgress(vscode.l10n.t('Signing in to {0}', name), (token) =>
    host.request(Methods.listSignIns, {}, token),
  );
  if (signIns.find((info) => info.name === name)?.state !== 'signedIn') {
    throw new UserCancelledError();
  }
}

function toItem(info: SignInInfo, signsIn: boolean): SessionItem {
  const isSignedIn = info.state === 'signedIn';
  return {
    iconPath: new vscode.ThemeIcon(isSignedIn ? 'pass' : 'sign-in'),
    label: info.name,
    description: info.place ?? '',
    detail: isSignedIn || !signsIn ? '' : vscode.l10n.t('Signed out: you sign in with your browser first'),
    info,
  };
}

function noSession(): OperationError {
  return new OperationError(
    vscode.l10n.t('There is no SSO session in the AWS files.'),
    undefined,
    [
      {
        title: vscode.l10n.t('Set Up a Sign-In'),
        command: 'roleassist.setUpProfile',
        arguments: [{ kind: 'signIn' }],
      },
    ],
    'information',
  );
}
