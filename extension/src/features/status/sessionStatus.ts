import * as vscode from 'vscode';
import { countdown } from '../../infrastructure/presentation/countdown.ts';
import { joined } from '../../infrastructure/presentation/joined.ts';
import { markIcon, markWord } from '../../infrastructure/presentation/marks.ts';
import {
  describeCondition,
  sessionName,
  severities,
  type Severity,
} from '../../infrastructure/presentation/sessionWords.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** What the status bar says of the sessions at one moment. */
export interface SessionStatus {
  readonly icon: string;
  readonly text: string;
  /** The same in words, for screen readers. */
  readonly spoken: string;
  readonly severity: Severity;
}

/** Shows a session, and how many more there are. */
export function describeStatus(session: SessionInfo, others: number, now: number): SessionStatus {
  const [mark, name] = [markWord(session), sessionName(session)];
  const condition = describeCondition(session, now, countdown);
  const more = others > 0 ? `+${others}` : undefined;
  return {
    icon: markIcon(session) ?? 'key',
    text: joined(' ', mark, name, condition, more),
    spoken: joined(', ', vscode.l10n.t('AWS role {0}', name), mark, condition, more),
    severity: severities[session.state],
  };
}
