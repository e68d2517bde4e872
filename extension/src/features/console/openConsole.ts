import * as vscode from 'vscode';
import { profileOf, sessionIdOf } from '../../infrastructure/commands/arguments.ts';
import { consoleSettings } from '../../infrastructure/configuration/settings.ts';
import { OperationError } from '../../infrastructure/errors/operationError.ts';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { openAddress } from '../../infrastructure/presentation/openAddress.ts';
import { showBriefly } from '../../infrastructure/presentation/messages.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import { confirmProduction } from '../../infrastructure/prompts/confirmProduction.ts';
import { pickSession } from '../../infrastructure/prompts/pickSession.ts';
import { withProgress } from '../../infrastructure/prompts/progress.ts';
import { pick } from '../../infrastructure/prompts/prompts.ts';
import type { PromptedRequests } from '../../infrastructure/prompts/promptedRequests.ts';
import type { SessionChooser } from '../../infrastructure/prompts/sessionChooser.ts';
import { Methods, type ConsoleLinkInfo, type SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';
import type { ProfileStore } from '../../infrastructure/state/profileStore.ts';
import type { SessionStore } from '../../infrastructure/state/sessionStore.ts';
import { accountOf, arnAtCursor, type CursorPlace } from './arnAtCursor.ts';
import type { RecentServices } from './recentServices.ts';
import { pickService } from './servicePicker.ts';

const noticeMilliseconds = 10_000;

/**
 * The commands that open the AWS console. The host gives an address of its own that works once, so that nothing secret
 * passes VS Code, its log or its dialogs.
 */
export class OpenConsole {
  constructor(
    private readonly host: HostApi,
    private readonly requests: PromptedRequests,
    private readonly chooser: SessionChooser,
    private readonly sessions: SessionStore,
    private readonly profiles: ProfileStore,
    private readonly recent: RecentServices,
  ) {}

  /** Opens the home page of a row's session. Without a row, asks for the session and the service. */
  async open(argument?: unknown): Promise<void> {
    const isRow = sessionIdOf(argument) !== undefined || profileOf(argument) !== undefined;
    const session = await this.chooser.choose(vscode.l10n.t('Open Console'), argument);
    await this.openAs(session, isRow ? '' : await this.pickService(session));
  }

  /** Opens a service that the user picks. */
  async openService(argument?: unknown): Promise<void> {
    const session = await this.chooser.choose(vscode.l10n.t('Open Service in Console'), argument);
    await this.openAs(session, await this.pickService(session));
  }

  /** Opens the resource whose ARN is at the cursor, with a session in the ARN's account. */
  async openArn(editor: CursorPlace | undefined): Promise<void> {
    const arn = editor && arnAtCursor(editor);
    if (arn === undefined) {
      throw new OperationError(
        vscode.l10n.t('There is no ARN at the cursor.'),
        vscode.l10n.t('Place the cursor in an ARN, which begins with arn:aws.'),
        [],
        'information',
      );
    }
    await this.openAs(await this.sessionFor(arn), arn);
  }

  private async pickService(session: SessionInfo): Promise<string> {
    const service = await pickService(this.host, this.recent.list(), sessionName(session));
    if (service !== '' && !service.startsWith('arn:')) {
      await this.recent.add(service);
    }
    return service;
  }

  private async openAs(session: SessionInfo, service: string): Promise<void> {
    await confirmProduction(session, 'console');
    const link = await this.requests.send(session.profile, (tokenCode) => this.createLink(session, service, tokenCode));
    await requireReachable(link.url);
    if (!(await openAddress(link.url))) {
      return; // the user declined, or has copied the address
    }
    if (link.lasts !== undefined) {
      showBriefly('globe', link.lasts, noticeMilliseconds);
    }
    const [note] = link.notes;
    if (note !== undefined) {
      notify('information', link.notes.join(' '), []);
    }
  }

  private createLink(session: SessionInfo, service: string, tokenCode?: string): Promise<ConsoleLinkInfo> {
    const { durationSeconds, viaPortal } = consoleSettings();
    return withProgress(vscode.l10n.t('Opening the console of {0}', sessionName(session)), (token) =>
      this.host.request(
        Methods.createConsoleLink,
        {
          sessionId: session.sessionId,
          ...(service === '' ? {} : { service }),
          ...(durationSeconds === undefined ? {} : { durationSeconds }),
          ...(viaPortal && isSsoRole(session) ? { viaPortal } : {}),
          ...(tokenCode === undefined ? {} : { tokenCode }),
        },
        token,
      ),
    );
  }

  /** Gets a session in the account of an ARN: an existing one, or that of a profile with this account. */
  private async sessionFor(arn: string): Promise<SessionInfo> {
    const title = vscode.l10n.t('Open in Console');
    const account = accountOf(arn);
    if (account === undefined) {
      return this.chooser.choose(title);
    }
    const sessions = this.sessions.sessions.filter((session) => session.account === account);
    const session = await pickSession(sessions, title);
    return session
      ? this.chooser.choose(title, { sessionId: session.sessionId })
      : this.chooser.current(await this.profileIn(account, title));
  }

  private async profileIn(account: string, title: string): Promise<string> {
    const { profiles } = await withProgress(vscode.l10n.t('Looking for a profile'), (token) =>
      this.profiles.list(token),
    );
    const inAccount = profiles.filter((profile) => profile.account === account);
    const [only] = inAccount;
    if (!only) {
      throw new OperationError(
        vscode.l10n.t('No session and no profile is in account {0}.', account),
        vscode.l10n.t('Assume a role in that account first.'),
        [errorActions.assumeRole()],
      );
    }
    if (inAccount.length === 1) {
      return only.name;
    }
    const items = inAccount.map(({ name, roleArn }) => ({ label: name, ...(roleArn ? { detail: roleArn } : {}) }));
    const placeHolder = vscode.l10n.t('Select a profile in account {0}', account);
    return (await pick(items, { title, placeHolder, matchOnDetail: true })).label;
  }
}

/**
 * A ticket is answered at its own address only. VS Code for the Web may lead browsers there through another one, and a
 * tunnel may have had to take another port.
 */
async function requireReachable(url: string): Promise<void> {
  const { hostname, origin } = new URL(url);
  if (hostname !== '127.0.0.1') {
    return; // the access portal's own link
  }
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(origin));
  if (new URL(external.toString()).origin !== origin) {
    throw new OperationError(
      vscode.l10n.t(
        'Your browser cannot reach the address that opens the console: VS Code forwards it to another one.',
      ),
      vscode.l10n.t(
        'Open this folder in the VS Code of your desktop, or run "roleassist console --print --reveal" in a terminal.',
      ),
    );
  }
}

/** The portal has links only to the roles that it creates. */
function isSsoRole(session: SessionInfo): boolean {
  return session.arn.includes(':assumed-role/AWSReservedSSO_');
}
