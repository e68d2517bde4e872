import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import {
  preciseCountdown,
  countdown,
  untilNextChange,
  untilNextPreciseChange,
} from '../../../extension/src/infrastructure/presentation/countdown.ts';
import { StatusBar } from '../../../extension/src/features/status/statusBar.ts';
import type { SessionInfo } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { SessionStore } from '../../../extension/src/infrastructure/state/sessionStore.ts';
import { TerminalUses } from '../../../extension/src/infrastructure/state/terminalUses.ts';
import { EventEmitter, StatusBarItem, Terminal, editor, openEditor } from './fakes/vscode.ts';
import { inMinutes, now, session } from './support/samples.ts';

const minute = 60_000;

describe('the countdown', () => {
  it.each([
    [12 * 60 * minute, '12h 0m'],
    [90 * minute, '1h 30m'],
    [60 * minute, '1h 0m'],
    [60 * minute - 1, '59m'],
    [10 * minute, '10m'],
    [2 * minute - 1, '1m'],
    [minute, '1m'],
    [minute - 1, '<1m'],
    [1, '<1m'],
    [0, '<1m'],
  ])('shows %d milliseconds as %s', (left, text) => {
    expect(countdown(left)).toBe(text);
  });

  it.each([minute, minute + 1, 59.5 * minute, 60 * minute])(
    'changes just when it says it will (%d milliseconds left)',
    (left) => {
      const delay = untilNextChange(left) ?? 0;
      expect(countdown(left - delay)).not.toBe(countdown(left));
      expect(countdown(left - delay + 2)).toBe(countdown(left));
    },
  );

  it('does not change in the last minute, or if there is nothing to count', () => {
    expect(untilNextChange(minute - 1)).toBeUndefined();
    expect(untilNextChange(0)).toBeUndefined();
    expect(untilNextChange(Infinity)).toBeUndefined();
  });
});

describe('the precise countdown', () => {
  it.each([
    [60 * minute, '1h 0m'],
    [minute, '1m'],
    [minute - 1, '59s'],
    [1999, '1s'],
    [999, '0s'],
    [0, '0s'],
  ])('shows %d milliseconds as %s', (left, text) => {
    expect(preciseCountdown(left)).toBe(text);
  });

  it.each([90_000, minute, minute - 1, 1500, 1000])(
    'changes just when it says it will (%d milliseconds left)',
    (left) => {
      const delay = untilNextPreciseChange(left) ?? 0;
      expect(preciseCountdown(left - delay)).not.toBe(preciseCountdown(left));
      expect(preciseCountdown(left - delay + 2)).toBe(preciseCountdown(left));
    },
  );

  it('does not change when no time is left', () => {
    expect(untilNextPreciseChange(999)).toBeUndefined();
    expect(untilNextPreciseChange(Infinity)).toBeUndefined();
  });
});

