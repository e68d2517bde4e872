import * as vscode from 'vscode';
import { countdown } from '../../infrastructure/presentation/countdown.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { markIcon, markLabel } from '../../infrastructure/presentation/marks.ts';
import {
  describeCondition,
  sessionName,
  severities,
  type Severity,
} from '../../infrastructure/presentation/sessionText.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** What the status bar says of the sessions at one formatDateTime. */
export interface SessionStatus {
  readonly icon: string;
  readonly text: string;
  /** The same in words, for screen readers. */
  readonly accessibleLabel: string;
  readonly severity: Severity;
}

/** Shows a session, and how many more there are. */
export function describeStatus(session: SessionInfo, others: number, now: number): SessionStatus {
  const [mark, name] = [markLabel(session), sessionName(session)];
  const condition = describeCondition(session, now, countdown);
  const more = others > 0 ? `+${others}` : undefined;
  return {
    icon: markIcon(session) ?? 'key',
    text: joinParts(' ', mark, name, condition, more),
    accessibleLabel: joinParts(', ', vscode.l10n.t('AWS role {0}', name), mark, condition, more),
    severity: severities[session.state],
  };
}
