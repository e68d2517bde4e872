/** The variables by which RoleAssist knows agents: `AgentSigns` in Core has them all, with their sources. */
const signs = [
  'AI_AGENT',
  'AMP_CURRENT_THREAD_ID',
  'ANTIGRAVITY_AGENT',
  'AUGMENT_AGENT',
  'CLAUDECODE',
  'CLAUDE_CODE',
  'CLINE_ACTIVE',
  'CODEX_SANDBOX',
  'CODEX_THREAD_ID',
  'COPILOT_AGENT',
  'COPILOT_CLI',
  'CRUSH',
  'CURSOR_AGENT',
  'GEMINI_CLI',
  'GOOSE_TERMINAL',
  'KIRO_SESSION_ID',
  'OPENCODE',
  'PI_CODING_AGENT',
  'QWEN_CODE',
  'ROLEASSIST_AGENT',
  'ROLEASSIST_AGENTS',
];

/**
 * An environment without what makes an agent of its processes.
 * @param {NodeJS.ProcessEnv} env
 */
export const withoutAgents = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !signs.includes(name)));

/**
 * Whether an environment is that of a shell of an agent.
 * @param {NodeJS.ProcessEnv} env
 */
export const isAgents = (env) => signs.some((name) => env[name]);
