import * as vscode from 'vscode';
import type { AgentHandOut } from '../rpc/contract.generated.ts';

/** The products by the names that the host has for them. */
const products: ReadonlyMap<string, string> = new Map([
  ['amp', 'Amp'],
  ['antigravity', 'Antigravity'],
  ['augment', 'Augment'],
  ['claude-code', 'Claude Code'],
  ['codex', 'Codex'],
  ['copilot-cli', 'Copilot CLI'],
  ['cursor', 'Cursor'],
  ['gemini-cli', 'Gemini CLI'],
  ['github-copilot-vscode-agent', 'GitHub Copilot'],
  ['kiro', 'Kiro'],
  ['opencode', 'OpenCode'],
]);

/** Returns the display name of an agent. An agent that is not known may have chosen its name itself. */
export function agentName(agent: string): string {
  return products.get(agent) ?? agent;
}

/** Returns how many hand-outs there were to each agent; undefined if there were none. */
export function describeHandOuts(handOuts: readonly AgentHandOut[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { agent, count } of handOuts) {
    counts.set(agent, (counts.get(agent) ?? 0) + count);
  }
  const parts = [...counts].map(([agent, count]) =>
    count === 1
      ? vscode.l10n.t('1 hand-out to {0}', agentName(agent))
      : vscode.l10n.t('{0} hand-outs to {1}', count, agentName(agent)),
  );
  return parts.length > 0 ? parts.join(', ') : undefined;
}
