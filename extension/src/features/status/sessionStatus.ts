import * as vscode from 'vscode';
import { countdown } from '../../infrastructure/presentation/countdown.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { markIcon, markLabel } from '../../infrastructure/presentation/marks.ts';
import {
  describeCondition,
  limitOf,
  sessionName,
  severities,
  type Severity,
} from '../../infrastructure/presentation/sessionText.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

/** The contents of the status bar item. */
export interface SessionStatus {
  readonly icon: string;
  readonly text: string;
  /** The same for screen readers. */
  readonly accessibleLabel: string;
  readonly severity: Severity;
}

/** Describes a session and the number of other sessions. */
export function describeStatus(session: SessionInfo, others: number, now: number): SessionStatus {
  const [mark, name] = [markLabel(session), sessionName(session)];
  const condition = describeCondition(session, now, countdown);
  const limit = limitOf(session);
  const more = others > 0 ? `+${others}` : undefined;
  return {
    icon: markIcon(session) ?? 'key',
    text: joinParts(' ', mark, name, limit, condition, more),
    accessibleLabel: joinParts(', ', vscode.l10n.t('AWS role {0}', name), mark, limit, condition, more),
    severity: severities[session.state],
  };
}
