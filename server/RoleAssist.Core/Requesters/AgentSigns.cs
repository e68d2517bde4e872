using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Requesters;

/// <summary>
/// The signs of known agents. Those marked [aws] are what the AWS CLI reports as agents since 2.36
/// (https://github.com/aws/aws-cli/blob/v2/awscli/botocore/useragent.py), those marked [detect] what
/// https://www.npmjs.com/package/@vercel/detect-agent knows, and those marked [self] what the agent's own source sets. A
/// variable that an editor sets in its users' own terminals too, such as <c>CURSOR_TRACE_ID</c>, is no sign, and neither is
/// a name that another well-known program has: <c>copilot</c> is also a tool of AWS, <c>goose</c> one for databases. As
/// scripts of their packages these agents are known.
/// </summary>
internal static class AgentSigns
{
    public static IReadOnlyList<AgentSign> All { get; } =
    [
        // What a person, or an editor's settings for agents' terminals, may set for any other agent.
        new("agent", Variable: RoleAssistVariables.Agent, NamesItself: true),
        new("claude-code", Variable: "CLAUDECODE"), // [aws]
        new("claude-code", Variable: "CLAUDE_CODE"), // [detect]
        new("gemini-cli", Variable: "GEMINI_CLI"), // [aws]
        new("codex", Variable: "CODEX_THREAD_ID"), // [aws]
        new("codex", Variable: "CODEX_SANDBOX"), // [detect]
        new("kiro", Variable: "KIRO_SESSION_ID"), // [aws]
        new("opencode", Variable: "OPENCODE"), // [aws]
        new("antigravity", Variable: "ANTIGRAVITY_AGENT"), // [aws]
        new("amp", Variable: "AMP_CURRENT_THREAD_ID"), // [aws]
        new("pi", Variable: "PI_CODING_AGENT"), // [aws]
        new("copilot-cli", Variable: "COPILOT_CLI"), // [aws]
        new("cursor", Variable: "CURSOR_AGENT"), // [aws]
        new("augment", Variable: "AUGMENT_AGENT"), // [detect]
        new("qwen-code", Variable: "QWEN_CODE"), // [self]
        new("cline", Variable: "CLINE_ACTIVE"), // [self]
        new("goose", Variable: "GOOSE_TERMINAL"), // [self]
        new("crush", Variable: "CRUSH"), // [self]
        new("agent", Variable: "AI_AGENT", NamesItself: true), // [detect]
        new("copilot", Variable: "COPILOT_AGENT"), // the terminals of VS Code's agent
        // Names that no other well-known program has.
        new("mcp", Program: RequesterFinder.ServerProgram),
        new("claude-code", Program: "claude"),
        new("codex", Program: "codex"),
        new("cursor", Program: "cursor-agent"),
        new("opencode", Program: "opencode"),
        new("kiro", Program: "kiro-cli"),
        new("aider", Program: "aider"),
        new("qwen-code", Program: "qwen"),
        new("cline", Program: "cline"),
        new("augment", Program: "auggie"),
        new("crush", Program: "crush"),
        // Scripts of npm, whose process is called as Node.js, Bun or Deno is.
        new("claude-code", Package: "@anthropic-ai/claude-code", Command: "claude"),
        new("claude-code", Package: "@anthropic-ai/claude-agent-sdk"),
        new("codex", Package: "@openai/codex", Command: "codex"),
        new("gemini-cli", Package: "@google/gemini-cli", Command: "gemini"),
        new("copilot-cli", Package: "@github/copilot", Command: "copilot"),
        new("qwen-code", Package: "@qwen-code/qwen-code", Command: "qwen"),
        new("cline", Package: "cline", Command: "cline"),
        new("opencode", Package: "opencode-ai", Command: "opencode"),
        new("amp", Package: "@sourcegraph/amp", Command: "amp"),
        new("augment", Package: "@augmentcode/auggie", Command: "auggie"),
        new("pi", Package: "@mariozechner/pi-coding-agent"),
        new("crush", Package: "@charmland/crush", Command: "crush"),
        new("cursor", Command: "cursor-agent"),
        // Scripts of Python.
        new("aider", Package: "aider", Command: "aider", Language: ScriptLanguage.Python),
    ];
}
