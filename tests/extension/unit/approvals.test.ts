import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Approvals } from '../../../extension/src/features/agents/approvals.ts';
import { ErrorBoundary } from '../../../extension/src/infrastructure/commands/errorBoundary.ts';
import type { HostStopEvent } from '../../../extension/src/infrastructure/lifecycle/host.ts';
import type { ApprovalRequest } from '../../../extension/src/infrastructure/rpc/contract.generated.ts';
import { HostApi } from '../../../extension/src/infrastructure/rpc/hostApi.ts';
import { FakeTransport } from './fakes/transport.ts';
import { editor, EventEmitter, openEditor, type Message } from './fakes/vscode.ts';
import { fakeLog, inMinutes, now } from './support/samples.ts';

let transport: FakeTransport;
let approvals: Approvals;
const stopped = new EventEmitter<HostStopEvent>();

function request(changes: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    id: 'request-1',
    agent: 'claude-code',
    profile: 'prod-admin',
    isProduction: true,
    reason: "The agent claude-code wants to use 'prod-admin', which is production.",
    expires: inMinutes(2),
    account: '444455556666',
    roleArn: 'arn:aws:iam::444455556666:role/admin',
    command: 'aws s3 ls',
    policy: 'agent',
    ...changes,
  };
}

/** Opens the approvals with a host that gives these answers. */
function open(...answers: unknown[]): void {
  transport = new FakeTransport(...answers);
  approvals = new Approvals({
    api: new HostApi(transport),
    boundary: new ErrorBoundary(fakeLog()),
    host: { onDidStop: stopped.event } as never,
  });
}

const ask = (changes?: Partial<ApprovalRequest>) => {
  transport.notify('roleassist/approvals/didRequest', request(changes));
};

const end = (id: string) => {
  transport.notify('roleassist/approvals/didEnd', { id });
};

function dialog(number = editor.messages.length): Message {
  return editor.messages[number - 1] ?? expect.fail(`there is no message ${number}`);
}

async function press(button: string): Promise<void> {
  await dialog().press(button);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers({ now });
  openEditor();
});

afterEach(() => {
  approvals.dispose();
  vi.useRealTimers();
});

describe('the question about an agent', () => {
  it('names the agent, the role, the account, what for, and that it is production', () => {
    open();
    ask();
    expect(dialog().text).toBe('Let the agent Claude Code use prod-admin, which is production?');
    const { detail = '' } = dialog();
    for (const part of [
      'PRODUCTION',
      'Account: 444455556666',
      'Agent: claude-code',
      'Role: arn:aws:iam::444455556666:role/admin',
      'What for, in its own words: aws s3 ls',
      'the policy preset agent',
    ]) {
      expect(detail).toContain(part);
    }
  });

  it('says what cannot be narrowed', () => {
    open();
    transport.notify('roleassist/approvals/didRequest', { ...request({ isProduction: false }), policy: undefined });
    const { text, detail = '' } = dialog();
    expect(text).toBe('Let the agent Claude Code use prod-admin?');
    expect(detail).toContain('What it may do: everything that you may');
  });

  it('shows the ends of a long command and how much is between them, and takes no yes to that', () => {
    open();
    ask({ command: `aws ${'x'.repeat(5000)} --delete` });
    const { detail = '', buttons } = dialog();
    expect(detail).toMatch(/: aws x+ \[… 4513 more characters …\] x+ --delete$/m);
    expect(buttons.map(({ title }) => title)).toEqual(['Deny', 'Show All']);
  });

  it('takes a yes to a long command after its last part, when all of it was shown', async () => {
    const command = `aws ${'0123456789'.repeat(300)} --delete`;
    open({ isKnown: true });
    ask({ command });
    await press('Show All');
    expect(dialog().buttons.map(({ title }) => title)).toEqual(['Deny', 'Show Next Part']);
    await press('Show Next Part');
    await press('Show Next Part');
    expect(dialog().buttons.map(({ title }) => title)).toEqual(['Deny', 'Once', 'For This Session']);
    expect(dialog().detail).toContain('part 3 of 3');
    expect(dialog().detail).toContain('PRODUCTION');
    const parts = editor.messages.slice(1).map(({ detail = '' }) => detail.split('\n')[1]);
    expect(parts.join('')).toBe(command);
    await press('Once');
    expect(transport.params).toEqual([{ id: 'request-1', decision: 'once' }]);
  });

  it.each([['Show All', 'Deny'], ['(closed)'], ['Show All', 'Show Next Part', '(closed)']])(
    'denies a long command wherever the user stops reading (%s %s)',
    async (...buttons) => {
      open({ isKnown: true });
      ask({ command: 'y'.repeat(3000) });
      for (const button of buttons) {
        await press(button);
      }
      expect(transport.params).toEqual([{ id: 'request-1', decision: 'deny' }]);
    },
  );

  it('has first the button that denies, which Enter presses', () => {
    open();
    ask();
    expect(dialog().buttons.map(({ title }) => title)).toEqual(['Deny', 'Once', 'For This Session']);
  });

  it.each([
    ['Deny', 'deny'],
    ['Once', 'once'],
    ['For This Session', 'session'],
    ['(closed)', 'deny'],
  ])('is answered by %s', async (button, decision) => {
    open({ isKnown: true });
    ask();
    await press(button);
    expect(transport.requests).toMatchObject([
      { method: 'roleassist/approvals/decide', params: { id: 'request-1', decision } },
    ]);
    expect(editor.messages).toHaveLength(1);
  });
});