describe('the status bar', () => {
  let store: SessionStore;
  let uses: TerminalUses;
  let bar: StatusBar;
  const inNewTerminals = new Set<string>();
  const newTerminalsChanged = new EventEmitter<void>();
  let item: StatusBarItem;
  let revision: number;

  function show(...sessions: SessionInfo[]): void {
    store.apply({ revision: ++revision, hostId: 'host-1', sessions });
  }

  beforeEach(() => {
    vi.useFakeTimers({ now });
    openEditor();
    store = new SessionStore();
    uses = new TerminalUses();
    bar = new StatusBar(store, uses, {
      onDidChange: newTerminalsChanged.event,
      haveSession: (id) => inNewTerminals.has(id),
    });
    item = editor.statusBarItems[0] ?? expect.fail('there is no item');
    revision = 0;
    inNewTerminals.clear();
  });

  afterEach(() => {
    bar.dispose();
    vi.useRealTimers();
  });

  it('is empty without a session', () => {
    expect(item.isVisible).toBe(false);
    show(session());
    expect(item.isVisible).toBe(true);
    show();
    expect(item.isVisible).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows the role and the time left, also to screen readers', () => {
    show(session({ expiration: inMinutes(59) }));
    expect(item.text).toBe('$(key) prod-admin 59m');
    expect(item.accessibilityInformation).toEqual({ label: 'AWS role prod-admin, 59m' });
    expect(item.backgroundColor).toBeUndefined();
    expect(item.command).toBe('roleassist.openRoleTerminal');
  });

  it('shows a typed role by its account and name', () => {
    show(session({ profile: 'arn:aws-us-gov:iam::222233334444:role/team/developer' }));
    expect(item.text).toBe('$(key) 222233334444/team/developer 1h 0m');
  });

  it('counts down every minute', () => {
    show(session({ expiration: inMinutes(12.5) }));
    const texts = [item.text];
    for (let passed = 0; passed < 3; passed++) {
      vi.advanceTimersByTime(minute);
      texts.push(item.text);
    }
    expect(texts).toEqual(['12m', '11m', '10m', '9m'].map((time) => `$(key) prod-admin ${time}`));
    expect(vi.getTimerCount()).toBe(1);
  });

  it.each([
    ['active', '5m', undefined],
    ['refreshing', '5m', undefined],
    ['assuming', 'assuming', undefined],
    ['expiring', '5m', 'statusBarItem.warningBackground'],
    ['needsMfa', 'needs MFA code', 'statusBarItem.warningBackground'],
    ['expired', 'expired', 'statusBarItem.errorBackground'],
    ['failed', 'failed', 'statusBarItem.errorBackground'],
  ] as const)('shows a session that is %s as %s', (state, text, background) => {
    show(session({ state, expiration: inMinutes(5) }));
    expect(item.text).toBe(`$(key) prod-admin ${text}`);
    expect(item.accessibilityInformation?.label).toBe(`AWS role prod-admin, ${text}`);
    expect(item.backgroundColor?.id).toBe(background);
  });

  it('shows no warning about the time left, because the host renews the session', () => {
    show(session({ expiration: inMinutes(2) }));
    vi.advanceTimersByTime(5 * minute);
    expect(item.text).toBe('$(key) prod-admin <1m');
    expect(item.backgroundColor).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows no warning after the session has recovered', () => {
    show(session({ state: 'needsMfa' }));
    show(session());
    expect(item.text).toBe('$(key) prod-admin 1h 0m');
    expect(item.backgroundColor).toBeUndefined();
  });

  it('shows in the tooltip what is wrong', () => {
    show(session({ state: 'expiring', remark: 'AWS throttled the request' }));
    expect(item.tooltip?.value).toContain('$(warning) AWS throttled the request');
    show(session());
    expect(item.tooltip?.value).not.toContain('$(warning)');
  });

  it('shows no time for keys that do not expire', () => {
    const { sessionId, profile, account, arn, state } = session();
    show({ sessionId, profile, account, arn, state });
    expect(item.text).toBe('$(key) prod-admin');
    expect(item.backgroundColor).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows the most recent session and the number of others', () => {
    show(session({ profile: 'dev' }), session({ sessionId: 'session-2' }), session({ sessionId: 'session-3' }));
    expect(item.text).toBe('$(key) dev 1h 0m +2');
  });

  describe('with terminals', () => {
    const dev = session({ sessionId: 'session-2', profile: 'dev' });
    let ofProduction: Terminal;
    let other: Terminal;

    beforeEach(() => {
      [ofProduction, other] = [new Terminal().open(), new Terminal().open()];
      show(dev, session());
      uses.set(ofProduction as unknown as vscode.Terminal, 'session-1');
    });

    it('shows the role of the active terminal, or the latest if the terminal has none', () => {
      expect(item.text).toBe('$(key) dev 1h 0m +1');
      ofProduction.activate();
      expect(item.text).toBe('$(key) prod-admin 1h 0m +1');
      other.activate();
      expect(item.text).toBe('$(key) dev 1h 0m +1');
    });

    it('shows it from when the active terminal gets it until it is removed or ends', () => {
      other.activate();
      uses.set(other as unknown as vscode.Terminal, 'session-1');
      expect(item.text).toBe('$(key) prod-admin 1h 0m +1');
      uses.delete(other as unknown as vscode.Terminal);
      expect(item.text).toBe('$(key) dev 1h 0m +1');
      ofProduction.activate();
      show(dev);
      // Another role's name would be wrong here.
      expect(item.text).toBe('$(circle-slash) session ended');
      other.activate();
      expect(item.text).toBe('$(key) dev 1h 0m');
    });

    it('shows that a role was assumed if it still shows that of the active terminal', () => {
      ofProduction.activate();
      expect(editor.statusBarMessages).toEqual([]);
      show(session({ sessionId: 'session-3', profile: 'audit' }), dev, session());
      expect(item.text).toBe('$(key) prod-admin 1h 0m +2');
      expect(editor.statusBarMessages).toEqual(['$(key) audit is assumed. This terminal still uses prod-admin.']);
      other.activate();
      expect(editor.statusBarMessages).toEqual([]);
      ofProduction.activate();
      expect(editor.statusBarMessages).toEqual([]);
    });
  });

  it('lists every session in the tooltip, with the commands', () => {
    show(session({ profile: 'dev' }), session());
    const tooltip = item.tooltip?.value ?? '';
    expect(tooltip).toContain('444455556666');
    expect(tooltip).toContain('**dev**');
    expect(tooltip).toContain('(command:roleassist.endSession)');
    expect(item.tooltip?.isTrusted).toEqual({
      enabledCommands: [
        'roleassist.openRoleTerminal',
        'roleassist.assumeRole',
        'roleassist.endSession',
        'roleassist.openConsole',
        'roleassist.refreshSession',
        'roleassist.copyArn',
        'roleassist.stopUsingInNewTerminals',
      ],
    });
  });

  it('shows the source and the commands of the session', () => {
    show(session({ source: 'home (access key)' }));
    const tooltip = item.tooltip?.value ?? '';
    expect(tooltip).toContain('- Source: home');
    const [, query = ''] = /command:roleassist\.copyArn\?([^)]+)/.exec(tooltip) ?? [];
    expect(JSON.parse(decodeURIComponent(query))).toEqual([{ sessionId: 'session-1' }]);
  });

  it('marks production with a label and an icon, not only with color', () => {
    show(session({ isProduction: true }));
    expect(item.text).toBe('$(shield) PRODUCTION prod-admin 1h 0m');
    expect(item.accessibilityInformation?.label).toBe('AWS role prod-admin, PRODUCTION, 1h 0m');
    expect(item.tooltip?.value).toContain('**PRODUCTION**');
    expect(item.backgroundColor).toBeUndefined();
  });

  it('shows in the tooltip which session new terminals use, and how to stop that', () => {
    show(session({ profile: 'dev' }), session({ sessionId: 'session-2' }));
    expect(item.tooltip?.value).not.toContain('new terminals');
    inNewTerminals.add('session-2');
    newTerminalsChanged.fire();
    expect(item.tooltip?.value).toMatch(/\*\*prod&#45;admin\*\* — \*\*new terminals\*\*/);
    expect(item.tooltip?.value).toContain('(command:roleassist.stopUsingInNewTerminals)');
  });

  it('lists the session that it shows first in the tooltip', () => {
    const terminal = new Terminal().open();
    show(session({ profile: 'latest' }), session({ sessionId: 'session-2', profile: 'front' }));
    uses.set(terminal as unknown as vscode.Terminal, 'session-2');
    terminal.activate();
    expect(item.tooltip?.value).toMatch(/^\*\*front\*\*/);
  });
});
