// A fake of VS Code's agent tool, whose real one needs a language model. It waits for requests in the folder $OUT: the
// file `agent-run` with {"kind", "line"}. It opens a terminal of that kind and runs the line.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

const request = path.join(process.env.OUT, 'agent-run');

/** What VS Code 1.139 gives the terminals of its agent tool (chatAgentTools/browser/toolTerminalCreator.ts). */
const tool = { COPILOT_AGENT: '1', GIT_PAGER: 'cat', GIT_MERGE_AUTOEDIT: 'no', GIT_EDITOR: ':' };

const kinds = {
  /** As that build opens it. */
  tool: () => ({ env: { AI_AGENT: 'github_copilot_vscode_agent', ...tool } }),
  /** As a build opens it that does not say whose it is, with the profile that its settings have for agents. */
  profile() {
    const settings = vscode.workspace.getConfiguration('chat.tools.terminal.terminalProfile');
    const profile = settings.get('linux') ?? settings.get('osx');
    return profile && { shellPath: profile.path, shellArgs: profile.args, env: { GIT_PAGER: 'cat', ...profile.env } };
  },
};

export function activate({ subscriptions }) {
  const timer = setInterval(() => {
    if (!existsSync(request)) {
      return;
    }
    const { kind, line } = JSON.parse(readFileSync(request, 'utf8'));
    rmSync(request);
    const options = kinds[kind]();
    if (options) {
      const iconPath = new vscode.ThemeIcon('chat-sparkle');
      vscode.window.createTerminal({ name: `agent ${kind}`, hideFromUser: true, iconPath, ...options }).sendText(line);
    }
  }, 200);
  subscriptions.push(new vscode.Disposable(() => clearInterval(timer)));
}
