import * as vscode from 'vscode';
import { UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import { Methods, type SsoAccountInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { RoleSelection } from './assumeRequest.ts';

interface AccountItem extends SearchItem {
  readonly account: SsoAccountInfo;
}

interface SsoRoleItem extends SearchItem {
  readonly request: RoleSelection;
}

/** The accounts and roles of sign-ins to Identity Center, for which no profile is needed. */
export class SsoRoles {
  constructor(private readonly host: HostApi) {}

  /** Returns the names of the SSO sessions that the user is signed in to. Nothing depends on them, so no error does. */
  async sessions(token: vscode.CancellationToken): Promise<readonly string[]> {
    try {
      const { signIns } = await this.host.request(Methods.listSignIns, {}, token);
      return signIns.filter(({ isSsoSession, state }) => isSsoSession && state === 'signedIn').map(({ name }) => name);
    } catch {
      return [];
    }
  }

  /** Lets the user pick an account and a role of a session. Returns undefined if they go back. */
  async pick(session: string): Promise<RoleSelection | undefined> {
    for (;;) {
      const account = await this.pickAccount(session);
      if (!account) {
        return undefined;
      }
      const role = await this.pickRole(session, account);
      if (role) {
        return role;
      }
    }
  }

  private async pickAccount(session: string): Promise<SsoAccountInfo | undefined> {
    const item = await pickOne<AccountItem>(
      1,
      vscode.l10n.t('Select an account of {0}', session),
      vscode.l10n.t('No matching accounts'),
      async (token) => {
        const { accounts } = await this.host.request(Methods.listSsoAccounts, { session }, token);
        return accounts.map((account) => ({
          iconPath: new vscode.ThemeIcon('organization'),
          label: account.name,
          description: account.accountId,
          account,
        }));
      },
    );
    return item?.account;
  }

  /** A role that has a profile is assumed with it, so that its settings apply. */
  private async pickRole(session: string, { accountId, name }: SsoAccountInfo): Promise<RoleSelection | undefined> {
    const item = await pickOne<SsoRoleItem>(
      2,
      vscode.l10n.t('Select a role in {0}', name),
      vscode.l10n.t('No matching roles'),
      async (token) => {
        const { roles } = await this.host.request(Methods.listSsoRoles, { session, accountId }, token);
        return roles.map(({ roleName, profile }) => ({
          iconPath: new vscode.ThemeIcon('person'),
          label: roleName,
          description: profile === undefined ? vscode.l10n.t('no profile') : vscode.l10n.t('profile {0}', profile),
          request: profile === undefined ? { ssoAccount: { session, accountId, roleName } } : { profile },
        }));
      },
    );
    return item?.request;
  }
}

/** Shows a list with a Back button. Returns undefined if the user goes back. */
async function pickOne<T extends SearchItem>(
  number: number,
  placeholder: string,
  emptyLabel: string,
  items: (token: vscode.CancellationToken) => Promise<readonly T[]>,
): Promise<T | undefined> {
  const answer = await showList<T>({
    title: vscode.l10n.t('Assume Role'),
    placeholder,
    emptyLabel,
    buttons: [vscode.QuickInputButtons.Back],
    step: { number, of: 2 },
    items,
  });
  if ('button' in answer) {
    return undefined;
  }
  const [item] = 'picked' in answer ? answer.picked : [];
  if (!item) {
    throw new UserCancelledError();
  }
  return item;
}
