import * as vscode from 'vscode';
import { errorActions } from '../../infrastructure/errors/errorActions.ts';
import { notify } from '../../infrastructure/presentation/notify.ts';
import { sessionName } from '../../infrastructure/presentation/sessionText.ts';
import type { SessionInfo } from '../../infrastructure/rpc/contract.generated.ts';

const key = 'roleassist.toldNextSteps';
const maxTimes = 3;

/** Shows what to do with a role that was assumed but is not used in a terminal yet, the first few times. */
export class NextSteps {
  constructor(private readonly memory: vscode.Memento) {}

  async show(session: SessionInfo): Promise<void> {
    const told = this.memory.get<unknown>(key);
    const times = typeof told === 'number' ? told : 0;
    if (times >= maxTimes) {
      return;
    }
    await this.memory.update(key, times + 1);
    const { sessionId } = session;
    notify('information', vscode.l10n.t('{0} is assumed, but no terminal uses it yet.', sessionName(session)), [
      errorActions.openRoleTerminal({ sessionId }),
      errorActions.useInNewTerminals({ sessionId }),
    ]);
  }
}
