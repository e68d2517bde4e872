import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { Platform } from '../../infrastructure/platform.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { restoreSessions } from './restoreSessions.ts';
import { RestoredTerminals } from './restoredTerminals.ts';
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

/**
 * Goes on with the sessions of a host that has ended, after a reload of the window or a crash. Tells the user which
 * ones could not be kept, and offers to assume them again.
 */
export function registerReload(platform: Platform, actions: RestoreActions): SessionMemory {
  const { boundary, commands, context, host, sessions, terminals } = platform;
  const memory = new SessionMemory(context.workspaceState);
  const restored = new RestoredTerminals(terminals);
  let lost: WindowState | undefined;
  const setLost = (state: WindowState | undefined) => {
    lost = state;
    void vscode.commands.executeCommand('setContext', 'roleassist.canAssumeAgain', lost !== undefined);
  };
  commands.register('roleassist.assumeAgain', async () => {
    const previous = lost;
    setLost(undefined);
    await assumeAgain(previous, actions);
  });

  const goOn = async (previous: WindowState, notifyLost: (state: WindowState) => Promise<void>) => {
    const rest = await restoreSessions(platform, previous, actions.useInNewTerminals);
    restored.set(previous.shells, rest);
    if (rest.length > 0) {
      const ids = new Set(rest.map(({ sessionId }) => sessionId));
      const state: WindowState = {
        sessions: rest,
        newTerminals: previous.newTerminals.filter(({ sessionId }) => ids.has(sessionId)),
        shells: previous.shells.filter(({ sessionId }) => ids.has(sessionId)),
      };
      setLost(state);
      await notifyLost(state);
    }
  };

  const previous = memory.takePrevious();
  if (previous) {
    void boundary.run(() => goOn(previous, notifyEndedByReload));
  }
  const save = () =>
    void boundary.run(async () => {
      memory.remember(await currentState(platform, actions));
    });
  context.subscriptions.push(
    restored,
    sessions.onDidChange(save),
    terminals.onDidChange(save),
    actions.newTerminals.onDidChange(save),
    host.onDidStop(({ isFinal, isUserAware }) => {
      const state = stateWithoutShells(platform, actions);
      if (!isFinal && state.sessions.length > 0) {
        void boundary.run(() => goOn(state, isUserAware ? () => Promise.resolve() : notifyEndedByCrash));
      }
    }),
  );
  return memory;
}

/** The state when the host stops: the shells stay open, and with them what is known of them. */
function stateWithoutShells({ sessions }: Platform, { newTerminals }: RestoreActions): WindowState {
  return {
    ...(sessions.hostId === undefined ? {} : { hostId: sessions.hostId }),
    sessions: sessions.sessions.map(({ sessionId, profile }) => ({ sessionId, profile })),
    newTerminals: newTerminals.uses(),
    shells: [],
  };
}

async function currentState(platform: Platform, actions: RestoreActions): Promise<WindowState> {
  const { terminals } = platform;
  const shells = await Promise.all(
    terminals.terminals().map(async (terminal) => ({
      processId: await terminal.processId,
      sessionId: terminals.sessionIdOf(terminal),
    })),
  );
  return {
    ...stateWithoutShells(platform, actions),
    shells: shells.flatMap(({ processId, sessionId }) =>
      processId === undefined || sessionId === undefined ? [] : [{ processId, sessionId }],
    ),
  };
}

async function notifyEndedByReload({ sessions, newTerminals, shells }: WindowState): Promise<void> {
  const names = sessions.map(sessionName);
  const stale = await terminalNamesOf(shells.map(({ processId }) => processId));
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

function notifyEndedByCrash(): Promise<void> {
  notify(
    'warning',
    vscode.l10n.t(
      'The RoleAssist host has stopped, which ended its sessions. Open terminals keep their credentials until they expire.',
    ),
    [errorActions.assumeRole(), errorActions.showLog()],
  );
  return Promise.resolve();
}

/** Returns the names of the open terminals with these shells. */
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
  const sessions = (previous?.sessions ?? []).filter(({ profile }) => !profile.startsWith('arn:'));
  // Restore the order: the most recently assumed role comes last.
  for (const { sessionId, profile } of sessions.toReversed()) {
    const session = await assume(profile);
    const folders = previous?.newTerminals.filter((use) => use.sessionId === sessionId).map(({ folder }) => folder);
    if (folders && folders.length > 0) {
      await useInNewTerminals(session, folders);
    }
  }
  if (sessions.length === 0) {
    await vscode.commands.executeCommand('roleassist.assumeRole');
  }
}
