using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Requesters;

/// <summary>
/// The signs of known agents. Those marked [aws] are what the AWS CLI reports as agents since 2.36
/// (https://github.com/aws/aws-cli/blob/v2/awscli/botocore/useragent.py), those marked [detect] what
/// https://www.npmjs.com/package/@vercel/detect-agent knows. A variable that an editor sets in its users' own terminals
/// too, such as <c>CURSOR_TRACE_ID</c>, is no sign.
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
    ];
}
