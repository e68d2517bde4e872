namespace RoleAssist.Sandbox.Home;

/// <summary>How to reach a running sandbox. It is stored in the home folder, readable only by its owner.</summary>
internal sealed record RunningSandbox(string Endpoint, string ControlToken);