describe('several questions', () => {
  it('are asked one after the other', async () => {
    open({ isKnown: true }, { isKnown: true });
    ask();
    ask({ id: 'request-2', agent: 'codex' });
    expect(editor.messages).toHaveLength(1);
    await press('Once');
    expect(dialog().text).toContain('Codex');
    await press('Deny');
    expect(transport.params).toEqual([
      { id: 'request-1', decision: 'once' },
      { id: 'request-2', decision: 'deny' },
    ]);
    ask({ id: 'request-3' });
    expect(editor.messages).toHaveLength(3);
  });

  it('are asked although the host failed to take an answer', async () => {
    open(new Error('broken'), { isKnown: true });
    ask();
    ask({ id: 'request-2', agent: 'codex' });
    await press('Once');
    expect(editor.messages.map(({ text }) => text)).toContainEqual(expect.stringContaining('Codex'));
  });
});

describe('a question that nobody waits for any more', () => {
  it('is not answered, and says so, if it was open', async () => {
    open();
    ask();
    end('request-1');
    await press('Once');
    expect(transport.requests).toEqual([]);
    expect(dialog().text).toBe(
      'The agent Claude Code no longer waits for prod-admin, and got nothing. It can ask again.',
    );
  });

  it('says so if the host no longer knows it', async () => {
    open({ isKnown: false });
    ask();
    await press('For This Session');
    expect(dialog().text).toContain('no longer waits');
  });

  it('says nothing if the answer was no', async () => {
    open();
    ask();
    end('request-1');
    await press('Deny');
    expect(editor.messages).toHaveLength(1);
  });

  it('is not asked if it expired in the queue, and the user learns it once', async () => {
    open({ isKnown: true });
    ask();
    ask({ id: 'request-2', expires: inMinutes(1) });
    ask({ id: 'request-3' });
    end('request-3');
    vi.setSystemTime(now + 61_000);
    await press('Once');
    expect(editor.messages).toHaveLength(2);
    expect(dialog().text).toBe('2 requests of agents have expired, and they got nothing. They can ask again.');
  });

  it('is over when the host stops', async () => {
    open();
    ask();
    stopped.fire({ isFinal: false, isUserAware: false });
    await press('Once');
    expect(transport.requests).toEqual([]);
  });

  it('does not make a later one with the same ID expire', async () => {
    open({ isKnown: true });
    end('request-1');
    ask();
    await press('Once');
    expect(transport.requests).toHaveLength(1);
  });
});
