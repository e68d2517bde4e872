namespace RoleAssist.Sandbox.Home;

/// <summary>How to reach a running sandbox. It is stored in the home folder, readable only by its owner.</summary>
/// <param name="Environment">The environment variables that a process needs to use the sandbox.</param>
internal sealed record RunningSandbox(
    string Endpoint,
    string ControlToken,
    IReadOnlyDictionary<string, string> Environment
);
