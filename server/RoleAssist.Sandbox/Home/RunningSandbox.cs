namespace RoleAssist.Sandbox.Home;

/// <summary>How to reach a running sandbox; lies in its home, for its owner only.</summary>
internal sealed record RunningSandbox(string Endpoint, string ControlToken);
