import * as vscode from 'vscode';
import { notify } from '../../infrastructure/presentation/notify.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { SessionMemory, type WindowState } from './sessionMemory.ts';

/** The actions of other features that restore sessions. */
export interface RestoreActions {
  /** Assumes a profile; may ask for an MFA code. */
  readonly assume: (profile: string) => Promise<SessionInfo>;
  readonly newTerminals: {
    readonly onDidChange: vscode.Event<void>;
    /** The keys of folders with the sessions that their new terminals use. */
    uses(): readonly { readonly folder?: string; readonly sessionId: string }[];
  };
  /** Makes new terminals of the folders use a session again. */
  readonly useInNewTerminals: (session: SessionInfo, folders: readonly (string | undefined)[]) => Promise<void>;
}

/** After a reload of the window, tells the user which sessions ended and offers to assume them again. */
export function registerReload(platform: Platform, actions: RestoreActions): SessionMemory {
  const { boundary, commands, context, sessions, terminals } = platform;
  const memory = new SessionMemory(context.workspaceState);
  let offered = memory.takePrevious();
  const updateContextKey = () => {
    void vscode.commands.executeCommand('setContext', 'roleassist.canAssumeAgain', offered !== undefined);
  };
  commands.register('roleassist.assumeAgain', async () => {
    const previous = offered;
    offered = undefined;
    updateContextKey();
    await assumeAgain(previous, actions);
  });
  if (offered) {
    updateContextKey();
    const previous = offered;
    void boundary.run(() => notifyEndedSessions(previous));
  }

  const save = () =>
    void boundary.run(async () => {
      memory.remember(await currentState(platform, actions));
    });
  context.subscriptions.push(
    sessions.onDidChange(save),
    terminals.onDidChange(save),
    actions.newTerminals.onDidChange(save),
  );
  return memory;
}

async function currentState({ sessions, terminals }: Platform, { newTerminals }: RestoreActions): Promise<WindowState> {
  const profileOf = (id: string) => sessions.sessions.find(({ sessionId }) => sessionId === id)?.profile;
  const processIds = await Promise.all(terminals.terminals().map(({ processId }) => processId));
  return {
    profiles: sessions.sessions.map(({ profile }) => profile),
    newTerminals: newTerminals.uses().flatMap(({ sessionId, ...scope }) => {
      const profile = profileOf(sessionId);
      return profile === undefined ? [] : [{ ...scope, profile }];
    }),
    processIds: processIds.filter((id) => id !== undefined),
  };
}

async function notifyEndedSessions({ profiles, newTerminals, processIds }: WindowState): Promise<void> {
  const names = profiles.map((profile) => sessionName({ profile }));
  const stale = await terminalNamesOf(processIds);
  const text = joinParts(
    ' ',
    names.length === 1
      ? vscode.l10n.t('The session of {0} ended when this window was reloaded.', names[0] ?? '')
      : vscode.l10n.t('{0} sessions ended when this window was reloaded: {1}.', names.length, names.join(', ')),
    newTerminals.length > 0 ? vscode.l10n.t('New terminals use no role.') : undefined,
    stale.length > 0 ? vscode.l10n.t('These terminals no longer get credentials: {0}.', stale.join(', ')) : undefined,
  );
  notify('warning', text, [{ title: vscode.l10n.t('Assume Again'), command: 'roleassist.assumeAgain' }]);
}

/** Returns the terminals that survived the reload and whose shells used a session. */
async function terminalNamesOf(processIds: readonly number[]): Promise<string[]> {
  const open = await Promise.all(
    vscode.window.terminals.map(async ({ name, processId }) => ({ name, processId: await processId })),
  );
  return open
    .filter(({ processId }) => processId !== undefined && processIds.includes(processId))
    .map(({ name }) => name);
}

/** For a role that was typed, opens the picker, because its source credentials are not stored. */
async function assumeAgain(
  previous: WindowState | undefined,
  { assume, useInNewTerminals }: RestoreActions,
): Promise<void> {
  const profiles = (previous?.profiles ?? []).filter((profile) => !profile.startsWith('arn:'));
  // Restore the order: the most recently assumed role comes last.
  for (const profile of profiles.toReversed()) {
    const session = await assume(profile);
    const folders = previous?.newTerminals.filter((use) => use.profile === profile).map(({ folder }) => folder) ?? [];
    if (folders.length > 0) {
      await useInNewTerminals(session, folders);
    }
  }
  if (profiles.length === 0) {
    await vscode.commands.executeCommand('roleassist.assumeRole');
  }
}
