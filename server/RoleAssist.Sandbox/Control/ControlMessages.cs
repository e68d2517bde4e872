namespace RoleAssist.Sandbox.Control;

/// <summary>A one-time code.</summary>
internal sealed record TotpCode(string Code);

/// <summary>Why the control path refused a request.</summary>
internal sealed record ControlProblem(string Message);

/// <summary>The paths of the control path.</summary>
internal static class ControlPaths
{
    public const string Root = "/.roleassist-sandbox/";
    public const string Totp = Root + "totp";
    public const string Calls = Root + "calls";
    public const string Fault = Root + "fault";
    public const string SerialParameter = "serial";
}
